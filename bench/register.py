"""The register to be measured: a file of its own, filled with copies, deleted afterwards."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import event, text

from registry import create_app
from registry.config import Config
from registry.extensions import db
from seed.scale import scale
from tests import databases

SECRET = "a-secret-for-measuring-only"


@contextmanager
def register(kind: str = "sqlite") -> Iterator[tuple[Flask, Path]]:
    """An application on an empty database, in a folder that is removed at the end.

    What it yields second is SQLite's file, or beside PostgreSQL a name in the folder.
    """
    with TemporaryDirectory(prefix="register-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        running = databases.start(kind, Path(folder))
        app = create_app(settings(running.create("register"), Path(folder) / "files"))
        with app.app_context():
            db.create_all()
        try:
            yield app, Path(folder) / "register.sqlite"
        finally:
            with app.app_context():
                db.engine.dispose()
            running.stop()


def fill(app: Flask, statements: int) -> None:
    """Publish this many statements. Nothing would be lost in a power cut that matters here."""
    with app.app_context(), in_haste():
        scale(statements)
        db.session.execute(text("ANALYZE"))
        db.session.commit()


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
