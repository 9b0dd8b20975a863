"""The listing as one CSV file, of any length: the columns as the database gives them, no objects.

Its lines are those of ``table.csv_lines`` over ``listing.everything``, ten times as fast.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Float, String, case, cast, func, literal, select
from sqlalchemy import type_coerce as as_stored

from registry import promises
from registry.extensions import db
from registry.forms.public import Search
from registry.models import Organisation, PublicStatus, RegisterEntry, has_status
from registry.public import listing, table
from registry.public.conditions import conditions, grade_is_public

ROWS_AT_ONCE = 1_000
NO_PROMISES = (0, 0, None)
PROMISED = ("promises_made", "promises_due", "promises_kept_percent")
"""Columns that the promises of an organisation give; they come last."""
FREE_TEXTS = ("name", "ssm_number", "ssm_old_number", "stock_code")
WRITTEN = ("reason", "rules", "grade_withdrawn_reason")


def lines(search: Search, today: date) -> Iterator[str]:
    """The file in pieces, in constant memory; it starts with a byte order mark."""
    if search.reads_statements:
        records = (table.record(row) for row in listing.everything(search, today))
        yield from table.csv_lines(records, table.COLUMNS)
        return
    yield "\ufeff" + _written([table.COLUMNS])
    found = db.session.execute(_rows(search, today), execution_options={"yield_per": ROWS_AT_ONCE})
    for rows in found.partitions():
        promised = _promised([row[1] for row in rows], search.year or 0, today)
        yield _written([(*row, *promised.get(row[1], NO_PROMISES)) for row in rows])


def _written(rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _rows(search: Search, today: date) -> Any:
    order = listing.order_of(search, today)
    special = _special(today)
    columns = [
        special[name] if name in special else as_stored(getattr(RegisterEntry, name), String)
        for name in table.COLUMNS
        if name not in PROMISED
    ]
    return (
        select(*columns)
        .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
        .where(*conditions(search, today))
        .order_by(*order.clauses())
    )


def _special(today: date) -> dict[str, ColumnElement[Any]]:
    """The columns that are not simply what the entry holds."""
    overdue = has_status(PublicStatus.OVERDUE, today)
    public = grade_is_public(today)
    status = as_stored(RegisterEntry.status, String)
    score = cast(RegisterEntry.score_tenths, Float) / 10
    return {
        **{name: _safe(getattr(Organisation, name)) for name in FREE_TEXTS},
        **{name: _safe(getattr(RegisterEntry, name)) for name in WRITTEN},
        "mandatory": case((RegisterEntry.mandatory, literal("True")), else_=literal("False")),
        "status": case((overdue, literal(PublicStatus.OVERDUE.value)), else_=status),
        "status_on": as_stored(
            case((overdue, _day_after(RegisterEntry.due_on)), else_=RegisterEntry.status_on), String
        ),
        "as_of": literal(today.isoformat()),
        "grade": case((public, RegisterEntry.grade)),
        "score": case((public, score)),
    }


def _safe(column: Any) -> ColumnElement[str]:
    """A text that a spreadsheet does not take for a formula."""
    return case((func.substr(column, 1, 1).in_(table.FORMULA), "'" + column), else_=column)


def _day_after(day: Any) -> ColumnElement[Any]:
    if db.engine.dialect.name == "sqlite":
        return func.date(day, "+1 day", type_=Date)
    return as_stored(day + 1, Date)


def _promised(ids: Sequence[int], year: int, today: date) -> dict[int, tuple[int, int, int | None]]:
    """What the promises of organisations up to a year come to, where they made any."""
    found = {}
    for organisation_id, made in promises.of_organisations(ids).items():
        rate = promises.rate((each for each in made if each.year <= year), today)
        found[organisation_id] = (rate.made, rate.due, rate.percent)
    return found
