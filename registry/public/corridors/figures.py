"""What workers paid from each country, summed over the public statements: sums, shares and ranges.

Everything is a sum over rows that a statement publishes itself (``registry.recruitment``): what a
statement withholds is in no sum, so that no subtraction brings it back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from registry.extensions import db
from registry.models import CorridorCostSum
from registry.public.corridors import quartiles, sums
from registry.public.corridors.totals import (
    Figures,
    Key,
    Range,
    Totals,
    counting,
    together,
    totals_of,
)
from registry.public.unchanged import while_unchanged


@dataclass(frozen=True)
class Repayment:
    """What workers paid in a year and what they got back, in sen."""

    paid: int
    reimbursed: int
    payers: int
    workers_repaid: int


def found_and_repaid() -> Mapping[int, Repayment]:
    """Every year that has figures, the newest first."""
    return while_unchanged("found and repaid", _found_and_repaid)


def by_origin(year: int) -> Figures:
    """Every country in a year, and the year as a whole, of which there is no range."""
    return while_unchanged(("corridors by origin", year), lambda: _by_origin(year))


def by_sector(origin: str) -> Figures:
    """One country: every sector in every year, and each year as a whole."""
    return while_unchanged(("corridors by sector", origin), lambda: _by_sector(origin))


def costs(origin: str, year: int) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Category and payer -> what was paid and what of it was repaid, in sen."""
    return while_unchanged(("corridor costs", origin, year), lambda: _costs(origin, year))


def _found_and_repaid() -> dict[int, Repayment]:
    found = db.session.execute(sums.repayment())
    return {year: Repayment(*(int(each or 0) for each in values)) for year, *values in found}


def _by_origin(year: int) -> Figures:
    totals = _totals(sums.of_origins(year))
    found = _ranges([year], [origin for _, origin in totals if origin], [""])
    return Figures(totals, {(of, origin): each for of, origin, _, each in found})


def _by_sector(origin: str) -> Figures:
    totals = _totals(sums.of_sectors(origin))
    found = _ranges({year for year, _ in totals}, [origin], {sector for _, sector in totals})
    return Figures(totals, {(year, sector): each for year, _, sector, each in found})


def _totals(asked: Any) -> dict[Key, Totals]:
    """Of each part and of each year: all parts added up, but statements are not counted twice."""
    found: dict[Key, Totals] = {}
    statements: dict[Key, Totals] = {}
    for year, part, of_statements, *values in db.session.execute(asked):
        (statements if of_statements else found)[year, part] = totals_of(values)
    years = {year for year, _ in found}
    whole = {(of, ""): together([found[key] for key in found if key[0] == of]) for of in years}
    return {key: counting(each, statements.get(key, each)) for key, each in (found | whole).items()}


def _ranges(
    years: Collection[int], origins: Collection[str], sectors: Collection[str]
) -> Iterable[tuple[int, str, str, Range]]:
    asked = quartiles.ranges(years, origins, sectors)
    rows = db.session.execute(asked) if origins else ()
    return [(year, of, sector, Range(*map(int, costs))) for year, of, sector, *costs in rows]


def _costs(origin: str, year: int) -> dict[tuple[str, str], tuple[int, int]]:
    kept = CorridorCostSum
    found = db.session.execute(
        select(kept.category, kept.payer, func.sum(kept.amount_sen), func.sum(kept.reimbursed_sen))
        .where(kept.origin == origin, kept.year == year)
        .group_by(kept.category, kept.payer)
        .having(func.sum(kept.n) != 0)
    )
    return {(category, payer): (int(paid), int(back)) for category, payer, paid, back in found}
