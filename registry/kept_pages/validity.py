"""Whether a kept page still holds: a digest of all that it may depend on."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import lru_cache
from inspect import signature
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import (
    BindParameter,
    Dialect,
    Engine,
    PoolProxiedConnection,
    ScalarSelect,
    bindparam,
    select,
)

from registry.config import SECRETS, Config
from registry.models import LedgerEvent

SOURCES = {".py", ".html", ".mo", ".yaml", ".json", ".css", ".js", ".svg", ".txt", ".csv"}
Beyond = Callable[..., list[ScalarSelect[Any]]]
SEEN = "registry.seen"
"""Under which a request carries on what was seen before its page is made."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How the register stood at one look."""

    state: str
    """A digest of all that pages may depend on."""
    newest: str
    """The seal of the newest event, and its instant."""
    at: datetime


def seen(
    engine: Engine,
    app: Flask,
    today: date,
    beyond: Beyond | None = None,
    arguments: dict[str, Any] | None = None,
) -> Seen | None:
    """What the register, the day and this build of the register are now; one look-up.

    It is asked before a page is made. What changes while that is under way makes the page newer
    than its state, never older. None before the first event, when nothing tells of a change.
    """
    look_up = _look_up(engine.dialect, beyond)
    found = look_up.ask(engine, arguments or {})
    if found is None:
        return None
    newest, at, *values = found
    parts = (newest, today.isoformat(), build(app), *map(str, values))
    state = hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
    return Seen(state, newest, look_up.instant(at))


@dataclass(frozen=True, slots=True)
class LookUp:
    """The query of a view, compiled once: what differs from page to page are its parameters.

    Every reader of a kept page asks it. It goes to the driver as it is: a single statement needs
    no transaction, and so waits for nobody who writes.
    """

    sql: str
    fixed: dict[str, Any]
    order: list[str] | None
    """Of the parameters, where the driver takes them by position."""
    instant: Callable[[Any], datetime]
    """Of what the driver gives for one."""

    def ask(self, engine: Engine, arguments: dict[str, Any]) -> tuple[Any, ...] | None:
        named = self.fixed | arguments
        values = named if self.order is None else [named[name] for name in self.order]
        with closing(engine.raw_connection()) as connection, alone(connection, engine):
            cursor = connection.cursor()
            cursor.execute(self.sql, values)
            found: tuple[Any, ...] | None = cursor.fetchone()
        return found


@contextmanager
def alone(connection: PoolProxiedConnection, engine: Engine) -> Iterator[None]:
    """Spare PostgreSQL the transaction around a statement; our SQLite begins none by itself."""
    driver: Any = connection.driver_connection
    if engine.dialect.name == "sqlite":
        yield
        return
    driver.autocommit = True
    try:
        yield
    finally:
        driver.autocommit = False


@lru_cache(maxsize=256)
def _look_up(dialect: Dialect, beyond: Beyond | None) -> LookUp:
    parameters: dict[str, BindParameter[Any]] = {
        name: bindparam(name) for name in (signature(beyond).parameters if beyond else ())
    }
    values = beyond(**parameters) if beyond else []
    newest = select(LedgerEvent.sha256, LedgerEvent.at, *values)
    query = newest.order_by(LedgerEvent.id.desc()).limit(1)
    compiled = query.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    instant = LedgerEvent.at.type.dialect_impl(dialect).result_processor(dialect, None)
    return LookUp(compiled.string, compiled.params, compiled.positiontup, instant)


def build(app: Flask) -> str:
    """The application's files and settings; the same in every process that serves them."""
    known = app.extensions.get("build")
    if known is None:
        known = app.extensions["build"] = _digest(app)
    return str(known)


def _digest(app: Flask) -> str:
    found = hashlib.blake2b(digest_size=16)
    for setting in fields(Config):
        if setting.name not in SECRETS:
            found.update(f"{setting.name}={app.config.get(setting.name)}\n".encode())
    for file in sorted(Path(app.root_path).rglob("*")):
        if file.suffix in SOURCES:
            found.update(f"{file}\n".encode() + file.read_bytes())
    return found.hexdigest()
