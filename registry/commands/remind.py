"""``registry remind``: write the reminders that are due, once or every morning."""

from datetime import datetime

import click

from registry import clock, reminders
from registry.commands.context import in_application
from registry.commands.daily import Morning

FROM_HOUR = 8
"""Letters of a day are written from this hour on, Malaysian time: nobody is woken by one."""


@click.command("remind")
@click.option("--forever", is_flag=True, help="Keep running and do it every morning.")
@in_application
def remind(forever: bool) -> None:
    """Write the reminders of deadlines that are due today. Safe to repeat, and several at once.

    They lie in the outbox then; "registry send-mail" sends them.
    """
    if forever:
        MORNING.forever()
    click.echo(_done(clock.now()))


def _done(now: datetime) -> str:
    return f"{reminders.run(now)} reminders written."


MORNING = Morning("The reminders", FROM_HOUR, _done)
