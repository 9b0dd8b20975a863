"""The listing as one CSV file, of any length: the database writes the lines, without objects.

Its lines are those of ``table.csv_lines`` over ``listing.everything``, many times as fast.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    case,
    cast,
    exists,
    func,
    literal,
    select,
    text,
)
from sqlalchemy import type_coerce as as_stored

from registry import promises
from registry.extensions import db
from registry.forms.public import Search
from registry.models import Organisation, Promise, PublicStatus, RegisterEntry, has_status
from registry.public import listing, table
from registry.public.conditions import conditions, grade_is_public

ROWS_AT_ONCE = 1_000
NO_PROMISES = ",0,0,\r\n"
PROMISED = ("promises_made", "promises_due", "promises_kept_percent")
"""Columns that the promises of an organisation give; they come last."""
NAMES = ("name", "ssm_number", "ssm_old_number", "stock_code")
REASONS = ("reason", "rules", "grade_withdrawn_reason")
EVERY_ROW_IS_READ = text("SET LOCAL cursor_tuple_fraction = 1")
"""PostgreSQL otherwise plans to give the first rows soon, and takes half as long again for all."""


def lines(search: Search, today: date) -> Iterator[str]:
    """The file in pieces, in constant memory; it starts with a byte order mark."""
    if search.reads_statements:
        records = (table.record(row) for row in listing.everything(search, today))
        yield from table.csv_lines(records, table.COLUMNS)
        return
    yield "\ufeff" + ",".join(table.COLUMNS) + "\r\n"
    connection = db.session.connection()
    if not _is_sqlite():
        connection.execute(EVERY_ROW_IS_READ)
    found = connection.execute(_lines(search, today), execution_options={"yield_per": ROWS_AT_ONCE})
    for rows in found.partitions():
        makers = [number for number, makes, _ in rows if makes]
        promised = _promised(makers, search.year or 0, today) if makers else {}
        yield "".join([line + promised.get(number, NO_PROMISES) for number, _, line in rows])


def _lines(search: Search, today: date) -> Any:
    """Each organisation, whether it promised anything, and its line without those columns."""
    order = listing.order_of(search, today)
    special = _special(today)
    columns = [
        special[name] if name in special else getattr(RegisterEntry, name)
        for name in table.COLUMNS
        if name not in PROMISED
    ]
    pattern = ",".join(["%s"] * len(columns))
    write = func.printf if _is_sqlite() else func.format  # both write nothing for NULL
    number = RegisterEntry.organisation_id
    makes = exists().where(Promise.organisation_id == number)
    return (
        select(number, makes, write(pattern, *columns, type_=String))
        .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
        .where(*conditions(search, today))
        .order_by(*order.clauses())
    )


def _special(today: date) -> dict[str, ColumnElement[Any]]:
    """The columns that are not simply what the entry holds."""
    overdue = has_status(PublicStatus.OVERDUE, today)
    public = grade_is_public(today)
    status = as_stored(RegisterEntry.status, String)
    since = case((overdue, _day_after(RegisterEntry.due_on)), else_=RegisterEntry.status_on)
    return {
        **{name: _cell(getattr(Organisation, name)) for name in NAMES},
        **{name: _cell(getattr(RegisterEntry, name)) for name in REASONS},
        "mandatory": case((RegisterEntry.mandatory, literal("True")), else_=literal("False")),
        "status": case((overdue, literal(PublicStatus.OVERDUE.value)), else_=status),
        "status_on": since,
        "as_of": literal(today.isoformat()),
        "grade": case((public, RegisterEntry.grade)),
        "score": case((public, _tenths(RegisterEntry.score_tenths))),
    }


def _cell(column: Any) -> ColumnElement[str]:
    """A text in quotes where CSV needs them, that no spreadsheet takes for a formula."""
    is_formula = _like(column, "[=+@\t\r-]*", "^[=+@\t\r-]")
    needs_quotes = _like(column, '*[",\r\n]*', '[",\r\n]')
    safe = case((is_formula, "'" + column), else_=column)
    quoted = '"' + func.replace(safe, '"', '""') + '"'
    return case((needs_quotes, quoted), else_=safe)


def _like(column: Any, glob: str, regular: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = (
        column.op("GLOB")(glob) if _is_sqlite() else column.op("~")(regular)
    )
    return found


def _tenths(column: Any) -> ColumnElement[str]:
    whole = cast((column - column % 10) / 10, Integer)
    return cast(whole, String) + "." + cast(column % 10, String)


def _day_after(day: Any) -> ColumnElement[Any]:
    return func.date(day, "+1 day", type_=String) if _is_sqlite() else day + 1


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _promised(ids: Sequence[int], year: int, today: date) -> dict[int, str]:
    """The last columns of organisations that promised anything up to a year."""
    found = {}
    for organisation_id, made in promises.of_organisations(ids).items():
        rate = promises.rate((each for each in made if each.year <= year), today)
        percent = "" if rate.percent is None else rate.percent
        found[organisation_id] = f",{rate.made},{rate.due},{percent}\r\n"
    return found
