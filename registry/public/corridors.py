"""What workers paid from each country, summed over the public statements: sums, shares and ranges.

Everything is a sum over rows that a statement publishes itself (``registry.recruitment``): what a
statement withholds is in no sum, so that no subtraction brings it back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, func, select, union_all

from registry.extensions import db
from registry.models import CorridorCost, CorridorFigure
from registry.public import corridor_sums as sums
from registry.public.counts import remembered

Key = tuple[int, str]
"""A reporting year, and an origin or a sector; all of them together where it is empty."""


@dataclass(frozen=True)
class Totals:
    """Sums over the corridors of public statements."""

    statements: int
    disclosing: int
    """Statements that say what workers paid, zero included."""
    recruits: int
    people: int
    """The workers concerned, where a cost per worker is known."""
    paid_by_people: int
    """What these workers paid, in sen."""
    paid: int
    reimbursed: int
    payers: int
    workers_repaid: int
    gross: int
    """Months of wages in ten-thousandths, times the workers concerned."""
    gross_people: int
    net: int
    net_people: int
    direct: int
    direct_of: int
    """Recruits of the statements that say how many of them were recruited directly."""
    hiring_directly: int
    layers: int
    layers_said: int
    most_layers: int | None
    steps: tuple[int, ...]
    """Corridors of statements by cost per worker: nothing, each step, and beyond the last."""

    @property
    def employers(self) -> int:
        """An organisation publishes one statement for a year."""
        return self.statements

    @property
    def per_worker(self) -> Decimal | None:
        """Ringgit for each of the workers concerned."""
        return share(Decimal(self.paid_by_people) / 100, self.people, "0.01")

    @property
    def gross_months(self) -> Decimal | None:
        return share(Decimal(self.gross) / 10_000, self.gross_people, "0.0001")

    @property
    def net_months(self) -> Decimal | None:
        return share(Decimal(self.net) / 10_000, self.net_people, "0.0001")

    @property
    def repaid_share(self) -> Decimal | None:
        return share(Decimal(self.reimbursed), self.paid, "0.0001")

    @property
    def direct_share(self) -> Decimal | None:
        return share(Decimal(self.direct), self.direct_of, "0.0001")

    @property
    def mean_layers(self) -> Decimal | None:
        return share(Decimal(self.layers), self.layers_said, "0.01")


@dataclass(frozen=True)
class Range:
    """Cost per worker in sen: the least and most of any statement, and quartiles of workers."""

    least: int
    lower: int
    median: int
    upper: int
    most: int


@dataclass(frozen=True)
class Figures:
    """Totals and ranges of one question, by year and by year and part."""

    totals: Mapping[Key, Totals]
    ranges: Mapping[Key, Range]

    @property
    def years(self) -> list[int]:
        return sorted({year for year, _ in self.totals}, reverse=True)

    def parts(self, year: int) -> list[str]:
        """The parts of a year, the costliest on average first, the silent ones last."""
        named = [part for each, part in self.totals if each == year and part]
        return sorted(named, key=lambda part: (-self._average(year, part), part))

    def _average(self, year: int, part: str) -> Decimal:
        found = self.totals[year, part].per_worker
        return Decimal(-1) if found is None else found


@dataclass(frozen=True)
class Repayment:
    """What workers paid in a year and what they got back, in sen."""

    paid: int
    reimbursed: int
    payers: int
    workers_repaid: int


def found_and_repaid() -> Mapping[int, Repayment]:
    """Every year that has figures, the newest first."""
    return remembered("found and repaid", _found_and_repaid)


def by_origin(year: int) -> Figures:
    """Every country in a year, and the year as a whole, of which there is no range."""
    return remembered(
        ("corridors by origin", year),
        lambda: _figures(CorridorFigure.origin, CorridorFigure.year == year, whole_range=False),
    )


def by_sector(origin: str) -> Figures:
    """One country: every sector in every year, and each year as a whole."""
    return remembered(
        ("corridors by sector", origin),
        lambda: _figures(CorridorFigure.sector, CorridorFigure.origin == origin),
    )


def costs(origin: str, year: int) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Category and payer -> what was paid and what of it was repaid, in sen."""
    return remembered(("corridor costs", origin, year), lambda: _costs(origin, year))


def _found_and_repaid() -> dict[int, Repayment]:
    found = db.session.execute(sums.repayment())
    return {year: Repayment(*(int(each or 0) for each in values)) for year, *values in found}


def _figures(
    part: SQLColumnExpression[str], *where: ColumnElement[bool], whole_range: bool = True
) -> Figures:
    totals = db.session.execute(union_all(*(sums.totals(p, where) for p in (sums.ALL, part))))
    parts = (sums.ALL, part) if whole_range else (part,)
    ranges = db.session.execute(union_all(*(sums.ranges(each, where) for each in parts)))
    return Figures(
        {(year, name): _read(values) for year, name, *values in totals},
        {(year, name): Range(*map(int, values)) for year, name, *values in ranges},
    )


def _read(values: Sequence[Any]) -> Totals:
    names = [field.name for field in fields(Totals)][:-1]
    found = dict(zip(names, values, strict=False))
    most_layers = found.pop("most_layers")
    return Totals(
        **{name: int(value or 0) for name, value in found.items()},
        most_layers=most_layers,
        steps=tuple(int(value or 0) for value in values[len(names) :]),
    )


def _costs(origin: str, year: int) -> dict[tuple[str, str], tuple[int, int]]:
    found = db.session.execute(
        select(
            CorridorCost.category,
            CorridorCost.payer,
            func.sum(CorridorCost.amount_sen),
            func.sum(CorridorCost.reimbursed_sen),
        )
        .where(CorridorCost.origin == origin, CorridorCost.year == year)
        .group_by(CorridorCost.category, CorridorCost.payer)
    )
    return {(category, payer): (int(paid), int(back)) for category, payer, paid, back in found}


def share(part: Decimal, whole: int, places: str) -> Decimal | None:
    """A half upwards; None of nothing."""
    return (part / whole).quantize(Decimal(places), ROUND_HALF_UP) if whole else None
