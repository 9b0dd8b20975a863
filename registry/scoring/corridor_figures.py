"""The figures of one corridor, from its row and its fee lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from registry.scoring.feelines import NOTHING, CorridorLines, repaid
from registry.scoring.parameters import value_at
from registry.scoring.rows import CorridorRow, FeeRow


@dataclass(frozen=True, slots=True)
class CorridorFigures:
    """One corridor's numbers; ``people`` is the recruits, or the most workers on a paid line."""

    key: str
    origin: str | None
    sector: str | None
    recruits: int | None
    people: int
    is_disclosed: bool
    """Whether any line says what workers paid, zero included: a blank is not a zero."""
    worker_paid: Decimal
    reimbursed: Decimal
    earnings: Decimal
    layers: int | None
    """Agents between worker and employer."""
    earnings_from: str
    """``first_month``, ``basic_wage`` or ``minimum_wage``: a blank is not a way round."""

    @property
    def worker_paid_net(self) -> Decimal:
        return self.worker_paid - self.reimbursed

    @property
    def per_worker(self) -> Fraction | None:
        return Fraction(self.worker_paid) / self.people if self.people else None

    def months(self, amount: Decimal) -> Fraction | None:
        if not self.people:
            return None
        return Fraction(amount) / (self.people * Fraction(self.earnings))


def figures_of(each: CorridorLines, on: date) -> CorridorFigures:
    lines = each.payments
    earnings, source = _earnings(each.row, on)
    origin, _, sector = each.key.partition("-")
    return CorridorFigures(
        key=each.key,
        origin=None if origin == "?" else origin,
        sector=None if sector == "?" else sector,
        recruits=each.recruits,
        people=max(each.recruits or 0, each.most_payers),
        is_disclosed=any(True for _ in each.paid_by("worker")),
        worker_paid=paid(lines),
        reimbursed=sum(map(repaid, lines), NOTHING),
        earnings=earnings,
        layers=each.row.layers if each.row else None,
        earnings_from=source,
    )


def _earnings(row: CorridorRow | None, on: date) -> tuple[Decimal, str]:
    if row and row.first_month_earnings_myr:
        return row.first_month_earnings_myr, "first_month"
    if row and row.basic_wage_myr:
        return row.basic_wage_myr, "basic_wage"
    return Decimal(value_at("minimum_wage_monthly_myr", on, size="L", area="B")), "minimum_wage"


def paid(lines: Iterable[FeeRow]) -> Decimal:
    return sum((line.amount_myr or NOTHING for line in lines), NOTHING)
