"""Addresses under /api/v1: reading, without a key, from any site."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from registry import agents, assurance, coverage
from registry.api import asked, organisation_json, serializers, shapes, whole_shapes
from registry.api.blueprint import Json, as_json, asks, bp, unless_known
from registry.api.described import answers
from registry.api.listing import organisations_page, statements_page
from registry.auth import access
from registry.clock import today
from registry.concerns.queries import shown as shown_concerns
from registry.forms.public import FILTERS, SORTS, Search
from registry.open_data import changes as feed
from registry.open_data.formats import json_value
from registry.public import counts, queries
from registry.public.listing import entries as listing
from registry.public.listing import table
from registry.public.listing.routes import search_asked
from registry.public.paging import Page
from registry.public.statements import changes
from registry.public.statements import queries as statement_queries

__all__ = ["as_json", "bp", "unless_known"]

Query = Mapping[str, Any]
STATISTICS = ("years", "sectors", "states", "corridors", "recruiters", "compare")


@bp.get("/")
@access("anyone")
@answers(shapes.Index, summary="Where everything is, and the words that filters take")
@asks(asked.Nothing)
def index(_asked: Query) -> ResponseReturnValue:
    now = today()
    return unless_known(
        now,
        lambda: {
            "documentation": current_app.config["PUBLIC_URL"] + url_for("public.api", lang="en"),
            "description": url_for("api.openapi"),
            "entries": url_for("api.entries"),
            "organisations": url_for("api.organisations"),
            "statements": url_for("api.statements"),
            "changes": url_for("api.changes_since"),
            "editions": url_for("api.editions"),
            "statistics": [url_for(f"api.{name}") for name in STATISTICS],
            "organisation": "/api/v1/organisations/{organisation_id}",
            "statement": "/api/v1/statements/{statement_id}",
            "catalogue": url_for("api.catalogue_json"),
            "filing_schema": url_for("api.filing_schema"),
            "score": url_for("api.score"),
            "years": list(counts.by_year(now)),
            "filters": {name: [str(word) for word in words] for name, words in FILTERS.items()},
            "sorts": list(SORTS),
        },
    )


@bp.get("/entries")
@access("anyone")
@answers(shapes.EntryList, 404, summary="Every organisation of a reporting year and its status")
@asks(asked.Entries)
def entries(asked: Query) -> ResponseReturnValue:
    """The listing: the same filters as the page."""
    now = today()
    return unless_known(
        now, lambda: _entries(search_asked(counts.by_year(now), now.year), asked, now)
    )


@bp.get("/organisations")
@access("anyone")
@answers(shapes.OrganisationList, summary="Organisations, or the one with an identifier")
@asks(asked.Organisations)
def organisations(asked: Query) -> ResponseReturnValue:
    """``ssm_number``, ``stock_code`` and ``lei`` find one organisation or none."""
    return unless_known(today(), lambda: _organisations(asked))


@bp.get("/organisations/<int(min=1):organisation_id>")
@access("anyone")
@answers(whole_shapes.Organisation, 404, summary="An organisation with all its years")
@asks(asked.Nothing)
def organisation(_asked: Query, organisation_id: int) -> ResponseReturnValue:
    now = today()
    known = assurance.standing_now(organisation_id)
    return unless_known(now, lambda: _organisation(organisation_id, now), beyond=known)


@bp.get("/organisations/<int(min=1):organisation_id>/concerns")
@access("anyone")
@answers(whole_shapes.ConcernList, 404, summary="Questions and concerns, with the answers")
@asks(asked.Nothing)
def concerns(_asked: Query, organisation_id: int) -> ResponseReturnValue:
    """What the public asked about an organisation, once it is public."""
    now = today()
    return unless_known(now, lambda: _concerns(organisation_id, now))


@bp.get("/statements")
@access("anyone")
@answers(shapes.StatementList, summary="Published versions of statements, oldest first")
@asks(asked.Statements)
def statements(asked: Query) -> ResponseReturnValue:
    """To follow the register without missing anything, read ``/changes``."""
    now = today()
    return unless_known(now, lambda: _statements(asked, now))


@bp.get("/statements/<int(min=1):statement_id>")
@access("anyone")
@answers(whole_shapes.StatementWhole, 404, summary="A published version of a statement, whole")
@asks(asked.Nothing)
def statement(_asked: Query, statement_id: int) -> ResponseReturnValue:
    now = today()
    return unless_known(now, lambda: _statement(statement_id, now))


@bp.get("/statements/<int(min=1):statement_id>/changes")
@access("anyone")
@answers(
    whole_shapes.StatementDifferences, 404, summary="What a version changed since an earlier one"
)
@asks(asked.Differences)
def statement_changes(asked: Query, statement_id: int) -> ResponseReturnValue:
    now = today()
    return unless_known(now, lambda: _differences(statement_id, asked.get("since"), now))


@bp.get("/changes")
@access("anyone")
@answers(shapes.ChangeList, summary="What changed since an event, in order and without gaps")
@asks(asked.Changes)
def changes_since(asked: Query) -> ResponseReturnValue:
    """Ask ``next`` again and again: every public act comes once, in the order of the ledger."""
    return unless_known(today(), lambda: _changes(asked.get("since", 0), asked["limit"]))


def _entries(search: Search, asked: Query, now: date) -> Response:
    limit = asked["limit"]
    found = listing.page(search, now, after=asked.get("cursor", ""), limit=limit)
    given: Json = {"year": search.year, **search.as_query}
    return _paged(
        {
            "year": search.year,
            "as_of": now.isoformat(),
            "total": listing.total(search, now),
            "entries": [table.record(row) for row in found.rows],
        },
        found,
        {**given, "limit": limit},
        back=True,
    )


def _organisations(asked: Query) -> Response:
    found = organisations_page(asked, current_app.config["PUBLIC_URL"])
    return _paged({"organisations": found.rows}, found, asked)


def _statements(asked: Query, now: date) -> Response:
    found = statements_page(asked, now)
    rows = [{name: json_value(value) for name, value in row.items()} for row in found.rows]
    return _paged({"statements": rows}, found, asked)


def _paged(body: Json, found: Page[Any], asked: Query, *, back: bool = False) -> Response:
    """The rows with the addresses of the pages beside them, in the body and as a header."""
    links = {"next": _address(asked, found.next)}
    if back:
        links["previous"] = _address(asked, found.previous)
    rels = {"next": links["next"], "prev": links.get("previous")}
    return as_json({**body, **links}, rels)


def _address(asked: Query, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    given = {name: json_value(value) for name, value in asked.items()}
    return url_for(str(request.endpoint), **{**given, "cursor": cursor})


def _organisation(organisation_id: int, now: date) -> Json:
    found = queries.organisation(organisation_id)
    years = queries.years_of(organisation_id)
    return organisation_json.organisation(
        found,
        years,
        named=coverage.covering(found),
        tier=assurance.organisation_tier(found.id),
        today=now,
    )


def _concerns(organisation_id: int, now: date) -> Json:
    found = queries.organisation(organisation_id)
    return {
        "organisation_id": found.id,
        "concerns": [serializers.concern(each) for each in shown_concerns(found.id, now)],
    }


def _statement(statement_id: int, now: date) -> Json:
    found, owner = statement_queries.statement_by_id(statement_id)
    return serializers.statement(
        found,
        owner,
        statement_queries.versions(found),
        members=coverage.members(found),
        tier=assurance.signing_tier(found.filing_id, found.version),
        agencies=agents.who_helped(found.filing_id, found.version),
        today=now,
    )


def _differences(statement_id: int, since: int | None, now: date) -> Json:
    after, _owner = statement_queries.statement_by_id(statement_id)
    earlier = changes.versions_before(after)
    since = since or (earlier[0] if earlier else 0)
    if since not in earlier:
        abort(404, f"Version {after.version} has no earlier version {since or ''}.".strip())
    before = changes.bare_version(queries.entry(after.organisation_id, after.year), since)
    return serializers.differences(after, before, changes.of(after, before, today=now))


def _changes(since: int, limit: int) -> Response:
    rows = feed.since(since, limit=limit + 1)
    given, more = rows[:limit], len(rows) > limit
    last = given[-1]["event_id"] if given else since
    following = url_for("api.changes_since", since=last, limit=limit)
    body = {
        "changes": [serializers.change(row) for row in given],
        "last": last,
        "more": more,
        "next": following,
    }
    return as_json(body, {"next": following if more else None})
