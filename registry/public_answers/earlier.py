"""What earlier versions of a statement told: who reads two versions can subtract across them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.answer_values import count_of
from registry.public_answers.cells import SUPPRESSED, Answers, Row, rows_of

Key = tuple[Any, ...]
WHAT = {
    "workforce": ("nationality", "sex", "contract", "state"),
    "corridors": ("origin", "sector"),
    "recruiters": ("country", "licence_no", "name"),
    "wages": ("nationality", "state", "area", "size", "month"),
    "housing": ("state", "site", "certificate_no"),
}
"""Columns by which a row of a table is the same row in another version."""
COUNTS = {
    "workforce": "headcount",
    "corridors": "recruits",
    "recruiters": "recruits",
    "wages": "workers",
    "housing": "residents",
}
"""The people of such a row, who add up to a total."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is public: as it was filed, and as everybody reads it."""

    filed: Mapping[str, Answers]
    shown: Mapping[str, Answers]


def told(versions: Iterable[Version], table: str, rows: Sequence[Row]) -> list[bool | None]:
    """Of the people of each row, whether an earlier version shows them or hides them.

    None where no version has the row with this count. ``rows`` are as they were filed.
    """
    known: dict[Key, bool] = {}
    for version in versions:
        filed, shown = rows_of(version.filed, table), rows_of(version.shown, table)
        for row, public in zip(filed, shown, strict=True):
            is_shown = public.get(COUNTS[table]) != SUPPRESSED
            known[_key(table, row)] = is_shown or known.get(_key(table, row), False)
    return [known.get(_key(table, row)) for row in rows]


def _key(table: str, row: Row) -> Key:
    return (*(row.get(name) for name in WHAT[table]), count_of(row.get(COUNTS[table])))
