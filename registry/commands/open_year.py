"""``registry open-year YEAR``: give every organisation its entry in a reporting year."""

import click

from registry import ledger, obligations
from registry.clock import now
from registry.commands.context import in_application
from registry.extensions import db


@click.command("open-year")
@click.argument("year", type=click.IntRange(2024, 2100))
@in_application
def open_year(year: int) -> None:
    """Open a reporting YEAR: every organisation gets its dated status. Safe to repeat."""
    count = obligations.open_year(year)
    if count:
        ledger.append("year_opened", str(year), {"entries": count}, at=now())
    db.session.commit()
    click.echo(f"{count} entries added for {year}.")
