"""The listing as one CSV file, of any length: the database writes the lines, without objects.

Its lines are those of ``csv_lines`` over ``listing.everything``, many times as fast.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, func

from registry.extensions import db
from registry.forms.public import Search
from registry.public.listing import copy as listing_copy
from registry.public.listing import entries as listing
from registry.public.listing import table
from registry.public.listing import values as listing_values
from registry.safe_csv import FORMULA, csv_line, csv_lines

ROWS_AT_ONCE = 1_000
TEXTS = (*listing_values.NAMES, "reason", "rules", "grade_withdrawn_reason")
"""Columns that might hold anything."""
FORMULA_BEGINS = f"[{''.join(sorted(FORMULA, key='-'.__eq__))}]*"
"""For GLOB, to which a hyphen is itself only at the end."""


def lines(search: Search, today: date) -> Iterator[bytes]:
    """The file in pieces, in constant memory; it starts with a byte order mark."""
    if search.reads_statements:
        listing.total(search, today)  # which finds them all, or cannot, before the answer begins
        return _read(search, today)
    return _written(search, today)


def _read(search: Search, today: date) -> Iterator[bytes]:
    records = (table.record(row) for row in listing.everything(search, today))
    return (line.encode() for line in csv_lines(records, table.COLUMNS))


def _written(search: Search, today: date) -> Iterator[bytes]:
    yield ("\ufeff" + csv_line(table.COLUMNS)).encode()
    if db.engine.dialect.name == "sqlite":
        yield from _printed(search, today)
    else:
        yield from listing_copy.lines(search, today, ROWS_AT_ONCE)


def _printed(search: Search, today: date) -> Iterator[bytes]:
    """What SQLite prints, as its driver gives it: rows of SQLAlchemy cost a tenth of the whole."""
    with db.session.connection().execute(_lines(search, today)) as found:
        while rows := found.cursor.fetchmany(ROWS_AT_ONCE):
            yield "".join([line for (line,) in rows]).encode()


def _lines(search: Search, today: date) -> Select[str]:
    columns = listing_values.values(today)
    cells = [_cell(column) if name in TEXTS else column for name, column in columns.items()]
    pattern = ",".join(["%s"] * len(cells))  # which writes nothing for NULL
    line = func.printf(f"{pattern}\r\n", *cells, type_=String)
    return listing_values.selected(search, today, [line])


def _cell(column: Any) -> ColumnElement[str]:
    """A text in quotes where CSV needs them, that no spreadsheet takes for a formula."""
    is_formula = column.op("GLOB")(FORMULA_BEGINS)
    needs_quotes = column.op("GLOB")('*[",\r\n]*')
    safe = case((is_formula, "'" + column), else_=column)
    quoted = '"' + func.replace(safe, '"', '""') + '"'
    return case((needs_quotes, quoted), else_=safe)
