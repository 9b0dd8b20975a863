"""``registry tell-followers``: write the daily letters to followers, once or every morning."""

from datetime import datetime

import click

from registry import clock
from registry.commands.context import in_application
from registry.commands.daily import Morning
from registry.concerns import upkeep
from registry.following import telling

FROM_HOUR = 9
"""An hour after reminders, Malaysian time: filers hear first."""


@click.command("tell-followers")
@click.option("--forever", is_flag=True, help="Keep running and do it every morning.")
@in_application
def tell_followers(forever: bool) -> None:
    """Write one letter to each follower of something that changed, and forget what is due.

    Concerns whose days for an answer have passed are logged as public first. Safe to repeat, and
    several at once: each change is told once, and an address gets one letter a day at most.
    """
    if forever:
        MORNING.forever()
    click.echo(_done(clock.now()))


def _done(now: datetime) -> str:
    passed = upkeep.run(now)
    return f"{passed} concerns public without an answer, {telling.run(now)} letters written."


MORNING = Morning("The letters", FROM_HOUR, _done)
