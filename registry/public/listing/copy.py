"""The listing as CSV from PostgreSQL, which writes the file itself, on as many cores as it has.

It works ahead while what it wrote is read. Its lines end otherwise than those of ``csv_line``, it
puts empty texts in quotes, and knows nothing of formulas. A line that has a sign of any of these is
written anew.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Select, func, text

from registry.extensions import db
from registry.forms.public import Search
from registry.public.listing.values import selected, values
from registry.safe_csv import FORMULA, csv_line

DAYS_AS_EVERYWHERE = text("SET LOCAL datestyle = 'ISO'")
SIGNS = (b'"', b",-", *{sign.encode()[:1] for sign in FORMULA if sign != "-"})
"""In every line that has a cell in quotes, or one that a spreadsheet takes for a formula.

Single bytes wherever they can be, for which a text is searched many times as fast.
"""


def lines(search: Search, today: date, at_once: int) -> Iterator[bytes]:
    """The lines of all that a search finds, some at a time."""
    statement = _statement(search, today)
    said = statement.compile(db.engine, compile_kwargs={"render_postcompile": True})
    connection = db.session.connection()
    connection.execute(DAYS_AS_EVERYWHERE)
    cursor: Any = connection.connection.cursor()
    copy = f"COPY ({said}) TO STDOUT (FORMAT csv, ENCODING 'UTF8')"
    with cursor, cursor.copy(copy, said.params) as written:
        rows = iter(written)
        while some := list(islice(rows, at_once)):
            yield _mended(some)


def _statement(search: Search, today: date) -> Select[Any]:
    columns = values(today)
    columns["reason"] = func.nullif(columns["reason"], "")
    return selected(search, today, list(columns.values()))


def _mended(rows: Sequence[bytes]) -> bytes:
    whole = b"".join(rows)
    if _has_sign(whole):
        return b"".join([_line(bytes(row)) for row in rows])
    return whole.replace(b"\n", b"\r\n")


def _has_sign(written: bytes) -> bool:
    return any(sign in written for sign in SIGNS)


def _line(row: bytes) -> bytes:
    if not _has_sign(row):
        return row.replace(b"\n", b"\r\n")
    return csv_line(next(csv.reader([row.decode()]))).encode()
