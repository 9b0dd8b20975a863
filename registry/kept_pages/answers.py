"""A kept page, answered before the application begins any work."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, current_app, request
from flask_login import COOKIE_NAME as REMEMBERED
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header, parse_cookie, parse_etags

from registry.display import COOKIE
from registry.extensions import db
from registry.kept_pages import validity
from registry.kept_pages.memory import Memory
from registry.kept_pages.shelf import Page, Shelf
from registry.kept_pages.validity import SEEN, Beyond, Seen

log = logging.getLogger(__name__)

Environ = dict[str, Any]
READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Rule:
    """What the page of a view depends on, besides the register, the day and its address."""

    parameters: frozenset[str]
    passing: frozenset[str]
    """Parameters of which a page is kept in memory alone."""
    beyond: Beyond | None


def rule_of(app: Flask, endpoint: str | None) -> Rule | None:
    return getattr(app.view_functions.get(endpoint or ""), "kept", None)


def address_of(environ: Environ) -> str:
    """Path and query as they were asked; the host and the scheme change nothing on a page."""
    path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
    return f"{path.replace('?', '%3F')}?{environ.get('QUERY_STRING', '')}"


def is_strangers(app: Flask, environ: Environ) -> bool:
    """Whether nobody has signed in, begun to, or chosen a display; no other cookie matters."""
    if "HTTP_AUTHORIZATION" in environ:
        return False
    if "HTTP_COOKIE" not in environ:
        return True
    config, cookies = app.config, parse_cookie(environ)
    own = {config["SESSION_COOKIE_NAME"], config.get("REMEMBER_COOKIE_NAME", REMEMBERED), COOKIE}
    return own.isdisjoint(cookies)


def names_another_host(text: bytes) -> bool:
    """What repeats the Host of its reader, who may have made it up, would mislead the next one."""
    ours = current_app.config["PUBLIC_URL"].partition("://")[2]
    return request.host != ours and request.host.encode() in text


class Answers:
    """Stands before the application, and lets through whatever it cannot answer."""

    def __init__(
        self,
        app: Flask,
        application: Callable[..., Iterable[bytes]],
        today: Callable[[], date],
    ) -> None:
        self.app, self.application, self.today = app, application, today
        self.engine: Engine | None = None

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        page = self._kept(environ)
        if page is None:
            return self.application(environ, start_response)
        return _answer(page, environ, start_response)

    def _kept(self, environ: Environ) -> Page | None:
        shelf: Shelf | None = self.app.extensions["kept_pages"]
        if shelf is None or environ["REQUEST_METHOD"] not in READING:
            return None
        if not is_strangers(self.app, environ):
            return None
        memory: Memory = self.app.extensions["passing_pages"]
        address = address_of(environ)
        found = memory.get(address) or shelf.get(address)
        if found is None:
            return None
        state, page = found
        seen = environ[SEEN] = self._seen(*page.asked)
        return page if seen and state == seen.state else None

    def _seen(self, endpoint: str, arguments: dict[str, Any]) -> Seen | None:
        """None where the database does not answer: the application has a page to say so."""
        rule = rule_of(self.app, endpoint)
        beyond = rule.beyond if rule else None
        engine = self._engine()
        try:
            return validity.seen(engine, self.app, self.today(), beyond, arguments)
        except (SQLAlchemyError, engine.dialect.loaded_dbapi.Error) as error:
            log.warning("whether a kept page holds cannot be seen: %s", error)
            return None

    def _engine(self) -> Engine:
        if self.engine is None:
            with self.app.app_context():
                self.engine = db.engine
        return self.engine


def _answer(page: Page, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """304 to who has the page, else the page."""
    headers = [*page.headers, ("ETag", f'W/"{page.etag}"')]
    if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(page.etag):
        start_response("304 NOT MODIFIED", [each for each in headers if each[0] != "Content-Type"])
        return []
    body = page.body
    if parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING", ""), Accept)["gzip"]:
        headers.append(("Content-Encoding", "gzip"))
    else:
        body = page.plain
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
