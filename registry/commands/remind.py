"""``registry remind``: write the reminders that are due, once or every morning."""

import time
from datetime import date, datetime

import click
from sqlalchemy.exc import OperationalError

from registry import clock, reminders
from registry.commands.context import in_application
from registry.extensions import db

PAUSE_SECONDS = 60
FROM_HOUR = 8
"""Letters of a day are written from this hour on, Malaysian time: nobody is woken by one."""


@click.command("remind")
@click.option("--forever", is_flag=True, help="Keep running and do it every morning.")
@in_application
def remind(forever: bool) -> None:
    """Write the reminders of deadlines that are due today. Safe to repeat, and several at once.

    They lie in the outbox then; "registry send-mail" sends them.
    """
    if not forever:
        click.echo(f"{reminders.run(clock.now())} reminders written.")
        return
    done: date | None = None
    while True:
        done = every_morning(clock.now(), done)
        time.sleep(PAUSE_SECONDS)


def every_morning(now: datetime, done: date | None) -> date | None:
    """Do the day's work when it is morning and not done; return the last day that is done.

    A database that does not answer is asked again a minute later.
    """
    local = now.astimezone(clock.KUALA_LUMPUR)
    if done == local.date() or local.hour < FROM_HOUR:
        return done
    try:
        written = reminders.run(now)
    except OperationalError as error:
        click.echo(f"The reminders of {local.date()} wait for the database: {error}", err=True)
        return done
    finally:
        db.session.remove()
    click.echo(f"{written} reminders written.")
    return local.date()
