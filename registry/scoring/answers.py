"""Read a filing's plain JSON answers into typed values; refuse what nobody asked."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.scoring.fields import FIELDS
from registry.scoring.model import Text
from registry.scoring.parsing import Unreadable, Value, reader
from registry.scoring.remedies import remedy
from registry.scoring.rows import (
    ROWS,
    CorridorRow,
    EntityRow,
    EvidenceRow,
    ExplanationRow,
    FeeRow,
    FindingRow,
    HousingRow,
    MeasureRow,
    RecruiterRow,
    Row,
    TrainingRow,
    WageRow,
    WorkforceRow,
)
from registry.scoring.shapes import DO_NOT_KNOW, Column, Field, Kind

MOST_ROWS = 20_000
Readers = Mapping[str, Callable[[object], Value | None]]


def _readers(asked: Iterable[Field | Column]) -> Readers:
    return {each.name: reader(each.kind, each.choices) for each in asked}


_TABLES = [field for field in FIELDS.values() if field.kind is Kind.TABLE]
_READERS = _readers(field for field in FIELDS.values() if field.kind is not Kind.TABLE)
_COLUMNS = {field.name: _readers(field.columns) for field in _TABLES}


class AnswerError(ValueError):
    """An answer that cannot be read: field, row counted from 1, and remedy in both languages."""

    def __init__(
        self, field: str, remedy: Text, *, row: int | None = None, column: str | None = None
    ) -> None:
        self.field, self.row, self.column, self.remedy = field, row, column, remedy
        place = [field, f"row {row}" if row else "", column or ""]
        super().__init__(f"{', '.join(part for part in place if part)}: {remedy['en']}")


@dataclass(frozen=True, slots=True)
class Answers:
    """Typed answers; a name that is not a declared field is a KeyError, a blank one is None."""

    scalars: Mapping[str, Value | None]
    tables: Mapping[str, tuple[Any, ...]]
    unknown: frozenset[str]
    """Fields answered "do not know"."""

    def word(self, name: str) -> str | None:
        """One choice, a text, an address or a digest."""
        value = self.scalars[name]
        return value if isinstance(value, str) else None

    def words(self, name: str) -> frozenset[str] | None:
        """Several choices; an explicit "none" is an empty set, no answer is None."""
        value = self.scalars[name]
        return value - {"none"} if isinstance(value, frozenset) else None

    def yes(self, name: str) -> bool | None:
        value = self.scalars[name]
        return value if isinstance(value, bool) else None

    def count(self, name: str) -> int | None:
        value = self.scalars[name]
        return value if isinstance(value, int) else None

    def day(self, name: str) -> date | None:
        value = self.scalars[name]
        return value if isinstance(value, date) else None

    @property
    def entities(self) -> tuple[EntityRow, ...]:
        return self.tables["entities"]

    @property
    def workforce(self) -> tuple[WorkforceRow, ...]:
        return self.tables["workforce"]

    @property
    def corridors(self) -> tuple[CorridorRow, ...]:
        return self.tables["corridors"]

    @property
    def fees(self) -> tuple[FeeRow, ...]:
        return self.tables["fees"]

    @property
    def recruiters(self) -> tuple[RecruiterRow, ...]:
        return self.tables["recruiters"]

    @property
    def wages(self) -> tuple[WageRow, ...]:
        return self.tables["wages"]

    @property
    def housing(self) -> tuple[HousingRow, ...]:
        return self.tables["housing"]

    @property
    def findings(self) -> tuple[FindingRow, ...]:
        return self.tables["findings"]

    @property
    def training(self) -> tuple[TrainingRow, ...]:
        return self.tables["training"]

    @property
    def kpis(self) -> tuple[MeasureRow, ...]:
        return self.tables["kpis"]

    @property
    def explanations(self) -> tuple[ExplanationRow, ...]:
        return self.tables["explanations"]

    @property
    def evidence(self) -> tuple[EvidenceRow, ...]:
        return self.tables["evidence"]


def parse_answers(raw: object) -> Answers:
    """Typed answers from a flat mapping of field names, or AnswerError for the first mistake."""
    if not isinstance(raw, Mapping):
        raise AnswerError("answers", remedy("fields"))
    for name in raw:
        if name not in FIELDS:
            raise AnswerError(repr(name), _unknown_name(name, tuple(FIELDS)))
    scalars: dict[str, Value | None] = {}
    tables: dict[str, tuple[Row, ...]] = {}
    for name, field in FIELDS.items():
        if field.kind is Kind.TABLE:
            tables[name] = _table(field, raw.get(name))
        else:
            scalars[name] = _scalar(field, raw.get(name))
    _refuse_repeated_corridors(tables["corridors"])
    unknown = frozenset(name for name in scalars if raw.get(name) == DO_NOT_KNOW)
    return Answers(scalars, tables, unknown)


def _scalar(field: Field, value: object) -> Value | None:
    try:
        return _READERS[field.name](value)
    except Unreadable as error:
        raise AnswerError(field.name, error.remedy) from None


def _table(field: Field, value: object) -> tuple[Row, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise AnswerError(field.name, remedy("rows", most=MOST_ROWS))
    columns = _COLUMNS[field.name]
    return tuple(_row(field.name, columns, number, row) for number, row in enumerate(value, 1))


def _row(table: str, columns: Readers, number: int, row: object) -> Row:
    if not isinstance(row, Mapping):
        raise AnswerError(table, remedy("row"), row=number)
    try:
        cells: dict[str, Any] = {name: columns[name](value) for name, value in row.items()}
    except (KeyError, Unreadable):
        for name, value in row.items():
            _must_be_readable(table, columns, number, name, value)
        raise
    return ROWS[table](**cells)


def _must_be_readable(table: str, columns: Readers, number: int, name: str, value: object) -> None:
    if name not in columns:
        other = _unknown_name(name, tuple(columns))
        raise AnswerError(table, other, row=number, column=str(name))
    try:
        columns[name](value)
    except Unreadable as error:
        raise AnswerError(table, error.remedy, row=number, column=name) from None


def _refuse_repeated_corridors(rows: tuple[Row, ...]) -> None:
    first: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        if not isinstance(row, CorridorRow) or "?" in row.key:
            continue
        if row.key in first:
            twice = remedy("corridor_twice", corridor=row.key, row=first[row.key])
            raise AnswerError("corridors", twice, row=number)
        first[row.key] = number


def _unknown_name(name: object, known: tuple[str, ...]) -> Text:
    near = difflib.get_close_matches(str(name), known, n=1)
    return remedy("other_name", near=near[0]) if near else remedy("no_name")
