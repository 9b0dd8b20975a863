"""Whether a kept page still holds: a digest of all that it may depend on."""

import hashlib
from collections.abc import Callable
from dataclasses import fields
from datetime import date
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
_NEWEST = select(LedgerEvent.sha256).order_by(LedgerEvent.id.desc()).limit(1).scalar_subquery()


def state(
    engine: Engine,
    app: Flask,
    today: date,
    beyond: Beyond | None = None,
    arguments: dict[str, Any] | None = None,
) -> str | None:
    """What the register, the day and this build of the register are now; one look-up.

    It is asked before a page is made. What changes while that is under way makes the page newer
    than its state, never older. None before the first event, when nothing tells of a change.
    """
    with engine.connect() as connection:
        newest, *values = connection.execute(_look_up(beyond), arguments or {}).one()
    if newest is None:
        return None
    parts = (newest, today.isoformat(), build(app), *map(str, values))
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


@cache
def _look_up(beyond: Beyond | None) -> Select[Any]:
    """Built once for each view: what differs from page to page are parameters of the query."""
    if beyond is None:
        return select(_NEWEST)
    parameters: dict[str, BindParameter[Any]] = {
        name: bindparam(name) for name in signature(beyond).parameters
    }
    return select(_NEWEST, *beyond(**parameters))


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
