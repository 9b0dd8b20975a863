"""What workers paid from each country, summed over the public statements: sums, shares and ranges.

Everything is a sum over rows that a statement publishes itself (``registry.recruitment``): what a
statement withholds is in no sum, so that no subtraction brings it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from registry.extensions import db
from registry.models import CorridorCost, CorridorFigure
from registry.public import corridor_sums as sums
from registry.public.corridor_parts import figures
from registry.public.corridor_totals import Figures
from registry.public.counts import remembered


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
    question = ("corridors by origin", year)
    where = CorridorFigure.year == year
    return remembered(
        question, lambda: figures(question, CorridorFigure.origin, where, whole_range=False)
    )


def by_sector(origin: str) -> Figures:
    """One country: every sector in every year, and each year as a whole."""
    question = ("corridors by sector", origin)
    where = CorridorFigure.origin == origin
    return remembered(question, lambda: figures(question, CorridorFigure.sector, where))


def costs(origin: str, year: int) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Category and payer -> what was paid and what of it was repaid, in sen."""
    return remembered(("corridor costs", origin, year), lambda: _costs(origin, year))


def _found_and_repaid() -> dict[int, Repayment]:
    found = db.session.execute(sums.repayment())
    return {year: Repayment(*(int(each or 0) for each in values)) for year, *values in found}


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
