"""The listing: every organisation of a reporting year, found, filtered, sorted and paged."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, case, select

from registry.extensions import db
from registry.forms.public import Search
from registry.models import Organisation, RegisterEntry, effective_status
from registry.public.conditions import conditions, grade_is_public
from registry.public.paging import (
    PAGE,
    Order,
    Page,
    cut,
    number_key,
    read_cursor,
    words_key,
)

STREAMED = 1_000
WITHOUT_SCORE = -1


def order_of(search: Search, today: date) -> Order:
    """The order a search asks for. A score that is not public yet stands with the missing ones."""
    tie = RegisterEntry.organisation_id
    if search.sort == "deadline":
        return Order("deadline", RegisterEntry.due_on, tie, date.fromisoformat)
    if search.sort == "activity":
        return Order("activity", RegisterEntry.status_on, tie, date.fromisoformat, True)
    if search.sort == "score":
        known = and_(grade_is_public(today), RegisterEntry.score_tenths.is_not(None))
        score = case((known, RegisterEntry.score_tenths), else_=WITHOUT_SCORE)
        return Order("score", score, tie, number_key, True)
    return Order("name", RegisterEntry.name_key, tie, words_key)


def page(search: Search, today: date, *, after: str = "", limit: int = PAGE) -> Page[Row[Any]]:
    """One page of what a search finds, from a cursor that an earlier page gave."""
    order = order_of(search, today)
    cursor = read_cursor(after, order) if after else None
    keys = _keys(search, today, order).limit(limit + 1)
    if cursor:
        keys = keys.where(order.beyond(cursor))
    backwards = bool(cursor and cursor.backwards)
    keys = keys.order_by(*order.clauses(backwards=backwards))
    found = db.session.execute(_rows(keys, today, order, backwards=backwards)).all()
    return cut(
        found,
        order=order,
        cursor=cursor,
        limit=limit,
        place=lambda row: (row.sort_key, row.organisation_id),
    )


def everything(search: Search, today: date) -> Iterator[Row[Any]]:
    """All that a search finds, in its order, without holding it in memory."""
    order = order_of(search, today)
    rows = _rows(_keys(search, today, order), today, order)
    yield from db.session.execute(rows, execution_options={"yield_per": STREAMED})


def _keys(search: Search, today: date, order: Order) -> Any:
    """Which entries, from an index alone; what to show of them is joined to these few."""
    return select(
        RegisterEntry.organisation_id, RegisterEntry.year, order.by.label("sort_key")
    ).where(*conditions(search, today))


def _rows(keys: Any, today: date, order: Order, *, backwards: bool = False) -> Select[Any]:
    """What the listing shows of each of these entries, in the same order."""
    found = keys.subquery()
    placed = Order(
        order.name, found.c.sort_key, found.c.organisation_id, order.read, order.descending
    )
    public = grade_is_public(today)
    return (
        select(
            found.c.sort_key,
            RegisterEntry.organisation_id,
            RegisterEntry.year,
            Organisation.name,
            Organisation.ssm_number,
            Organisation.ssm_old_number,
            Organisation.stock_code,
            RegisterEntry.reporting_class,
            RegisterEntry.mandatory,
            RegisterEntry.sector,
            RegisterEntry.market,
            RegisterEntry.state,
            RegisterEntry.period_start,
            RegisterEntry.period_end,
            RegisterEntry.due_on,
            effective_status(today).label("status"),
            RegisterEntry.status_on,
            RegisterEntry.reason,
            RegisterEntry.published_on,
            RegisterEntry.statement_id,
            case((public, RegisterEntry.grade)).label("grade"),
            case((public, RegisterEntry.score_tenths)).label("score_tenths"),
            RegisterEntry.grade_public_on,
        )
        .select_from(found)
        .join(
            RegisterEntry,
            and_(
                RegisterEntry.organisation_id == found.c.organisation_id,
                RegisterEntry.year == found.c.year,
            ),
        )
        .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
        .order_by(*placed.clauses(backwards=backwards))
    )
