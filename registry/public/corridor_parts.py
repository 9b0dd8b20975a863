"""Corridor figures by part, asked anew only where a statement came, changed or went.

A part is a year with a country of origin or a sector. What is kept of a part holds while its seal
does: how many rows it has, the newest statement among them, and the sum of the statements' numbers,
which are never given twice. The seals of all parts are one short query.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, SQLColumnExpression

from registry.extensions import db
from registry.public import corridor_sums as sums
from registry.public.corridor_totals import Figures, Key, Range, Totals, together, totals_of

Seal = tuple[int, int, int]
Where = tuple[ColumnElement[bool], ...]
SPREAD = len(fields(Range))


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of a part, or of a year as a whole, and of which rows."""

    seal: Seal
    totals: Totals
    range: Range | None


Parts = dict[Key, Part]

_parts: WeakKeyDictionary[Any, dict[Hashable, Parts]] = WeakKeyDictionary()
"""The parts of each question, by database."""


def figures(
    question: Hashable,
    part: SQLColumnExpression[str],
    *where: ColumnElement[bool],
    whole_range: bool = True,
) -> Figures:
    """The figures of each part, and of each year as a whole."""
    kept = _parts.setdefault(db.engine, {})
    seals, before = _seals(part, where), kept.get(question, {})
    known = {key: each for key, each in before.items() if each.seal == seals.get(key)}
    if changed := seals.keys() - known.keys():
        years, names = {year for year, _ in changed}, {name for _, name in changed}
        asked = sums.figures(part, sorted(years), sorted(names), where, whole_range)
        _read(db.session.execute(asked).all(), seals, known)
    kept[question] = known
    return Figures(
        {key: each.totals for key, each in known.items()},
        {key: each.range for key, each in known.items() if each.range},
    )


def _seals(part: SQLColumnExpression[str], where: Where) -> dict[Key, Seal]:
    """Of every part, and of every year by adding up those of its parts."""
    seals: dict[Key, Seal] = {}
    for year, name, *numbers in db.session.execute(sums.seals(part, where)):
        count, newest, total = map(int, numbers)
        seals[year, name] = (count, newest, total)
        counted, newest_before, so_far = seals.get((year, ""), (0, 0, 0))
        seals[year, ""] = (counted + count, max(newest, newest_before), so_far + total)
    return seals


def _read(rows: Iterable[Any], seals: Mapping[Key, Seal], known: Parts) -> None:
    """Take over the parts that were asked, and then their years, which add up all parts."""
    for year, name, *values in sorted(rows, key=lambda row: not row.part):
        if (year, name) in seals:
            totals, spread = totals_of(values[:-SPREAD]), values[-SPREAD:]
            if not name:
                totals = together(_of_year(year, known), totals)
            found = None if spread[0] is None else Range(*map(int, spread))
            known[year, name] = Part(seals[year, name], totals, found)


def _of_year(year: int, known: Parts) -> list[Totals]:
    """The totals of the parts of a year."""
    return [part.totals for (of, name), part in known.items() if of == year and name]
