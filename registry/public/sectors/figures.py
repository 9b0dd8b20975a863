"""A sector in a reporting year: grades, criteria, fees and promises, beside the whole register.

Every figure is a sum over what is public of organisations that are public by name. Fees and
numbers of workers are those that statements show: where fewer than five people stand behind one
it was withheld at publication, with whatever would give it away, and is missing here as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from registry.extensions import db
from registry.models import EVER, OutcomeCount, StatementSum, known_on, public_on
from registry.models.kept_counts_sql import FIGURES
from registry.promises import Rate
from registry.public.sectors import promised
from registry.public.unchanged import while_unchanged
from registry.scoring import Catalogue, Criterion, Outcome
from registry.suppression import SMALLEST

SHOWN_CRITERIA = 5
"""How many criteria are named as met most, and as met least."""


@dataclass
class Sums:
    """The published statements of a year: how many, their public grades, their figures."""

    statements: int = 0
    with_fees: int = 0
    """Those that say what workers paid."""
    grades: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)

    @property
    def graded(self) -> int:
        return sum(self.grades.values())

    @property
    def enough_grades(self) -> bool:
        """Whether so many are graded that a distribution says something."""
        return self.graded >= SMALLEST

    def add(self, other: "Sums") -> None:
        self.statements += other.statements
        self.with_fees += other.with_fees
        self.grades.update(other.grades)
        self.figures.update(other.figures)


@dataclass(frozen=True)
class Met:
    """How often a criterion is met in a sector and in the whole register, where it applies."""

    criterion: Criterion
    met: int
    judged: int
    all_met: int
    all_judged: int

    @property
    def share(self) -> float:
        return self.met / self.judged


Outcomes = Mapping[tuple[str, str], Mapping[Outcome, int]]
"""Counts of outcomes by sector and criterion."""


def statements(year: int, today: date) -> Mapping[str, Sums]:
    """The sums of each sector in a reporting year."""
    return while_unchanged(("sector statements", year, today), lambda: _statements(year, today))


def whole(parts: Mapping[str, Sums]) -> Sums:
    found = Sums()
    for each in parts.values():
        found.add(each)
    return found


def outcomes(year: int, today: date) -> Outcomes:
    """What became of each criterion in each sector, of statements whose grade is public."""
    return while_unchanged(("sector outcomes", year, today), lambda: _outcomes(year, today))


def promise_rates(year: int, today: date) -> Mapping[str, Rate]:
    """The promises made up to a reporting year, by the sector of who made them."""
    return promised.rates(year, today)


def together(rates: Iterable[Rate]) -> Rate:
    return sum(rates, Rate())


def criteria_met(sector: str, catalogue: Catalogue, found: Outcomes) -> list[Met]:
    """The criteria that apply to enough statements of a sector, those met most often first."""
    sectors = {each for each, _ in found}
    rows = []
    for criterion in catalogue.criteria:
        own = _met(found.get((sector, criterion.id), {}))
        everybody = [_met(found.get((each, criterion.id), {})) for each in sectors]
        if own[1] >= SMALLEST:
            of_all = sum(met for met, _ in everybody), sum(judged for _, judged in everybody)
            rows.append(Met(criterion, *own, *of_all))
    return sorted(rows, key=lambda row: (-row.share, row.criterion.id))


def _met(counts: Mapping[Outcome, int]) -> tuple[int, int]:
    """How many met it, of how many to which it applies."""
    applies = sum(count for kind, count in counts.items() if kind is not Outcome.DOES_NOT_APPLY)
    return counts.get(Outcome.MET, 0), applies


def _statements(year: int, today: date) -> dict[str, Sums]:
    found: dict[str, Sums] = {}
    for shown_on, sector, letter, count, *sums in db.session.execute(_summed(year, today)):
        of_sector, counted = found.setdefault(sector, Sums()), int(count)
        if letter:
            of_sector.grades[letter] += counted if shown_on == EVER else -counted
        if shown_on == EVER:
            with_fees, *figures = map(int, sums)
            of_sector.statements += counted
            of_sector.with_fees += with_fees
            of_sector.figures.update(dict(zip(FIGURES, figures, strict=True)))
    return {sector: _with_grades(each) for sector, each in found.items()}


def _summed(year: int, today: date) -> Select[Any]:
    """All statements of each sector and grade, and those whose grade is still to come."""
    parts = (StatementSum.shown_on, StatementSum.sector, StatementSum.grade)
    sums = (func.sum(getattr(StatementSum, name)) for name in ("n", "with_fees", *FIGURES))
    return (
        select(*parts, *sums)
        .where(StatementSum.year == year, known_on(StatementSum.shown_on, today))
        .group_by(*parts)
        .having(func.sum(StatementSum.n) != 0)
    )


def _with_grades(sums: Sums) -> Sums:
    """Without grades that nobody has whose grade is public."""
    return replace(sums, grades=+sums.grades)


def _outcomes(year: int, today: date) -> dict[tuple[str, str], dict[Outcome, int]]:
    columns = (OutcomeCount.sector, OutcomeCount.criterion, OutcomeCount.outcome)
    shown = public_on(OutcomeCount, today)
    rows = db.session.execute(
        select(*columns, shown)
        .where(OutcomeCount.year == year, known_on(OutcomeCount.shown_on, today))
        .group_by(*columns)
        .having(shown != 0)
    )
    found: dict[tuple[str, str], dict[Outcome, int]] = {}
    for sector, criterion, outcome, count in rows:
        found.setdefault((sector, criterion), {})[outcome] = int(count)
    return found
