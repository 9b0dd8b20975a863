"""Every change that the levers allow to a filing, before the rules say which are needed."""

from collections.abc import Collection, Iterator, Mapping

from registry.scoring.advice.edits import Edit, Plain
from registry.scoring.advice.levers import Lever, Move, NewRow, TableLevers, load_levers
from registry.scoring.advice.missing_rows import corridor_rows, fee_lines, wage_rows
from registry.scoring.advice.moves import Change, attempt_of, is_blank, moved
from registry.scoring.case import Case
from registry.scoring.fields import FIELDS
from registry.scoring.model import CheckText
from registry.scoring.shapes import Kind

MOST_NEW_ROWS = 1000
Cells = Mapping[str, Plain]
Place = tuple[str, int | None, str | None]
"""Field, row from 1, column."""


def candidates(raw: Cells, case: Case, fields: Collection[str]) -> list[Edit]:
    """What may be done or said about some fields; what is advised only at need comes last."""
    found = [edit for name in FIELDS if name in fields for edit in _of_field(name, raw, case)]
    return sorted(found, key=lambda edit: edit.last)


def explanations(case: Case, texts: Mapping[str, CheckText]) -> list[Edit]:
    """An explanation of each disagreement that weighs on the filing, unless it is corrected."""
    return [
        Edit("explanations", None, None, Move.ANSWER, None, {"check": id}, (row,), texts[id].to_do)
        for each in case.inconsistencies
        if each.weight and not each.explained
        for id in (each.check.id,)
        for row in ({"check": id, "explanation": "?"},)
    ]


def _of_field(name: str, raw: Cells, case: Case) -> Iterator[Edit]:
    levers = load_levers()
    if FIELDS[name].kind is Kind.TABLE:
        yield from _of_table(name, levers.tables[name], raw, case)
        yield from _MISSING_ROWS.get(name, _no_rows)(case)
    elif levers.scalars[name].may is Move.ADD:
        yield from _words_to_add(name, levers.scalars[name], raw.get(name))
    elif change := moved(levers.scalars[name], name, raw, case, levers.scalars):
        yield _edit(levers.scalars[name], (name, None, None), raw.get(name), change)


def _edit(
    lever: Lever, place: tuple[str, int | None, str | None], before: Plain, change: Change
) -> Edit:
    unit = lever.unit if lever.may is Move.RAISE and not lever.whole else None
    also = tuple(lever.also.items())
    return Edit(*place, lever.may, before, *change, lever.last, unit, also)


def _words_to_add(name: str, lever: Lever, present: Plain) -> Iterator[Edit]:
    """One edit for each word of the list that is not ticked and may still come true."""
    ticked = present if isinstance(present, list) else []
    barred = {"none", *lever.not_offered, *(lever.past if ticked else ())}
    for word in FIELDS[name].choices:
        if word not in ticked and word not in barred:
            yield Edit(name, None, None, Move.ADD, present, word, word, lever.say)


def _of_table(name: str, table: TableLevers, raw: Cells, case: Case) -> Iterator[Edit]:
    for number, row in enumerate(raw.get(name) or (), 1):
        if all(map(is_blank, row.values())):
            continue
        for column, lever in table.columns.items():
            if change := moved(lever, column, row, case, table.columns):
                yield _edit(lever, (name, number, column), row.get(column), change)
    for new in table.new:
        if rows := _new_rows(name, new, raw, case):
            known = {column: rows[0][column] for column in new.known} or None
            yield Edit(name, None, None, Move.ANSWER, None, known, rows, new.say)


def _new_rows(name: str, new: NewRow, raw: Cells, case: Case) -> tuple[Cells, ...]:
    """The rows to try: one, or as many as another answer says that there should be."""
    row = {column: attempt_of(value, {}, case) for column, value in new.row.items()}
    if not new.up_to:
        return (row,)
    absent = (case.answers.count(new.up_to) or 1) - len(raw.get(name) or ())
    return (row,) * min(absent, MOST_NEW_ROWS)


def _no_rows(case: Case) -> Iterator[Edit]:
    yield from ()


_MISSING_ROWS = {"corridors": corridor_rows, "fees": fee_lines, "wages": wage_rows}
