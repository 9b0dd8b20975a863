"""``registry check-counts``: whether the kept counts and sums are those of what they count."""

from collections.abc import Iterator

import click

from registry import kept_counts, promises
from registry.commands.context import in_application
from registry.extensions import db
from registry.models import PromiseSum


@click.command("check-counts")
@click.option("--anew", is_flag=True, help="Count everything anew and keep that.")
@in_application
def check_counts(anew: bool) -> None:
    """Compare the counts that pages show with the entries of the register, one by one.

    They are kept by the database itself, and those of promises by what publishes; they differ only
    where somebody took triggers away or wrote into the tables.
    """
    if anew:
        kept_counts.count_anew()
        promises.sum_up_everything()
        db.session.commit()
    if wrong := list(_wrong()):
        raise click.ClickException(
            f"Not as counted anew: {', '.join(wrong)}. registry check-counts --anew mends it."
        )
    click.echo("Every count is that of the entries.")


def _wrong() -> Iterator[str]:
    yield from kept_counts.wrong()
    if not promises.are_summed_up():
        yield PromiseSum.__tablename__
