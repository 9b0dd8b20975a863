"""SQLite's file when several processes of the register open it."""

import sqlite3
from threading import Timer

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from registry import extensions


@pytest.fixture
def file(tmp_path):
    """A file as a backup leaves it, which some process is writing."""
    path = tmp_path / "restored.sqlite"
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    writer.execute("CREATE TABLE filing (id INTEGER)")
    writer.execute("BEGIN IMMEDIATE")
    yield path, writer
    writer.close()


def mode(path):
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            return connection.scalar(text("PRAGMA journal_mode"))
    finally:
        engine.dispose()


def test_who_opens_a_file_that_another_is_turning_to_wal_waits(file):
    path, writer = file
    done = Timer(0.2, writer.execute, ["COMMIT"])
    done.start()
    assert mode(path) == "wal"
    done.join()


def test_nobody_waits_for_ever(file, monkeypatch):
    path, _ = file
    monkeypatch.setattr(extensions, "TRIES", 3)
    monkeypatch.setattr(extensions, "SECONDS_TO_WAIT", 0.1)
    with pytest.raises(OperationalError, match="locked"):
        mode(path)
