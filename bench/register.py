"""The register to be measured: a file of its own, filled with copies, deleted afterwards."""

import os
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

SECRET = "a-secret-for-measuring-only"


@contextmanager
def register() -> Iterator[tuple[Flask, Path]]:
    """An application on an empty database, in a folder that is removed at the end."""
    with TemporaryDirectory(prefix="register-bench-", dir=os.environ.get("BENCH_DIR")) as folder:
        file = Path(folder) / "register.sqlite"
        app = create_app(_settings(file, Path(folder) / "files"))
        with app.app_context():
            db.create_all()
        yield app, file
        with app.app_context():
            db.engine.dispose()


def fill(app: Flask, statements: int) -> None:
    """Publish this many statements. Nothing would be lost in a power cut that matters here."""
    with app.app_context():
        event.listen(db.engine, "connect", _without_waiting_for_the_disk)
        db.engine.dispose()
        scale(statements)
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        event.remove(db.engine, "connect", _without_waiting_for_the_disk)
        db.session.remove()
        db.engine.dispose()


def _without_waiting_for_the_disk(connection: object, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]
    connection.execute("PRAGMA journal_mode=MEMORY")  # type: ignore[attr-defined]


def _settings(file: Path, files: Path) -> dict[str, object]:
    return Config(
        SECRET_KEY=SECRET,
        PASSWORD_SALT=SECRET,
        TOTP_SECRET=SECRET,
        DATABASE_URL=f"sqlite:///{file}",
        FILES=str(files),
        KEPT_PAGES="",
        HTTPS=False,
    ).as_flask()
