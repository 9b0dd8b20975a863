"""The blueprint of /api/v1: what holds for every address of it."""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, abort, g, request
from flask_smorest import Blueprint
from marshmallow import RAISE, Schema
from sqlalchemy import select
from webargs.flaskparser import FlaskParser

from registry.extensions import db, limiter
from registry.models import LedgerEvent
from registry.open_data.package import LICENCE
from registry.problems import MEDIA_TYPE as PROBLEM

Json = dict[str, Any]
View = TypeVar("View", bound=Callable[..., Any])

PREFIX = "/api/v1"
JSON = "application/json"
REPEATED = frozenset({"organisation"})
"""Names that stand once for each of several values."""
LIMIT = "600 per minute"
"""How often an address may ask."""
MAY_BE_KEPT = 60
"""Seconds for which a copy may be used unasked while nothing is known to have changed."""

READABLE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": (
        "ETag, Last-Modified, Link, Allow, Retry-After, "
        "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
    ),
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class Parser(FlaskParser):
    DEFAULT_VALIDATION_STATUS = 400


class Described(Blueprint):
    """A blueprint whose views are described in the OpenAPI document."""

    ARGUMENTS_PARSER = Parser()


bp = Described("api", __name__, url_prefix=PREFIX)
limiter.limit(LIMIT)(bp)


def init_app(app: Flask) -> None:
    app.after_request(_readable_from_any_site)


def asks(schema: type[Schema]) -> Callable[[View], View]:
    """Give the view what the query says, as ``schema`` reads it; whatever else it says is 400."""
    asked: Callable[[View], View] = bp.arguments(schema, location="query", unknown=RAISE)
    return asked


@bp.before_request
def _understand_the_query() -> None:
    """Each name once, but for lists, in UTF-8, without a NUL."""
    try:
        query = unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError:
        abort(400, "The query is not UTF-8.")
    if "\0" in query:
        abort(400, "The query holds a NUL character.")
    for name, values in request.args.lists():
        if len(values) > 1 and name not in REPEATED:
            abort(400, f"{name} stands {len(values)} times; write it once.")


def _readable_from_any_site(response: Response) -> Response:
    """Also errors, and the question of a browser whether it may ask."""
    if request.path.startswith("/api/"):
        response.headers.update(READABLE)
        if response.status_code < HTTPStatus.BAD_REQUEST:
            response.headers.add("Link", f'<{LICENCE["path"]}>; rel="license"')
    return response


def takes(*media_types: str) -> None:
    """Answer 406 to a reader who takes none of these."""
    accepted = request.accept_mimetypes
    if accepted and not accepted.best_match([*media_types, PROBLEM]):
        abort(406, f"This address answers {', '.join(media_types)}.")


def unless_known(
    now: date, make: Callable[[], Json | Response], *, beyond: Sequence[Any] = ()
) -> Response:
    """The answer, or 304 where the reader has it and nothing was published since.

    ``beyond`` are values that tell of what may change without an event in the ledger.
    """
    takes(JSON)
    seal, at = newest_event()
    tag = _digest(" ".join(map(str, (seal, now, request.full_path, *beyond))))
    return unless_tagged(tag, lambda: _answer(make()), changed_at=at)


def _answer(made: Json | Response) -> Response:
    return made if isinstance(made, Response) else as_json(made)


def unless_tagged(
    tag: str, make: Callable[[], Response], *, changed_at: datetime | None = None
) -> Response:
    known = request.if_none_match
    if known.star_tag:  # Whatever there is, if there is anything: what is absent is still a 404.
        make()
    answer = Response(status=304) if known.contains(tag) else make()
    answer.set_etag(tag)
    if changed_at:
        answer.last_modified = changed_at
    answer.cache_control.public = True
    answer.cache_control.max_age = MAY_BE_KEPT
    answer.cache_control.must_revalidate = True
    return answer


def tagged(answer: Response) -> Response:
    """An answer known by what it says, or 304 where the reader has the same."""
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def newest_event() -> tuple[str, datetime | None]:
    """Seal and instant of the newest public act: one look-up tells that nothing changed."""
    if "newest_event" not in g:
        asked = select(LedgerEvent.sha256, LedgerEvent.at).order_by(LedgerEvent.id.desc()).limit(1)
        row = db.session.execute(asked).first()
        g.newest_event = (row.sha256, row.at) if row else ("", None)
    found: tuple[str, datetime | None] = g.newest_event
    return found


def as_json(body: Json, links: dict[str, str | None] | None = None) -> Response:
    """JSON with its names in the order of docs/api.md, and ``links`` as a header."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    answer = Response(text, mimetype=JSON)
    told = [f'<{url}>; rel="{rel}"' for rel, url in (links or {}).items() if url]
    if told:
        answer.headers["Link"] = ", ".join(told)
    return answer


def kept(text: str, mimetype: str) -> Response:
    """A text that changes with itself alone, or 304 where the reader has it."""
    takes(mimetype)
    return unless_tagged(_digest(text), lambda: Response(text, mimetype=mimetype))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
