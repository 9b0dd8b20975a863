"""``registry check-ledger``: whether the log and what it vouches for are as they were written."""

import click

from registry import log_audit
from registry.commands.context import in_application


@click.command("check-ledger")
@in_application
def check_ledger() -> None:
    """Check the chain of the log, its tree, and every published statement against it."""
    problems = list(log_audit.problems())
    for problem in problems:
        click.echo(f"- {problem}", err=True)
    if problems:
        raise click.ClickException(
            f"{len(problems)} found. Compare with a backup and with a head that was kept."
        )
    click.echo("The log is whole: every entry and every statement is as it was written.")
