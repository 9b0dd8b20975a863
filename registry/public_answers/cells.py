"""Answers and cells that are not published: what stands in their place, and what gives one away."""

from collections.abc import Iterable, Mapping
from typing import Any

from registry.answer_values import count_of
from registry.suppression import is_small

SUPPRESSED = "suppressed"

Answers = dict[str, Any]
Row = dict[str, Any]


def rows_of(pages: Mapping[str, Mapping[str, Any]], table: str) -> list[Row]:
    """The rows of a table, which is named as its page is."""
    return table_of(pages.get(table, {}), table)


def table_of(answers: Mapping[str, Any], table: str) -> list[Row]:
    rows = answers.get(table)
    return rows if isinstance(rows, list) else []


def counts_of(rows: Iterable[Row], name: str) -> list[int | None]:
    return [count_of(row.get(name)) for row in rows]


def gives_away(part: int | None, whole: int | None) -> bool:
    """Whether a part, or what it leaves of its whole, is small."""
    return is_small(part) or (part is not None and whole is not None and is_small(whole - part))


def hide(row: Row, names: Iterable[str]) -> None:
    """Hide numbers of this row or page; a blank and a zero say nothing about anybody."""
    for name in list(names):
        if row.get(name) not in (None, "", 0):
            row[name] = SUPPRESSED


def hide_each(rows: Iterable[Row], hidden: Iterable[bool], *names: str) -> None:
    for row, is_hidden in zip(rows, hidden, strict=True):
        if is_hidden:
            hide(row, names)
