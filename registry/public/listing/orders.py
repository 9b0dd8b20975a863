"""The orders of the listing, and a page of each as a walk along an index.

By activity, those overdue stand at the day after which they are, all others at the day of their
status; by score, those without a public one stand behind the others. No index has such an order,
so a page is merged of two walks, each in an order that an index has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    case,
    literal,
    not_,
    select,
    true,
    union_all,
)

from registry.forms.public import Search
from registry.models import PublicStatus, RegisterEntry, has_status
from registry.public.listing.conditions import conditions, grade_is_public
from registry.public.paging import Cursor, Order, number_key, words_key

WITHOUT_SCORE = -1


@dataclass(frozen=True, slots=True)
class Walk:
    """Some of the entries, in the order of one column."""

    by: SQLColumnExpression[Any]
    those: ColumnElement[bool]
    are_alike: bool = False
    """Whether all of them have one place in it, so that their numbers alone order them."""


def order_of(search: Search, today: date) -> Order:
    """The order a search asks for. A score that is not public yet stands with the missing ones."""
    tie = RegisterEntry.organisation_id
    if search.order == "deadline":
        return Order("deadline", RegisterEntry.due_on, tie, date.fromisoformat)
    if search.order == "activity":
        late = has_status(PublicStatus.OVERDUE, today)
        changed_on = case((late, RegisterEntry.due_on), else_=RegisterEntry.status_on)
        return Order("activity", changed_on, tie, date.fromisoformat, True)
    if search.order == "score":
        known = _score_is_public(today)
        score = case((known, RegisterEntry.score_tenths), else_=WITHOUT_SCORE)
        return Order("score", score, tie, number_key, True)
    return Order("name", RegisterEntry.name_key, tie, words_key)


def walked(search: Search, today: date, cursor: Cursor | None, limit: int) -> Select[Any]:
    """The organisations of a page and what they are sorted by, from a cursor on."""
    order, backwards = order_of(search, today), bool(cursor and cursor.backwards)
    merged = union_all(
        *(
            select(_walk(walk, order, search, today, cursor).limit(limit).subquery())
            for walk in _walks(search, today, order)
        )
    ).subquery()
    key, tie = merged.c.key, merged.c.organisation_id
    here = Order(order.name, key, tie, order.read, order.descending)
    return select(tie, key).order_by(*here.clauses(backwards=backwards)).limit(limit)


def _walk(walk: Walk, order: Order, search: Search, today: date, cursor: Cursor | None) -> Any:
    own = Order(order.name, walk.by, order.tie, order.read, order.descending)
    keys: Any = select(RegisterEntry.organisation_id, walk.by.label("key")).where(
        *conditions(search, today), walk.those
    )
    if cursor:
        keys = keys.where(own.beyond(cursor))
    by, tie = own.clauses(backwards=bool(cursor and cursor.backwards))
    return keys.order_by(tie) if walk.are_alike else keys.order_by(by, tie)


def _walks(search: Search, today: date, order: Order) -> Sequence[Walk]:
    if search.order == "activity":
        late = has_status(PublicStatus.OVERDUE, today)
        return Walk(RegisterEntry.status_on, not_(late)), Walk(RegisterEntry.due_on, late)
    if search.order == "score":
        known = _score_is_public(today)
        without = Walk(literal(WITHOUT_SCORE), not_(known), are_alike=True)
        return Walk(RegisterEntry.score_tenths, known), without
    return (Walk(order.by, true()),)


def _score_is_public(today: date) -> ColumnElement[bool]:
    return and_(RegisterEntry.score_tenths.is_not(None), grade_is_public(today))
