"""An organisation beside the others of its sector: its figures, and the quarters of theirs.

Compared are the newest statements of a sector and year whose grade is public and stands. The
figures are public organisation by organisation; with few of them a quarter would mean nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import quantiles

from flask_babel import LazyString
from sqlalchemy import select

from registry.extensions import db
from registry.i18n import lazy as _l
from registry.models import RegisterEntry, StatementFigures
from registry.public.conditions import grade_is_public
from registry.public.counts import remembered
from registry.public.over_years import OfYear

FEWEST = 5
"""Others, for a comparison with them."""
TITLES: Mapping[str, LazyString] = {
    "completeness": _l("Completeness"),
    "substance": _l("Substance"),
    "gross_months": _l("Months of wages paid"),
}
MARKS = ("completeness", "substance")
FULL_MARK = Decimal(100)

Values = Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure of an organisation, and what parts the others into four quarters."""

    name: str
    title: LazyString
    own: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal
    others: int
    top: Decimal
    """The end of the scale on which they are drawn."""


@dataclass(frozen=True, slots=True)
class Peers:
    year: int
    sector: str
    figures: Sequence[Beside]


def of_newest(years: Sequence[OfYear], today: date) -> Peers | None:
    """Of the newest year that is judged; None where the sector has too few others."""
    newest = next((each for each in years if each.is_judged and each.figures), None)
    if newest is None or not newest.entry.sector:
        return None
    year, sector = newest.year, newest.entry.sector
    everybody = remembered(("peers", year, sector, today), lambda: _ask(year, sector, today))
    own = newest.entry.organisation_id
    found = [_beside(name, everybody[name], own) for name in TITLES]
    figures = [each for each in found if each]
    return Peers(year, sector, figures) if figures else None


def _ask(year: int, sector: str, today: date) -> Mapping[str, Values]:
    """Each figure of everybody in the sector, by organisation."""
    rows = db.session.execute(
        select(
            RegisterEntry.organisation_id,
            StatementFigures.completeness_tenths,
            StatementFigures.substance_tenths,
            StatementFigures.gross_months,
        )
        .join(StatementFigures, StatementFigures.statement_id == RegisterEntry.statement_id)
        .where(
            RegisterEntry.year == year,
            RegisterEntry.sector == sector,
            RegisterEntry.grade_withdrawn_on.is_(None),
            grade_is_public(today),
        )
    ).all()
    return {
        "completeness": {r[0]: Decimal(r[1]) / 10 for r in rows if r[1] is not None},
        "substance": {r[0]: Decimal(r[2]) / 10 for r in rows if r[2] is not None},
        "gross_months": {r[0]: Decimal(r[3]) for r in rows if r[3] is not None},
    }


def _beside(name: str, values: Values, organisation_id: int) -> Beside | None:
    own = values.get(organisation_id)
    others = [value for number, value in values.items() if number != organisation_id]
    if own is None or len(others) < FEWEST:
        return None
    lower, middle, upper = quantiles(others, n=4, method="inclusive")
    top = FULL_MARK if name in MARKS else max(*others, own, Decimal(1))
    return Beside(name, TITLES[name], own, lower, middle, upper, len(others), top)
