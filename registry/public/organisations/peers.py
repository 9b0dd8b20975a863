"""An organisation beside the others of its sector: its figures, and the quarters of theirs.

Compared are the newest statements of a sector and year whose grade is public and stands. The
figures are public organisation by organisation; with few of them a quarter would mean nothing.
"""

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any

from flask_babel import LazyString
from sqlalchemy import bindparam, select

from registry.extensions import db
from registry.i18n import lazy as _l
from registry.models import FigureCount, known_on, public_on
from registry.public.organisations.over_years import OfYear
from registry.public.unchanged import while_unchanged

FEWEST = 5
"""Others, for a comparison with them."""
TITLES: Mapping[str, LazyString] = {
    "completeness": _l("Completeness"),
    "substance": _l("Substance"),
    "gross_months": _l("Months of wages paid"),
}
MARKS = ("completeness", "substance")
FULL_MARK = Decimal(100)

Values = Mapping[Decimal, int]
"""How many have which value."""

_TODAY: Any = bindparam("today")
_SHOWN = public_on(FigureCount, _TODAY)
_FIGURES = (
    select(FigureCount.figure, FigureCount.value, _SHOWN)
    .where(
        FigureCount.year == bindparam("year"),
        FigureCount.sector == bindparam("sector"),
        known_on(FigureCount.shown_on, _TODAY),
    )
    .group_by(FigureCount.figure, FigureCount.value)
    .having(_SHOWN != 0)
)


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
    values = everybody(year, sector, today)
    owns = (*map(newest.mark, MARKS), newest.months[0])
    found = [_beside(name, values[name], own) for name, own in zip(TITLES, owns, strict=True)]
    figures = [each for each in found if each]
    return Peers(year, sector, figures) if figures else None


def everybody(year: int, sector: str, today: date) -> Mapping[str, Values]:
    """Each figure of everybody in a sector."""
    return while_unchanged(("peers", year, sector, today), lambda: _ask(year, sector, today))


def known(year: int, sector: str, today: date) -> str:
    """What tells the figures of a sector, as they are today, from any others."""

    def digest() -> str:
        told = [(name, sorted(of.items())) for name, of in everybody(year, sector, today).items()]
        return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()

    return while_unchanged(("peers known", year, sector, today), digest)


def _ask(year: int, sector: str, today: date) -> Mapping[str, Values]:
    asked = {"year": year, "sector": sector, "today": today}
    rows = db.session.execute(_FIGURES, asked)
    found: dict[str, Counter[Decimal]] = {name: Counter() for name in TITLES}
    for name, value, count in rows:
        found[name][Decimal(value) / (10 if name in MARKS else 1)] += int(count)
    return found


def _beside(name: str, values: Values, own: Decimal | None) -> Beside | None:
    if own is None:
        return None
    others = Counter(values) - Counter([own])
    if others.total() < FEWEST:
        return None
    lower, middle, upper = quarters(others)
    top = FULL_MARK if name in MARKS else max(*others, own, Decimal(1))
    return Beside(name, TITLES[name], own, lower, middle, upper, others.total(), top)


def quarters(values: Values) -> list[Decimal]:
    """What parts them into four: ``statistics.quantiles`` of method ``inclusive``."""
    ordered = sorted(values)
    places = list(accumulate(values[value] for value in ordered))
    cuts = []
    for quarter in (1, 2, 3):
        before, share = divmod(quarter * (places[-1] - 1), 4)
        low, high = (ordered[bisect_right(places, place)] for place in _pair(before, places[-1]))
        cuts.append((low * (4 - share) + high * share) / 4)
    return cuts


def _pair(place: int, count: int) -> tuple[int, int]:
    """A place in a row, and the one after it if there is one."""
    return place, min(place + 1, count - 1)
