"""CSV that is safe to open in a spreadsheet: no cell of it is run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A cell that begins with one of these is a formula to a spreadsheet."""


def csv_lines(records: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> Iterator[str]:
    """A file line by line, with the columns at its head; it starts with a byte order mark."""
    names = list(columns)
    yield "\ufeff" + csv_line(names)
    for each in records:
        yield csv_line(each[name] for name in names)


def csv_line(values: Iterable[Any]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(map(_cell, values))
    return text.getvalue()


def safe(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    return "" if value is None else value
