"""``registry migrate``: bring the database to the newest version of the tables."""

import click

from registry.commands.context import in_application
from registry.schema import current_version, is_up_to_date, upgrade


@click.command("migrate")
@in_application
def migrate() -> None:
    """Bring the database to the newest version of the tables.

    Safe to repeat. Make a backup first; docs/operations.md says how.
    """
    before = current_version()
    if is_up_to_date():
        click.echo(f"Nothing to do: the database is at version {before}.")
        return
    upgrade()
    click.echo(f"The database went from version {before or 'none'} to {current_version()}.")
