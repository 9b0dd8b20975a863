"""``registry tell-followers``: write the daily letters to followers, once or every morning."""

import time
from datetime import date, datetime

import click
from sqlalchemy.exc import OperationalError

from registry import clock
from registry.commands.context import in_application
from registry.concerns import upkeep
from registry.extensions import db
from registry.following import telling

PAUSE_SECONDS = 60
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
    if not forever:
        click.echo(_done(clock.now()))
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
        click.echo(_done(now))
    except OperationalError as error:
        click.echo(f"The letters of {local.date()} wait for the database: {error}", err=True)
        return done
    finally:
        db.session.remove()
    return local.date()


def _done(now: datetime) -> str:
    passed = upkeep.run(now)
    return f"{passed} concerns public without an answer, {telling.run(now)} letters written."
