"""Work of a morning, by a process that keeps running."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

import click
from sqlalchemy.exc import OperationalError

from registry import clock
from registry.extensions import db

PAUSE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Morning:
    """What is done each day from an hour on, Malaysian time."""

    what: str
    """As an operator reads of it: "the reminders"."""
    from_hour: int
    work: Callable[[datetime], str]
    """Says what was done."""

    def forever(self) -> NoReturn:
        done: date | None = None
        while True:
            done = self.once(clock.now(), done)
            time.sleep(PAUSE_SECONDS)

    def once(self, now: datetime, done: date | None) -> date | None:
        """Do the day's work when it is morning and not done; return the last day that is done.

        A database that does not answer is asked again a minute later.
        """
        local = now.astimezone(clock.KUALA_LUMPUR)
        if done == local.date() or local.hour < self.from_hour:
            return done
        try:
            click.echo(self.work(now))
        except OperationalError as error:
            click.echo(f"{self.what} of {local.date()} wait for the database: {error}", err=True)
            return done
        finally:
            db.session.remove()
        return local.date()
