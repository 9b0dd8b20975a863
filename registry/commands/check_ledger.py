"""``registry check-ledger``: whether the log of public acts is as it was written."""

import click

from registry import ledger
from registry.commands.context import in_application


@click.command("check-ledger")
@in_application
def check_ledger() -> None:
    """Follow the chain of hashes through the log of public acts and name the first broken link."""
    if broken := ledger.first_broken():
        raise click.ClickException(
            f"Entry {broken.id} ({broken.kind} {broken.subject}) does not follow from the one "
            "before it: it, or what was before it, has been changed."
        )
    click.echo("The log is whole: each entry follows from the one before it.")
