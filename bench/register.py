"""The register to be measured: a file of its own, filled with copies, deleted afterwards."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, text

from bench.counting import counted_at_the_end
from bench.printing import say
from registry import create_app
from registry.config import Config
from registry.extensions import db
from seed.scale import BATCH as COPIED
from seed.scale import scale
from tests import databases

SECRET = "a-secret-for-measuring-only"
KILOBYTES_HELD = 2**19
"""Of SQLite's pages while a register is filled, so that its indexes need not come from the disk."""


@contextmanager
def register(kind: str = "sqlite", kept: Path | None = None) -> Iterator[tuple[Flask, Path]]:
    """An application on a database: an empty one, in a folder that is removed at the end, or that
    of a folder which is kept, brought up to date.

    What it yields second is SQLite's file, or beside PostgreSQL a name in the folder.
    """
    with _folder(kept) as folder:
        running = databases.start(kind, folder, kept=kept is not None)
        app = create_app(settings(running.create("register"), folder / "files"))
        with app.app_context():
            upgrade() if kept else db.create_all()
        try:
            yield app, folder / "register.sqlite"
        finally:
            with app.app_context():
                db.engine.dispose()
            running.stop()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        place = os.environ.get("BENCH_DIR")
        with TemporaryDirectory(prefix="register-bench-", dir=place) as folder:
            yield Path(folder)


def fill(app: Flask, statements: int) -> None:
    """Publish this many statements. Nothing would be lost in a power cut that matters here."""
    with app.app_context(), in_haste(), counted_at_the_end():
        scale(statements, _say_each_tenth)
        db.session.execute(text("ANALYZE"))
        db.session.commit()


def _say_each_tenth(done: int, of: int) -> None:
    tenth = max(of // 10, 1)
    if done // tenth > (done - COPIED) // tenth:
        say(f"  {done:,} of {of:,} statements copied")


@contextmanager
def in_haste() -> Iterator[None]:
    event.listen(db.engine, "connect", without_waiting_for_the_disk)
    db.engine.dispose()
    yield
    event.remove(db.engine, "connect", without_waiting_for_the_disk)
    db.session.remove()
    db.engine.dispose()


def without_waiting_for_the_disk(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA journal_mode=MEMORY")
        connection.execute(f"PRAGMA cache_size=-{KILOBYTES_HELD}")


def settings(address: str, files: Path) -> dict[str, object]:
    return Config(
        SECRET_KEY=SECRET,
        PASSWORD_SALT=SECRET,
        TOTP_SECRET=SECRET,
        DATABASE_URL=address,
        FILES=str(files),
        KEPT_PAGES="",
        HTTPS=False,
    ).as_flask()
