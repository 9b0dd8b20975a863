"""``registry write-open-data``: make the bulk files, once or every night."""

import time
from datetime import date, datetime

import click
from flask import current_app
from sqlalchemy.exc import OperationalError

from registry import clock
from registry.commands.context import in_application
from registry.extensions import db
from registry.models import DataEdition
from registry.open_data import edition
from registry.open_data.edition import Register
from registry.storage import StorageError

PAUSE_SECONDS = 60
FROM_HOUR = 1
"""The files of a day are made from this hour on, Malaysian time."""


@click.command("write-open-data")
@click.option("--forever", is_flag=True, help="Keep running and do it every night.")
@in_application
def write_open_data(forever: bool) -> None:
    """Make the bulk files of the open data: CSV, JSON Lines, Parquet and their descriptions.

    Whoever takes them meanwhile gets the edition before, whole; so does everybody when this is
    stopped half-way.
    """
    if not forever:
        click.echo(_told(write(clock.now())))
        return
    while True:
        every_night(clock.now())
        time.sleep(PAUSE_SECONDS)


def every_night(now: datetime) -> date | None:
    """Make the files of the day unless they are there; return the day of those that are there.

    The first are made at once. A database or store that does not answer is asked again later.
    """
    local = now.astimezone(clock.KUALA_LUMPUR)
    try:
        newest = edition.current()
        is_time = newest is None or (newest.as_of < local.date() and local.hour >= FROM_HOUR)
        if is_time:
            newest = write(now)
            click.echo(_told(newest))
        return newest.as_of if newest else None
    except (OperationalError, StorageError) as error:
        click.echo(f"The open data of {local.date()} waits: {error}", err=True)
        return None
    finally:
        db.session.remove()


def write(now: datetime) -> DataEdition:
    config = current_app.config
    made = edition.write(Register(config["PUBLIC_URL"], config["OPERATOR"]), at=now)
    db.session.commit()
    return made


def _told(made: DataEdition) -> str:
    size = sum(file["bytes"] for file in made.files)
    return f"Edition {made.id} of the open data: {len(made.files)} files, {size:,} bytes."
