"""Public pages, kept as they were made for as long as what they show is unchanged.

A view says ``@kept(...)`` with the query parameters that it reads. For a reader without an account
its page is then made once: compressed, with an ETag, shared by the processes of a machine. Whether
a kept page still holds is one look at the register (``validity``). See docs/decisions/0020.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request, session
from flask_login import COOKIE_NAME as REMEMBERED
from sqlalchemy import ScalarSelect

from registry.clock import today
from registry.kept_pages import validity
from registry.kept_pages.shelf import Page, Shelf

View = TypeVar("View", bound=Callable[..., Any])
Beyond = Callable[..., list[ScalarSelect[Any]]]

LONGEST_ADDRESS = 500
SMALLEST = 500
"""Bytes: what is shorter does not gain by compression."""
TEXTS = {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"}
TEXTS |= {"application/xml", "application/atom+xml", "application/manifest+json", "text/plain"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What the page of a view depends on, besides the register, the day and its address."""

    parameters: frozenset[str]
    beyond: Beyond | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that is to be kept when it is made."""

    address: str
    state: str


def kept(*parameters: str, beyond: Beyond | None = None) -> Callable[[View], View]:
    """Declare that a view shows the public register alone, so that its page may be kept.

    ``beyond`` gives, for the arguments of the view, what the page shows that can change without
    an event in the ledger, as values to look up.
    """

    def declare(view: View) -> View:
        view.kept = Rule(frozenset(parameters), beyond)  # type: ignore[attr-defined]
        return view

    return declare


def rule_of(app: Flask, endpoint: str | None) -> Rule | None:
    return getattr(app.view_functions.get(endpoint or ""), "kept", None)


def init_app(app: Flask) -> None:
    """Come first of all parts: what is kept is answered before any work, and kept after all."""
    path, megabytes = app.config["KEPT_PAGES"], app.config["KEPT_PAGES_MB"]
    app.extensions["kept_pages"] = Shelf(path, megabytes) if path else None
    app.before_request(_answer)
    app.after_request(_finish)


def _answer() -> Response | None:
    """The kept page, if there is one that holds; else note that it is to be kept."""
    shelf, rule = _shelf(), rule_of(current_app, request.endpoint)
    if shelf is None or rule is None or not _is_plain(rule):
        return None
    values = rule.beyond(**(request.view_args or {})) if rule.beyond else []
    state = validity.state(today(), values)
    if state is None:
        return None
    g.wanted = Wanted(request.script_root + request.full_path, state)
    page = shelf.get(g.wanted.address, state)
    return _response(page) if page else None


def _is_plain(rule: Rule) -> bool:
    """Whether everybody who asks this gets the same answer."""
    return (
        request.method in {"GET", "HEAD"}
        and not _knows_the_reader()
        and len(request.full_path) <= LONGEST_ADDRESS
        and rule.parameters.issuperset(request.args)
    )


def _knows_the_reader() -> bool:
    """Somebody who has signed in, or begun to; no page depends on any other cookie."""
    config = current_app.config
    own = {config["SESSION_COOKIE_NAME"], config.get("REMEMBER_COOKIE_NAME", REMEMBERED)}
    return "Authorization" in request.headers or not own.isdisjoint(request.cookies)


def _finish(response: Response) -> Response:
    """Keep the page that was asked for, or at least send it compressed."""
    wanted: Wanted | None = g.pop("wanted", None)
    if response.content_encoding or response.is_streamed or not _is_public(response):
        return response
    shelf = _shelf()
    if wanted and shelf and _names_no_other_host(response):
        page = Page.of(response)
        shelf.put(wanted.address, wanted.state, page)
        return _response(page)
    return _compressed(response)


def _is_public(response: Response) -> bool:
    """Whether a response was made for nobody in particular: no session, no token, no cookie."""
    return (
        response.status_code == 200
        and response.mimetype in TEXTS
        and not session.modified
        and "csrf_token" not in g
        and "Set-Cookie" not in response.headers
        and "no-store" not in response.headers.get("Cache-Control", "")
        and not _knows_the_reader()
    )


def _names_no_other_host(response: Response) -> bool:
    """A page that repeats the Host of its reader would mislead the next one."""
    ours = current_app.config["PUBLIC_URL"].partition("://")[2]
    return request.host == ours or request.host.encode() not in response.get_data()


def _response(page: Page) -> Response:
    """What the reader of a kept page is sent: 304 if they have it, else the page."""
    if request.if_none_match.contains_weak(page.etag):
        response = Response(status=304)
    elif _takes_gzip():
        response = Response(page.body)
        response.headers.extend(page.headers)
        response.content_encoding = "gzip"
    else:
        response = Response(page.plain)
        response.headers.extend(page.headers)
    response.set_etag(page.etag, weak=True)
    response.vary.update(("Accept-Encoding", "Cookie"))
    response.cache_control.no_cache = True
    return response


def _compressed(response: Response) -> Response:
    if not response.direct_passthrough and (response.content_length or 0) >= SMALLEST:
        response.vary.add("Accept-Encoding")
        if _takes_gzip():
            response.set_data(Page.compress(response.get_data()))
            response.content_encoding = "gzip"
    return response


def _takes_gzip() -> bool:
    return request.accept_encodings["gzip"] > 0


def _shelf() -> Shelf | None:
    shelf: Shelf | None = current_app.extensions["kept_pages"]
    return shelf
