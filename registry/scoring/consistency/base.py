"""What a check of consistency is, and what it finds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from registry.scoring.answers import Answers
from registry.scoring.model import Values

MOST_PLACES = 50
"""A table may hold thousands of rows; more places than this help nobody."""


class Kind(StrEnum):
    CONFLICT = "conflict"
    """Both answers cannot be true."""
    QUESTION = "question"
    """Both answers may be true, and seldom are."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field, or a cell of a table, whose rows are counted from 1."""

    field: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: the values of its sentence, and where they stand."""

    values: Values
    places: tuple[Place, ...]


Find = Callable[[Answers, date], Found | None]
"""The answers and the end of the period in; what disagrees out."""


@dataclass(frozen=True, slots=True)
class Check:
    id: str
    kind: Kind
    find: Find
    counts: bool = True
    """Whether DIS-01 counts it; what more repayment may bring about is asked and not counted."""


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Answers of one filing that disagree."""

    check: Check
    found: Found
    explained: bool

    @property
    def weight(self) -> Fraction:
        """An explanation settles a question; a conflict it halves until a figure is mended."""
        if not self.check.counts or (self.explained and self.check.kind is Kind.QUESTION):
            return Fraction(0)
        return Fraction(1, 2) if self.explained else Fraction(1)


Row = TypeVar("Row")
Numbered = Sequence[tuple[int, Row]]


def conflict(id: str, find: Find) -> Check:
    return Check(id, Kind.CONFLICT, find)


def question(id: str, find: Find) -> Check:
    return Check(id, Kind.QUESTION, find)


def rows_where(rows: Iterable[Row], test: Callable[[Row], bool]) -> list[tuple[int, Row]]:
    """The rows that pass, each with its number."""
    return [(number, row) for number, row in enumerate(rows, 1) if test(row)]


def found_in_rows(
    table: str,
    hits: Numbered[Row],
    columns: Sequence[str],
    figures: Callable[[Row], Mapping[str, Any]],
) -> Found | None:
    """The first row's figures, how many rows there are, and the cells of them all."""
    if not hits:
        return None
    number, first = hits[0]
    return Found({"row": number, "rows": len(hits), **figures(first)}, cells(table, hits, columns))


def cell_above(table: str, greater: str, lesser: str, called: tuple[str, str]) -> Find:
    """Finds rows in which one cell exceeds another; the sentence calls them ``called``."""

    def find(answers: Answers, on: date) -> Found | None:
        hits = rows_where(
            answers.tables[table], lambda row: exceeds(getattr(row, greater), getattr(row, lesser))
        )
        return found_in_rows(
            table,
            hits,
            (lesser, greater),
            lambda row: {called[0]: getattr(row, greater), called[1]: getattr(row, lesser)},
        )

    return find


def cells(table: str, hits: Numbered[Row], columns: Sequence[str]) -> tuple[Place, ...]:
    listed = (Place(table, number, column) for number, _ in hits for column in columns)
    return tuple(place for place, _ in zip(listed, range(MOST_PLACES), strict=False))


def found_in(values: Mapping[str, Any], *fields: str) -> Found:
    """Figures of answers outside tables, or of tables as a whole."""
    return Found(values, tuple(Place(field) for field in fields))


def exceeds(part: Any, whole: Any) -> bool:
    """Whether both are known and the part is greater."""
    return part is not None and whole is not None and part > whole
