"""Payments by workers that a law or an agreement forbids, and how much of each was repaid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from registry.scoring.feelines import NOTHING, CorridorLines, repaid
from registry.scoring.parameters import ParameterError, value_at
from registry.scoring.rows import FeeRow

AGENCY_FEES = ("REC", "REC-RECOVER")
"""What Act 246 caps; an agency's fee in the origin country is judged by the agreement instead."""


@dataclass(frozen=True, slots=True)
class Breaches:
    """Forbidden payments of one kind: how many lines, how much, and how much came back."""

    lines: int
    paid: Decimal
    repaid: Decimal
    corridors: tuple[str, ...]

    @property
    def repaid_share(self) -> Fraction:
        return Fraction(self.repaid) / Fraction(self.paid) if self.paid else Fraction(1)

    @property
    def still_owed(self) -> Decimal:
        return self.paid - self.repaid


@dataclass(frozen=True, slots=True)
class AgencyFee:
    """What one group of recruits paid an agency each, beside the cap; None where it is unknown."""

    corridor: str
    per_worker: Fraction
    kept: Fraction
    """What each still bears after repayment."""
    cap: Fraction | None

    @property
    def excess(self) -> Fraction:
        """What each still bears above the cap; below zero where repayment goes under it."""
        return self.kept - (self.cap or 0)

    @property
    def is_above_cap(self) -> bool:
        return self.cap is not None and self.per_worker > self.cap

    @property
    def still_above_cap(self) -> bool:
        return self.cap is not None and self.excess > 0


def levy_paid_by_workers(corridors: Sequence[CorridorLines], on: date) -> Breaches:
    return _breaches(
        (each.key, line)
        for each in corridors
        for line in each.paid_by("worker")
        if line.category == "LEVY"
        and value_or_none("levy_paid_by_employer", line.recruited_on or on)
    )


def illegitimate_costs(corridors: Sequence[CorridorLines]) -> Breaches:
    return _breaches(
        (each.key, line)
        for each in corridors
        for line in each.paid_by("worker")
        if line.category == "ILL"
    )


def agreement_breaches(corridors: Sequence[CorridorLines], on: date) -> Breaches:
    """Costs that workers bore although the agreement with their country puts them on others."""
    return _breaches(
        (each.key, line)
        for each in corridors
        for lines in _by_recruitment_date(each.paid_by("worker")).values()
        for line in _forbidden(each.key, lines, lines[0].recruited_on or on)
    )


def agency_fees(corridors: Sequence[CorridorLines], on: date) -> list[AgencyFee]:
    """One figure for each corridor and recruitment date where a worker paid an agency."""
    return [
        _agency_fee(each, lines, months)
        for each in corridors
        for day, lines in _by_recruitment_date(
            line for line in each.paid_by("worker") if line.category in AGENCY_FEES
        ).items()
        if (months := value_or_none("act246_worker_fee_cap_months_basic_wage", day or on))
    ]


def corridors_without(category: str, corridors: Iterable[CorridorLines]) -> tuple[str, ...]:
    """Corridors whose worker lines do not say what this required category cost, zero included."""
    return tuple(each.key for each in corridors if category in each.open_categories("worker"))


def _agency_fee(each: CorridorLines, lines: Sequence[FeeRow], months: int) -> AgencyFee:
    workers = max((line.workers or 0 for line in lines), default=0) or 1
    wage = each.row.basic_wage_myr if each.row else None
    paid = Fraction(_sum(line.amount_myr for line in lines))
    back = Fraction(sum(map(repaid, lines), NOTHING))
    cap = months * Fraction(wage) if wage else None
    return AgencyFee(each.key, paid / workers, (paid - back) / workers, cap)


def _by_recruitment_date(lines: Iterable[FeeRow]) -> dict[date | None, list[FeeRow]]:
    groups: dict[date | None, list[FeeRow]] = {}
    for line in lines:
        if line.amount_myr:
            groups.setdefault(line.recruited_on, []).append(line)
    return groups


def _forbidden(corridor: str, lines: Sequence[FeeRow], day: date) -> list[FeeRow]:
    """Lines outside what workers may bear; all of them where what is left is above the cap."""
    rule = corridor_rule(corridor, day)
    allowed = [line for line in lines if line.category in rule["worker_may_bear"]]
    workers = max((line.workers or 0 for line in allowed), default=0) or 1
    left = _sum(line.amount_myr for line in allowed) - sum(map(repaid, allowed), NOTHING)
    cap = rule.get("origin_cap_myr")
    if cap is not None and left > cap * workers:
        return list(lines)
    return [line for line in lines if line not in allowed]


@lru_cache(maxsize=1024)
def corridor_rule(corridor: str, day: date) -> dict[str, Any]:
    """The agreement's terms: of the corridor, else of the origin country, else the ILO test."""
    for name in (corridor, corridor.split("-")[0]):
        if rule := value_or_none("corridor_rules", day, corridor=name):
            return rule  # type: ignore[no-any-return]
    return value_at("corridor_rules", day, corridor="OTHER")  # type: ignore[no-any-return]


def value_or_none(name: str, day: date, **keys: str) -> Any:
    """A value, or None on days before the first or after the last of them."""
    try:
        return value_at(name, day, **keys)
    except ParameterError:
        return None


def _breaches(found: Iterable[tuple[str, FeeRow]]) -> Breaches:
    listed = [(key, line) for key, line in found if line.amount_myr]
    return Breaches(
        lines=len(listed),
        paid=_sum(line.amount_myr for _, line in listed),
        repaid=sum((repaid(line) for _, line in listed), NOTHING),
        corridors=tuple(sorted({key for key, _ in listed})),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount or NOTHING for amount in amounts), NOTHING)
