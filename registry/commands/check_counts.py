"""``registry check-counts``: whether the kept counts are those of the register's entries."""

import click

from registry import kept_counts
from registry.commands.context import in_application
from registry.extensions import db


@click.command("check-counts")
@click.option("--anew", is_flag=True, help="Count everything anew and keep that.")
@in_application
def check_counts(anew: bool) -> None:
    """Compare the counts that pages show with the entries of the register, one by one.

    They are kept by the database itself; they differ only where somebody took its triggers away
    or wrote into the tables of counts.
    """
    if anew:
        kept_counts.count_anew()
        db.session.commit()
    if wrong := list(kept_counts.wrong()):
        raise click.ClickException(
            f"Not as counted anew: {', '.join(wrong)}. registry check-counts --anew mends it."
        )
    click.echo("Every count is that of the entries.")
