"""``registry draw-audits YEAR``: draw by lot which short filings are audited."""

import click

from registry import audits
from registry.clock import now
from registry.commands.context import in_application
from registry.extensions import db


@click.command("draw-audits")
@click.argument("year", type=click.IntRange(2024, 2100))
@in_application
def draw_audits(year: int) -> None:
    """Draw which short filings of YEAR are audited, among those that no draw had yet."""
    made = audits.draw(year, at=now())
    db.session.commit()
    if made is None:
        click.echo(f"No published short filing of {year} waits for a draw.")
        return
    click.echo(f"{len(made.drawn)} of {len(made.pool)} short filings drawn for an audit.")
    click.echo(f"Seed: {made.seed}")
    for reference in made.drawn:
        click.echo(reference)
