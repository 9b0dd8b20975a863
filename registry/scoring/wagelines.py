"""The wage table beside the minimum wage: each line by the law of its own month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from registry.scoring.answers import Answers
from registry.scoring.breaches import value_or_none
from registry.scoring.rows import CorridorRow, WageRow, WorkforceRow
from registry.scoring.shapes import AREAS, EMPLOYER_SIZES


@dataclass(frozen=True, slots=True)
class WageLine:
    """A line of the period, with the minimum wages that its area and size leave possible."""

    row: WageRow
    month: date
    floors: tuple[int, ...]
    """From low to high; more than one where a blank area or size matters in that month."""

    @property
    def is_below(self) -> bool:
        """Below every minimum that may apply, or with workers who are paid less."""
        lowest = self.row.lowest_basic_myr
        too_low = lowest is not None and bool(self.floors) and lowest < self.floors[0]
        return too_low or bool(self.row.workers_below_min)

    @property
    def is_open(self) -> bool:
        """Whether a blank leaves it undecided."""
        row = self.row
        if row.nationality is None or row.workers_below_min is None or not self.floors:
            return True
        return row.lowest_basic_myr is None or row.lowest_basic_myr < self.floors[-1]

    @property
    def shortfall(self) -> Decimal:
        if self.row.lowest_basic_myr is None or not self.floors:
            return Decimal(0)
        return self.floors[0] - self.row.lowest_basic_myr

    def reaches(self, on: date) -> bool:
        """Whether the minimum wage of its month still holds on a later day."""
        return self.floors == minimum_wages(on, self.row.area, size_of(self.row, on))


def wage_lines(answers: Answers, on: date) -> list[WageLine]:
    """The lines of months in the reporting period, in the order of the table."""
    start = answers.day("filing_period_start")
    return [
        WageLine(row, row.month, minimum_wages(row.month, row.area, size_of(row, row.month)))
        for row in answers.wages
        if row.month is not None and _lies_between(row.month, start, on)
    ]


def groups_without_wages(answers: Answers, lines: Iterable[WageLine], on: date) -> list[str]:
    """Nationalities of the workforce without a line under the minimum wage of the period's end."""
    shown = {line.row.nationality for line in lines if line.reaches(on)}
    excluded = _recruited_for(answers.corridors, value_or_none("minimum_wage_excludes", on) or ())
    employed = {row.nationality for row in _direct(answers) if row.nationality}
    return sorted(employed - shown - excluded)


def groups_are_known(answers: Answers) -> bool:
    """Whether the workforce table names the nationality of everybody whom the organisation pays."""
    listed = _direct(answers)
    return bool(listed) and all(row.nationality for row in listed)


def _direct(answers: Answers) -> list[WorkforceRow]:
    """Lines of people in its own employment; a contractor pays the others."""
    return [
        row
        for row in answers.workforce
        if row != WorkforceRow() and row.headcount != 0 and row.contract != "outsourced"
    ]


def size_of(row: WageRow, day: date) -> str | None:
    """The size of the employer, as far as the number of workers on the line bears it out."""
    most = value_or_none("minimum_wage_small_employer_most", day)
    is_doubtful = row.size == "S" and (row.workers is None or most is None or row.workers > most)
    return None if is_doubtful else row.size


@lru_cache(maxsize=1024)
def minimum_wages(month: date, area: str | None, size: str | None) -> tuple[int, ...]:
    """Every monthly minimum that may apply in a month, from low to high."""
    found = {
        value_or_none("minimum_wage_monthly_myr", month, area=each, size=other)
        for each in ([area] if area else AREAS)
        for other in ([size] if size else EMPLOYER_SIZES)
    }
    return tuple(sorted(found - {None}))


def _lies_between(month: date, start: date | None, end: date) -> bool:
    """By the month: any day of it may have been written down."""
    first = month.replace(day=1)
    return first <= end and (start is None or first >= start.replace(day=1))


def _recruited_for(corridors: Iterable[CorridorRow], sectors: Iterable[str]) -> set[str | None]:
    """Origins all of whose recruits were for these kinds of work."""
    listed = set(sectors)
    others = {row.origin for row in corridors if row.sector not in listed}
    return {row.origin for row in corridors if row.sector in listed} - others
