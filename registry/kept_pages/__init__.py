"""Public pages, kept as they were made for as long as what they show is unchanged.

A view says ``@kept(...)`` with the query parameters that it reads. For a reader without an account
its page is then made once: compressed, with an ETag, shared by the processes of a machine. Whether
a kept page still holds is one look at the register (``validity``). See docs/decisions/0020.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request, session

from registry.clock import today
from registry.extensions import db
from registry.kept_pages import validity
from registry.kept_pages.answers import (
    READING,
    Answers,
    Rule,
    address_of,
    is_strangers,
    names_another_host,
    rule_of,
)
from registry.kept_pages.memory import Memory
from registry.kept_pages.parts import kept_part
from registry.kept_pages.shelf import Page, Shelf, compress
from registry.kept_pages.validity import SEEN, Beyond, Seen

View = TypeVar("View", bound=Callable[..., Any])

LONGEST_ADDRESS = 500
SMALLEST = 500
"""Bytes: what is shorter does not gain by compression."""
TEXTS = {"text/html", "text/css", "text/javascript", "image/svg+xml", "application/json"}
TEXTS |= {"application/xml", "application/atom+xml", "application/manifest+json", "text/plain"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that is to be kept when it is made."""

    address: str
    state: str
    place: Shelf | Memory


def kept(
    *parameters: str, passing: Iterable[str] = (), beyond: Beyond | None = None
) -> Callable[[View], View]:
    """Declare that a view shows the public register alone, so that its page may be kept.

    ``passing`` are further parameters whose values have no end, such as words that people type: a
    page that is asked with one of them is kept in memory alone.

    ``beyond`` gives, for arguments of the view, what the page shows that can change without an
    event in the ledger, as values to look up. It is asked once, with parameters of a query.
    """

    def declare(view: View) -> View:
        rule = Rule(frozenset(parameters), frozenset(passing), beyond)
        view.kept = rule  # type: ignore[attr-defined]
        return view

    return declare


def init_app(app: Flask) -> None:
    """Come first of all parts: what is kept is noted before any work, and kept after all of it."""
    path, megabytes = app.config["KEPT_PAGES"], app.config["KEPT_PAGES_MB"]
    app.extensions["kept_pages"] = Shelf(path, megabytes) if path else None
    app.extensions["passing_pages"] = Memory()
    app.jinja_env.globals["kept_part"] = kept_part
    app.before_request(_note)
    app.after_request(_finish)
    if path:
        app.wsgi_app = Answers(app, app.wsgi_app, today)  # type: ignore[method-assign]


def _note() -> None:
    """Note that the page is to be kept, and how the register stood before it was made."""
    rule = rule_of(current_app, request.endpoint)
    shelf = _shelf()
    if shelf is None or rule is None or not _is_plain(rule):
        return
    seen: Seen | None = request.environ.get(SEEN) or validity.seen(
        db.engine, current_app, today(), rule.beyond, request.view_args
    )
    request.environ[SEEN] = seen
    if seen:
        place = shelf if rule.passing.isdisjoint(request.args) else _memory()
        g.wanted = Wanted(address_of(request.environ), seen.state, place)


def _is_plain(rule: Rule) -> bool:
    """Whether everybody who asks this gets the same answer."""
    return (
        request.method in READING
        and is_strangers(current_app, request.environ)
        and len(request.full_path) <= LONGEST_ADDRESS
        and (rule.parameters | rule.passing).issuperset(request.args)
    )


def _finish(response: Response) -> Response:
    """Keep the page that was asked for, or at least send it compressed."""
    wanted: Wanted | None = g.pop("wanted", None)
    if response.content_encoding or response.is_streamed or not _is_public(response):
        return response
    if wanted and not names_another_host(response.get_data()):
        return _compressed(response, _keep(response, wanted))
    return _compressed(response)


def _keep(response: Response, wanted: Wanted) -> bytes:
    """The page is kept; returned as it is sent compressed."""
    response.vary.update(("Accept-Encoding", "Cookie"))
    response.cache_control.no_cache = True
    page = Page.of(response, (str(request.endpoint), request.view_args or {}))
    wanted.place.put(wanted.address, wanted.state, page)
    response.set_etag(page.etag, weak=True)
    response.make_conditional(request)
    return page.body


def _is_public(response: Response) -> bool:
    """Whether a response was made for nobody in particular: no session, no token, no cookie."""
    return (
        response.status_code == 200
        and response.mimetype in TEXTS
        and not session.modified
        and "csrf_token" not in g
        and "Set-Cookie" not in response.headers
        and "no-store" not in response.headers.get("Cache-Control", "")
        and is_strangers(current_app, request.environ)
    )


def _compressed(response: Response, body: bytes | None = None) -> Response:
    if response.status_code == 200 and (response.content_length or 0) >= SMALLEST:
        response.vary.add("Accept-Encoding")
        if request.accept_encodings["gzip"]:
            response.set_data(body or compress(response.get_data()))
            response.content_encoding = "gzip"
    return response


def _shelf() -> Shelf | None:
    shelf: Shelf | None = current_app.extensions["kept_pages"]
    return shelf


def _memory() -> Memory:
    memory: Memory = current_app.extensions["passing_pages"]
    return memory
