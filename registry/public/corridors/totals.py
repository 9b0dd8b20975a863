"""Sums and ranges over corridors of public statements: what they say, and how they add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from registry.public.corridors.sums import STATEMENTS

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


def totals_of(values: Sequence[Any]) -> Totals:
    """Totals from columns in their order, the steps last."""
    names = [field.name for field in fields(Totals)][:-1]
    found = dict(zip(names, values, strict=False))
    most_layers = found.pop("most_layers")
    return Totals(
        **{name: int(value or 0) for name, value in found.items()},
        most_layers=most_layers,
        steps=tuple(int(value or 0) for value in values[len(names) :]),
    )


def together(parts: Sequence[Totals]) -> Totals:
    """All parts added up, as if no statement were in several of them."""
    added = [field.name for field in fields(Totals) if field.name not in {"most_layers", "steps"}]
    layers = [part.most_layers for part in parts if part.most_layers is not None]
    return Totals(
        **{name: sum(getattr(part, name) for part in parts) for name in added},
        most_layers=max(layers, default=None),
        steps=tuple(map(sum, zip(*(part.steps for part in parts), strict=True))),
    )


def counting(totals: Totals, statements: Totals) -> Totals:
    """The totals with these numbers of statements."""
    return replace(totals, **{name: getattr(statements, name) for name in STATEMENTS})


def share(part: Decimal, whole: int, places: str) -> Decimal | None:
    """A half upwards; None of nothing."""
    return (part / whole).quantize(Decimal(places), ROUND_HALF_UP) if whole else None
