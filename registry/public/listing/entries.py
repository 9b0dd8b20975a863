"""The listing: every organisation of a reporting year, found, filtered, sorted and paged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, select

from registry import promises
from registry.extensions import db
from registry.forms.public import Search
from registry.models import (
    Market,
    Organisation,
    PublicStatus,
    RegisterEntry,
    ReportingClass,
    status_as_of,
    status_since,
)
from registry.promises import Rate
from registry.public.listing import facets as listing_facets
from registry.public.listing import statements as listing_statements
from registry.public.listing.conditions import conditions
from registry.public.listing.orders import order_of, walked
from registry.public.paging import (
    PAGE,
    Key,
    Order,
    Page,
    cut,
    read_cursor,
)
from registry.public.queries import is_past
from registry.scoring.screening import Path

STREAMED = 500
WITHOUT_SCORE = -1

_ROWS = (
    select(
        RegisterEntry.organisation_id,
        RegisterEntry.year,
        Organisation.name,
        Organisation.ssm_number,
        Organisation.ssm_old_number,
        Organisation.stock_code,
        RegisterEntry.market,
        RegisterEntry.sector,
        RegisterEntry.state,
        RegisterEntry.reporting_class,
        RegisterEntry.mandatory,
        RegisterEntry.period_start,
        RegisterEntry.period_end,
        RegisterEntry.due_on,
        RegisterEntry.first_due_on,
        RegisterEntry.status,
        RegisterEntry.status_on,
        RegisterEntry.reason,
        RegisterEntry.published_on,
        RegisterEntry.statement_id,
        RegisterEntry.grade,
        RegisterEntry.score_tenths,
        RegisterEntry.rules,
        RegisterEntry.path,
        RegisterEntry.grade_public_on,
        RegisterEntry.grade_withdrawn_on,
        RegisterEntry.grade_withdrawn_reason,
    )
    .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
    .where(
        RegisterEntry.organisation_id.in_(bindparam("places", expanding=True)),
        RegisterEntry.year == bindparam("year"),
    )
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation in a year, as it stands on a day."""

    organisation_id: int
    year: int
    name: str
    ssm_number: str | None
    ssm_old_number: str | None
    stock_code: str | None
    market: Market
    sector: str
    state: str
    reporting_class: ReportingClass
    mandatory: bool
    period_start: date
    period_end: date
    due_on: date
    first_due_on: date | None
    """The deadline before it was extended."""
    status: PublicStatus
    status_on: date
    reason: str
    published_on: date | None
    statement_id: int | None
    grade: str | None
    """None as long as it is not public, and so is the score."""
    score_tenths: int | None
    rules: str | None
    """Name and version of the rules behind the grade."""
    path: Path | None
    """Whether its newest statement is a short filing."""
    grade_public_on: date | None
    grade_withdrawn_on: date | None
    """While it is set there is no grade and no score."""
    grade_withdrawn_reason: str | None
    promises_made: int
    """Commitments that the organisation made up to this year, and"""
    promises_due: int
    """those whose day has come."""
    promises_kept_percent: int | None
    as_of: date


def page(
    search: Search, today: date, *, after: str = "", limit: int = PAGE, promised: bool = True
) -> Page[Listed]:
    """One page of what a search finds, from a cursor that an earlier page gave.

    Without ``promised`` nothing is said of promises, and nothing asked.
    """
    if search.reads_statements:
        found = listing_statements.page(search, today, after=after, limit=limit)
        rows = _listed(found.rows, search.year, today, promised=promised)
        return Page(rows, found.previous, found.next, found.is_first)
    order = order_of(search, today)
    cursor = read_cursor(after, order) if after else None
    keys = walked(search, today, cursor, limit + 1)
    places: dict[int, Key] = {row[0]: row[1] for row in db.session.execute(keys)}
    return cut(
        _listed(list(places), search.year, today, promised=promised),
        order=order,
        cursor=cursor,
        limit=limit,
        place=lambda row: (places[row.organisation_id], row.organisation_id),
    )


def total(search: Search, today: date) -> int:
    return listing_facets.total(listing_facets.counts(search, today), search)


def everything(search: Search, today: date) -> Iterator[Listed]:
    """All that a search finds, in its order, without holding it in memory."""
    for places in _everywhere(search, today):
        yield from _listed(places, search.year, today)


def _everywhere(search: Search, today: date) -> Iterator[Sequence[int]]:
    """The organisations of all that a search finds, some at a time."""
    if search.reads_statements:
        yield from listing_statements.everything(search, today, STREAMED)
        return
    order = order_of(search, today)
    keys = _keys(search, today, order).order_by(*order.clauses())
    found = iter(db.session.scalars(keys, execution_options={"yield_per": STREAMED}))
    while places := list(islice(found, STREAMED)):
        yield places


def _keys(search: Search, today: date, order: Order) -> Any:
    """Which entries, from an index alone; what to show of them is read for these few."""
    return select(RegisterEntry.organisation_id, order.by).where(*conditions(search, today))


def _listed(
    places: Sequence[int], year: int | None, today: date, *, promised: bool = True
) -> list[Listed]:
    """What the listing shows of the entries of these organisations, in their order."""
    if not places:
        return []
    rows = db.session.execute(_ROWS, {"places": places, "year": year})
    rates = promises.rates(places, year or 0, today) if promised else {}
    found = {
        row.organisation_id: _as_of(row, today, rates.get(row.organisation_id, Rate()))
        for row in rows
    }
    return [found[place] for place in places]


def _as_of(row: Any, today: date, rate: Rate) -> Listed:
    values = dict(row._mapping)
    status = status_as_of(row.status, row.due_on, today)
    values["status"] = status
    values["status_on"] = status_since(status, row.status_on, row.due_on)
    if not is_past(row.grade_public_on, today):
        values["grade"] = values["score_tenths"] = None
    values["promises_made"], values["promises_due"] = rate.made, rate.due
    values["promises_kept_percent"] = rate.percent
    return Listed(**values, as_of=today)
