"""One change of one answer, and how it is made to a filing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from registry.scoring.advice.levers import Move
from registry.scoring.answers import Answers
from registry.scoring.fields import FIELDS
from registry.scoring.model import Text
from registry.scoring.parsing import Value, parse_value
from registry.scoring.rows import ROWS
from registry.scoring.shapes import Field

Plain = Any
"""A value as plain JSON."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: of a scalar, of a cell (``row`` from 1), or new rows (neither row nor column,
    and the rows to try in ``attempt``).

    ``to`` is what the filer should answer, None where only the filer knows it; ``attempt`` is the
    value with which the rule is tested, and stands for the true one.
    """

    field: str
    row: int | None
    column: str | None
    move: Move
    before: Plain
    to: Plain
    attempt: Plain
    say: Text
    last: bool = False
    """Advised only where no other step helps."""
    unit: Decimal | None = None
    """How finely its number may be lowered; None where it is advised in full or not at all."""
    also: tuple[tuple[str, Plain], ...] = ()
    """Other answers that the same act brings about, each with its value."""

    @property
    def is_new_row(self) -> bool:
        return isinstance(self.attempt, tuple)

    @property
    def kind(self) -> tuple[str, str | None, Move, bool]:
        """Edits of the same column, list or table are of one kind."""
        return (self.field, self.column, self.move, self.is_new_row)

    @property
    def place(self) -> tuple[Any, ...]:
        """What it changes; words added to a list and new rows each count for themselves."""
        own = self.attempt if self.move is Move.ADD else None
        own = str(self.attempt) if self.is_new_row else own
        return (self.field, self.row, self.column, own)


def together(groups: Iterable[Iterable[Edit]]) -> tuple[Edit, ...]:
    """Edits of several groups, each place once; of two numbers the greater."""
    found: dict[tuple[Any, ...], Edit] = {}
    for edit in (edit for group in groups for edit in group):
        known = found.setdefault(edit.place, edit)
        if edit.move is Move.RAISE and Decimal(edit.attempt) > Decimal(known.attempt):
            found[edit.place] = edit
    return tuple(found.values())


def applied(raw: Mapping[str, Plain], edits: Iterable[Edit]) -> dict[str, Plain]:
    """The plain answers after the edits, with each attempt where the answer is still open."""
    answers = dict(raw)
    for edit in edits:
        if edit.is_new_row:
            answers[edit.field] = [*(answers.get(edit.field) or ()), *map(dict, edit.attempt)]
        elif edit.row is not None:
            rows = list(answers[edit.field])
            rows[edit.row - 1] = {**rows[edit.row - 1], str(edit.column): edit.attempt}
            answers[edit.field] = rows
        elif edit.move is Move.ADD:
            answers[edit.field] = [*_ticked(answers.get(edit.field)), edit.attempt]
        else:
            answers |= {edit.field: edit.attempt, **dict(edit.also)}
    return answers


def _ticked(value: Plain) -> Sequence[str]:
    return [word for word in value if word != "none"] if isinstance(value, list) else []


def changed(answers: Answers, edits: Sequence[Edit]) -> Answers:
    """The same on answers that are read already, which is quicker than reading them anew."""
    scalars = dict(answers.scalars)
    cells: dict[tuple[str, int], dict[str, Plain]] = {}
    tables = {edit.field: list(answers.tables[edit.field]) for edit in edits if _is_in_table(edit)}
    for edit in edits:
        field = FIELDS[edit.field]
        if edit.is_new_row:
            new = (ROWS[edit.field](**_cells(field, row)) for row in edit.attempt)
            tables[edit.field].extend(new)
        elif edit.row is not None:
            cells.setdefault((edit.field, edit.row), {})[str(edit.column)] = edit.attempt
        elif edit.move is Move.ADD:
            scalars[edit.field] = _with_word(scalars[edit.field], edit.attempt)
        else:
            for name, value in ((edit.field, edit.attempt), *edit.also):
                scalars[name] = parse_value(FIELDS[name].kind, value, FIELDS[name].choices)
    for (name, number), row in cells.items():
        typed = _cells(FIELDS[name], row)
        tables[name][number - 1] = replace(tables[name][number - 1], **typed)
    return Answers(
        scalars,
        {**answers.tables, **{name: tuple(rows) for name, rows in tables.items()}},
        answers.unknown - touched(edits),
    )


def touched(edits: Iterable[Edit]) -> set[str]:
    """The fields that edits change."""
    return {name for edit in edits for name in (edit.field, *(also for also, _ in edit.also))}


def _is_in_table(edit: Edit) -> bool:
    return edit.row is not None or edit.is_new_row


def _with_word(value: Value | None, word: str) -> frozenset[str]:
    ticked = value if isinstance(value, frozenset) else frozenset()
    return (ticked - {"none"}) | {word}


def _cells(field: Field, row: Mapping[str, Plain]) -> dict[str, Any]:
    return {name: _typed(field.name, name, value) for name, value in row.items()}


@lru_cache(maxsize=4096)
def _typed(table: str, name: str, value: Plain) -> Value:
    column = next(column for column in FIELDS[table].columns if column.name == name)
    return parse_value(column.kind, value, column.choices)
