"""Addresses under /api/v1: reading, without a key, from any site."""

import hashlib
import json
from collections.abc import Callable
from datetime import date

from flask import Blueprint, Response, abort, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from registry import coverage
from registry.api import serializers
from registry.api.serializers import Json
from registry.auth import access
from registry.clock import today
from registry.forms.public import FILTERS, SORTS, Search
from registry.public import counts, listing, queries, table
from registry.public.routes import search_asked

bp = Blueprint("api", __name__, url_prefix="/api/v1")

DEFAULT_LIMIT = 100
LARGEST_LIMIT = 500


@bp.after_request
def _readable_from_any_site(response: Response) -> Response:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    return response


@bp.errorhandler(400)
def _refused(error: HTTPException) -> ResponseReturnValue:
    """What was wrong, in words: a program's author reads it."""
    return as_json({"error": error.code, "message": error.description}), 400


@bp.get("/")
@access("anyone")
def index() -> ResponseReturnValue:
    """Where everything is, and the words that filters take."""
    return jsonify(
        documentation=url_for("public.data", lang="en", _external=True),
        entries=url_for("api.entries"),
        organisation="/api/v1/organisations/{organisation_id}",
        statement="/api/v1/statements/{statement_id}",
        catalogue=url_for("api.catalogue_json"),
        filing_schema=url_for("api.filing_schema"),
        score=url_for("api.score"),
        years=list(counts.by_year(today())),
        filters={name: list(words) for name, words in FILTERS.items()},
        sorts=list(SORTS),
    )


@bp.get("/entries")
@access("anyone")
def entries() -> ResponseReturnValue:
    """The listing: the same filters as the page, with ``limit`` and ``cursor``."""
    now = today()
    search = search_asked(counts.by_year(now), now.year)
    if search.refused:
        abort(
            400,
            f"Unknown value of: {', '.join(search.refused)}. {url_for('api.index')} lists them.",
        )
    return unless_known(now, lambda: _entries(search, now))


@bp.get("/organisations/<int:organisation_id>")
@access("anyone")
def organisation(organisation_id: int) -> ResponseReturnValue:
    now = today()
    return unless_known(
        now,
        lambda: _organisation(organisation_id, now),
    )


@bp.get("/statements/<int:statement_id>")
@access("anyone")
def statement(statement_id: int) -> ResponseReturnValue:
    now = today()
    return unless_known(now, lambda: _statement(statement_id, now))


def unless_known(now: date, make: Callable[[], Json]) -> Response:
    """The answer, or 304 where the reader has it and nothing was published since."""
    seen = f"{counts.version()} {now} {request.full_path}"
    tag = hashlib.sha256(seen.encode()).hexdigest()[:32]
    answer = Response(status=304) if request.if_none_match.contains(tag) else as_json(make())
    answer.set_etag(tag)
    answer.cache_control.no_cache = True
    return answer


def as_json(body: Json) -> Response:
    """JSON with its names in the order of docs/data.md."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, mimetype="application/json")


def _entries(search: Search, now: date) -> Json:
    limit = min(max(request.args.get("limit", DEFAULT_LIMIT, type=int), 1), LARGEST_LIMIT)
    found = listing.page(search, now, after=request.args.get("cursor", ""), limit=limit)
    return {
        "year": search.year,
        "as_of": now.isoformat(),
        "total": counts.total(counts.by_status(search, now), search),
        "entries": [table.record(row) for row in found.rows],
        "next": _page(search, found.next, limit),
        "previous": _page(search, found.previous, limit),
    }


def _page(search: Search, cursor: str | None, limit: int) -> str | None:
    if cursor is None:
        return None
    return url_for("api.entries", year=search.year, **search.as_query, limit=limit, cursor=cursor)


def _organisation(organisation_id: int, now: date) -> Json:
    found = queries.organisation(organisation_id)
    years = queries.years_of(organisation_id)
    return serializers.organisation(found, years, named=coverage.covering(found), today=now)


def _statement(statement_id: int, now: date) -> Json:
    found, owner = queries.statement_by_id(statement_id)
    members = coverage.members(found)
    return serializers.statement(found, owner, queries.versions(found), members=members, today=now)
