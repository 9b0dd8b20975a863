"""One company in one year: what its answers have in common, and what changes from year to year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any, TypeVar

from registry.obligations import Period
from registry.scoring.parameters import value_at
from seed.companies import Company
from seed.stories import Practice

Rows = list[dict[str, Any]]
Pages = dict[str, dict[str, Any]]
Thing = TypeVar("Thing")

YEARLY_DRIFT = 3
"""The most by which a headcount moves from one year to the next, in per cent each way."""
CITIES = frozenset({"KUL", "PJY", "PNG", "SGR", "JHR", "MLK"})
"""States where the fictional workplaces stand in a listed city."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What decides the answers; the same setting always answers the same."""

    company: Company
    practice: Practice
    before: Practice
    """How the company acted in the year before."""
    period: Period
    approved_on: date

    @property
    def year(self) -> int:
        return self.period.due_on.year

    @property
    def careful(self) -> int:
        """2 for a company with full policies, 1 for one with some, 0 for one with hardly any."""
        return ("thin", "part", "full").index(self.practice.policy)

    @property
    def states(self) -> tuple[str, ...]:
        """Where it has workplaces; some planters have estates on both sides of the border."""
        state = self.company.record.state or "SGR"
        return ("SBH", "SWK") if state == "SBH" and self.steady("estates", 0, 1) else (state,)

    def steady(self, what: str, low: int, high: int) -> int:
        """A number that stays the same every year."""
        return self._dice(what).randint(low, high)

    def this_year(self, what: str, low: int, high: int) -> int:
        """A number of this year."""
        return self._dice(f"{what} {self.year}").randint(low, high)

    def drifting(self, what: str, low: int, high: int) -> int:
        """A number that moves a little every year."""
        percent = 100 + self.this_year(f"drift of {what}", -YEARLY_DRIFT, YEARLY_DRIFT)
        return max(1, self.steady(what, low, high) * percent // 100)

    def pick(self, what: str, choices: Sequence[Thing]) -> Thing:
        """One of these, the same every year."""
        return choices[self.steady(what, 0, len(choices) - 1)]

    def sample(self, what: str, choices: Sequence[Thing], number: int) -> list[Thing]:
        return self._dice(what).sample(choices, number)

    def by_care(self, full: Thing, part: Thing, thin: Thing) -> Thing:
        return (thin, part, full)[self.careful]

    def _dice(self, what: str) -> Random:
        return Random(f"{self.company.record.ssm_number} {what}")


def minimum_wage(on: date) -> Decimal:
    return Decimal(value_at("minimum_wage_monthly_myr", on, size="L"))


def money(amount: Decimal) -> str:
    return str(amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def total(rows: Iterable[dict[str, Any]], column: str) -> int:
    return sum(row[column] for row in rows)


def share(part: int, whole: int) -> str:
    """Per cent with one decimal."""
    return str((Decimal(100 * part) / max(whole, 1)).quantize(Decimal("0.1")))
