"""Pages of organisations and of statements, walked by key."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from registry.extensions import db
from registry.models import Organisation, Statement
from registry.open_data import reading, statements
from registry.open_data.reading import Row
from registry.public.paging import Cursor, Order, Page, cut, read_cursor, words_key

BY_NAME = Order("organisation", Organisation.name_key, Organisation.id, words_key)
IDENTIFIERS = ("ssm_number", "stock_code", "lei")


def _instant(key: Any) -> datetime:
    """An instant of a cursor; ValueError for anything else."""
    if not isinstance(key, str):
        raise ValueError(key)
    return datetime.fromisoformat(key).astimezone(UTC)


BY_PUBLICATION = Order("published", Statement.published_at, Statement.id, _instant)


def organisations_page(asked: Mapping[str, Any], public_url: str) -> Page[Row]:
    """Organisations by name."""
    query = select(Organisation).options(selectinload(Organisation.aliases))
    for name in (*IDENTIFIERS, "sector", "state"):
        if name in asked:
            query = query.where(getattr(Organisation, name) == asked[name])
    rows, cursor = _walk(query, BY_NAME, asked)
    keys = {each.id: each.name_key for (each,) in rows}
    return cut(
        [reading.organisation(each, public_url) for (each,) in rows],
        order=BY_NAME,
        cursor=cursor,
        limit=asked["limit"],
        place=lambda row: (keys[row["organisation_id"]], row["organisation_id"]),
    )


def statements_page(asked: Mapping[str, Any], today: date) -> Page[Row]:
    """Published versions in the order of publication."""
    query = statements.whole_statements().order_by(None)
    if "since" in asked:
        start = datetime.combine(asked["since"], time.min, UTC)
        query = query.where(Statement.published_at >= start)
    for name in ("year", "organisation_id"):
        if name in asked:
            query = query.where(getattr(Statement, name) == asked[name])
    rows, cursor = _walk(query, BY_PUBLICATION, asked)
    return cut(
        [statements.statement(row, today) for row in rows],
        order=BY_PUBLICATION,
        cursor=cursor,
        limit=asked["limit"],
        place=lambda row: (row["published_at"], row["statement_id"]),
    )


def _walk(
    query: Any, order: Order, asked: Mapping[str, Any]
) -> tuple[Sequence[Any], Cursor | None]:
    """A row more than are asked for, from the cursor on."""
    cursor = read_cursor(asked["cursor"], order) if "cursor" in asked else None
    if cursor:
        query = query.where(order.beyond(cursor))
    backwards = bool(cursor and cursor.backwards)
    ordered = query.order_by(*order.clauses(backwards=backwards)).limit(asked["limit"] + 1)
    return db.session.execute(ordered).all(), cursor
