"""The Flask extensions, created once and bound to the application in ``create_app``."""

import sqlite3
import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import Flask, current_app, has_request_context, request
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase

READING = {"GET", "HEAD", "OPTIONS"}
ONLY_READS = "only_reads"
WRITES = "writes"
SECONDS_TO_WAIT = 15
"""For another process that writes SQLite's file."""
TRIES = 500
"""That many times in these seconds, where SQLite does not wait by itself."""
OF_ONE_HOUSEHOLD = 64
"""Bits of an address of IPv6 that a provider gives; the other 64 anybody chooses anew each time."""


class Base(DeclarativeBase):
    """The base of every table; constraints get predictable names."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def network_address() -> str:
    """The network of whoever asks."""
    return network_of(get_remote_address())


def network_of(told: str) -> str:
    """Who is counted as one: an address of IPv4, or the network that an address of IPv6 is of."""
    try:
        address = ip_address(told)
    except ValueError:  # some proxies add a port, or hide it
        return told
    if not isinstance(address, IPv6Address):
        return str(address)
    network = ip_network((int(address), OF_ONE_HOUSEHOLD), strict=False)
    return str(address.ipv4_mapped or network)


db = SQLAlchemy(metadata=Base.metadata, disable_autonaming=True)
migrate = Migrate()
csrf = CSRFProtect()
babel = Babel()
limiter = Limiter(network_address, strategy="fixed-window", headers_enabled=True)


@limiter.request_filter
def _counts_nothing() -> bool:
    return not rates_are_limited()


def rates_are_limited() -> bool:
    """Whether this application counts who asks how often.

    The extension's own switch is one for all applications of a process.
    """
    return bool(current_app.config["RATELIMIT_ENABLED"])


def init_app(app: Flask) -> None:
    app.config.setdefault("RATELIMIT_STORAGE_URI", app.config.get("REDIS_URL") or "memory://")
    db.init_app(app)
    migrate.init_app(app, db, directory=f"{app.root_path}/migrations")
    csrf.init_app(app)
    limiter.init_app(app)
    limiter.enabled = True


def only_read() -> None:
    """Let the session's next transaction read for long, and nobody who writes wait for it."""
    db.session.rollback()
    db.session.connection(execution_options={ONLY_READS: True})


def begin_to_write() -> None:
    """Let the session's next transaction write, though the request only reads.

    For a note about the visit itself, written after all reading is done.
    """
    db.session.rollback()
    db.session.connection(execution_options={WRITES: True})


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Give SQLite the manners of a server: WAL, waiting instead of failing, foreign keys.

    ``synchronous=FULL`` is what lets a receipt promise that the filing survives a power cut.
    """
    if type(connection).__module__ != "sqlite3":
        return
    connection.isolation_level = None
    _write_ahead(connection)
    for pragma in (
        "synchronous=FULL",
        f"busy_timeout={SECONDS_TO_WAIT * 1000}",
        "foreign_keys=ON",
        "cache_size=-65536",
        "mmap_size=1073741824",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn a file to WAL, as one that comes from a backup.

    Several processes do so when they start, and while one of them writes, SQLite refuses the others
    at once instead of letting them wait.
    """
    for left in reversed(range(TRIES)):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not left:
                raise
        time.sleep(SECONDS_TO_WAIT / TRIES)


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Any) -> None:
    """Take SQLite's write lock at the start of whatever may write, so that two writers queue.

    A transaction that reads first and writes later fails at once when another wrote in between;
    reading requests keep the shared mode and never wait.
    """
    if connection.dialect.name == "sqlite":
        declared = connection.get_execution_options()
        reads = declared.get(ONLY_READS) or (has_request_context() and request.method in READING)
        reading = reads and not declared.get(WRITES)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
