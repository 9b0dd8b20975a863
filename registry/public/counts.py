"""How many organisations have which status, in a year, a sector or a state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from registry.extensions import db
from registry.models import (
    ListingCount,
    PublicStatus,
    ReportingClass,
    SectorCount,
    StateCount,
    status_as_of,
)
from registry.public.unchanged import while_unchanged

Statuses = Mapping[PublicStatus, int]

PUBLISHED = (PublicStatus.PUBLISHED_ON_TIME, PublicStatus.PUBLISHED_LATE)
EXPECTED = (
    *PUBLISHED,
    PublicStatus.AWAITING_REVIEW,
    PublicStatus.RETURNED,
    PublicStatus.DUE,
    PublicStatus.OVERDUE,
)
"""The statuses of organisations that are expected to report."""

STANDING = ("status", "due_on", "reporting_class")
"""The columns that say where an entry stands on a day, and whether that is expected of it."""


@dataclass(frozen=True)
class Tally:
    """The organisations of a year, or of a part of it such as a sector."""

    statuses: Statuses
    expected_statuses: Statuses
    """The same, of those that are expected to report: without exempt and voluntary ones."""

    @property
    def total(self) -> int:
        return sum(self.statuses.values())

    @property
    def expected(self) -> int:
        return sum(self.expected_statuses.values())

    @property
    def published(self) -> int:
        return sum(self.expected_statuses.get(status, 0) for status in PUBLISHED)

    @property
    def volunteers(self) -> int:
        """How many published though nobody expects it of them."""
        return sum(self.statuses.get(status, 0) for status in PUBLISHED) - self.published


Tallies = Mapping[tuple[Any, ...], Tally]
"""By the values of some columns, such as year and sector."""


def by_year(today: date) -> Mapping[int, Tally]:
    """The tally of every reporting year, newest first."""
    found = while_unchanged(("by_year", today), lambda: kept(SectorCount, ["year"], today))
    return {year: found[(year,)] for (year,) in sorted(found, reverse=True)}


def current_year(years: Mapping[int, object], this_year: int) -> int:
    """The reporting year that people mean: this one, or the newest before it that there is."""
    return max((year for year in years if year <= this_year), default=this_year)


def by_state(year: int, today: date) -> Mapping[str, Tally]:
    found = while_unchanged(
        ("by_state", year, today),
        lambda: kept(StateCount, ["state"], today, StateCount.year == year),
    )
    return {state: tally for (state,), tally in found.items()}


def kept(
    model: type[SectorCount | StateCount | ListingCount],
    parts: Sequence[str],
    today: date,
    *where: ColumnElement[bool],
) -> Tallies:
    """One tally for each combination of values of these parts, of counts that are kept."""
    columns = [getattr(model, name) for name in (*parts, *STANDING)]
    found = select(*columns, func.sum(model.n)).where(*where).group_by(*columns)
    return tallies(db.session.execute(found.having(func.sum(model.n) != 0)), today)


def tallies(rows: Iterable[Any], today: date) -> Tallies:
    """Of rows that end with the columns of ``STANDING`` and a count: a tally of each beginning."""
    everybody: dict[Any, Counter[PublicStatus]] = {}
    expected: dict[Any, Counter[PublicStatus]] = {}
    for *part, stored, due_on, reporting_class, count in rows:
        status, place = status_as_of(stored, due_on, today), tuple(part)
        everybody.setdefault(place, Counter())[status] += int(count)
        if status in EXPECTED and reporting_class is not ReportingClass.VOLUNTARY:
            expected.setdefault(place, Counter())[status] += int(count)
    return {
        place: Tally(dict(statuses), dict(expected.get(place, {})))
        for place, statuses in everybody.items()
    }
