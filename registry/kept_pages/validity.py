"""Whether a kept page still holds: a digest of all that it may depend on."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from inspect import signature
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import BindParameter, Engine, ScalarSelect, Select, bindparam, select

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
    with engine.connect() as connection:
        found = connection.execute(_look_up(beyond), arguments or {}).first()
    if found is None:
        return None
    newest, at, *values = found
    parts = (newest, today.isoformat(), build(app), *map(str, values))
    state = hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()
    return Seen(state, newest, at)


@cache
def _look_up(beyond: Beyond | None) -> Select[*tuple[Any, ...]]:
    """Built once for each view: what differs from page to page are parameters of the query."""
    parameters: dict[str, BindParameter[Any]] = {
        name: bindparam(name) for name in (signature(beyond).parameters if beyond else ())
    }
    values = beyond(**parameters) if beyond else []
    newest = select(LedgerEvent.sha256, LedgerEvent.at, *values)
    return newest.order_by(LedgerEvent.id.desc()).limit(1)


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
