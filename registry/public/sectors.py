"""A sector in a reporting year: grades, criteria, fees and promises, beside the whole register.

Every figure is a sum over what is public of organisations that are public by name. Fees and
numbers of workers are those that statements show: where fewer than five people stand behind one
it was withheld at publication, with whatever would give it away, and is missing here as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import and_, case, func, select

from registry import promises
from registry.extensions import db
from registry.models import RegisterEntry, StatementFigures, StatementFinding
from registry.promises import Rate
from registry.public.conditions import grade_is_public
from registry.public.counts import remembered
from registry.scoring import Catalogue, Criterion, Outcome
from registry.suppression import SMALLEST

SUMMED = ("worker_paid_sen", "reimbursed_sen", "headcount", "migrants", "recruits")
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
    return remembered(("sector statements", year, today), lambda: _statements(year, today))


def whole(parts: Mapping[str, Sums]) -> Sums:
    found = Sums()
    for each in parts.values():
        found.add(each)
    return found


def outcomes(year: int, today: date) -> Outcomes:
    """What became of each criterion in each sector, of statements whose grade is public."""
    return remembered(("sector outcomes", year, today), lambda: _outcomes(year, today))


def promise_rates(year: int, today: date) -> Mapping[str, Rate]:
    """The promises made up to a reporting year, by the sector of who made them."""
    return remembered(("sector promises", year, today), lambda: _promise_rates(year, today))


def together(rates: Iterable[Rate]) -> Rate:
    return Rate(sum((Counter(each.counts) for each in rates), Counter()))


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
    is_shown = and_(grade_is_public(today), RegisterEntry.grade_withdrawn_on.is_(None))
    grade = case((is_shown, RegisterEntry.grade), else_=None)
    figures = [func.sum(getattr(StatementFigures, name)) for name in SUMMED]
    rows = db.session.execute(
        select(RegisterEntry.sector, grade, func.count(), *figures)
        .add_columns(func.count(StatementFigures.worker_paid_sen))
        .join(
            StatementFigures,
            StatementFigures.statement_id == RegisterEntry.statement_id,
            isouter=True,
        )
        .where(RegisterEntry.year == year, RegisterEntry.statement_id.is_not(None))
        .group_by(RegisterEntry.sector, grade)
    )
    found: dict[str, Sums] = {}
    for sector, letter, count, *sums, with_fees in rows:
        figured = Counter({name: int(s or 0) for name, s in zip(SUMMED, sums, strict=True)})
        grades = Counter({letter: count} if letter else {})
        found.setdefault(sector, Sums()).add(Sums(count, with_fees, grades, figured))
    return found


def _outcomes(year: int, today: date) -> dict[tuple[str, str], dict[Outcome, int]]:
    columns = (RegisterEntry.sector, StatementFinding.criterion, StatementFinding.outcome)
    rows = db.session.execute(
        select(*columns, func.count())
        .join(StatementFinding, StatementFinding.statement_id == RegisterEntry.statement_id)
        .where(
            RegisterEntry.year == year,
            grade_is_public(today),
            RegisterEntry.grade_withdrawn_on.is_(None),
        )
        .group_by(*columns)
    )
    found: dict[tuple[str, str], dict[Outcome, int]] = {}
    for sector, criterion, outcome, count in rows:
        found.setdefault((sector, criterion), {})[outcome] = count
    return found


def _promise_rates(year: int, today: date) -> dict[str, Rate]:
    counts: dict[str, Counter[promises.Standing]] = {}
    for sector, promise in promises.by_sector(year):
        counts.setdefault(sector, Counter())[promises.standing(promise, today)] += 1
    return {sector: Rate(each) for sector, each in counts.items()}
