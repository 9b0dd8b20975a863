"""``registry index-names``: write anew what organisations are found by."""

import click

from registry import organisation_import, schema
from registry.commands.context import in_application
from registry.extensions import db


@click.command("index-names")
@in_application
def index_names() -> None:
    """Write anew what organisations are found by: their names, as they begin and with mistakes.

    Needed once for organisations that were added before the register searched names so, and
    after a change of how names are read. Safe to repeat.
    """
    count = organisation_import.index_names()
    db.session.commit()
    schema.analyze()
    click.echo(f"{count} organisations can be found by their names.")
