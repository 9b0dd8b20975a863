"""The sums of the ledger: how many organisations have which status, year by year.

One walk along the index of counts gives every sum of years, sectors and markets. The answer is
remembered until the register or the day changes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from registry.extensions import db
from registry.forms.ledger import LedgerSearch
from registry.models import PublicStatus, RegisterEntry, ReportingClass, status_as_of
from registry.public import matrix
from registry.public.counts import EXPECTED, PUBLISHED, Tally, remembered
from registry.wording import MARKETS, SECTORS, Words

PARTS: Mapping[str, Words] = {"sector": SECTORS, "market": MARKETS}
"""What the sums are broken down by, each value with its words, in the order of the pages."""
NOBODY = Tally({}, {})

Cells = Mapping[tuple[int, str, str], Tally]
"""The tally of each year, sector and market."""


@dataclass(frozen=True)
class Line:
    """One sector or market over the years."""

    value: str
    years: Mapping[int, Tally]


@dataclass(frozen=True)
class Freeze:
    """One deadline of a year: who had published when its day ended, and who has today."""

    due_on: date
    expected: int
    by_then: int
    by_now: int


@dataclass(frozen=True)
class Days:
    published: Mapping[date, int]
    """How many published on which day."""
    deadlines: Sequence[Freeze]
    """The earliest first; those to come, too."""

    @property
    def due(self) -> dict[date, int]:
        return {each.due_on: each.expected for each in self.deadlines}


def cells(today: date) -> Cells:
    columns = (RegisterEntry.year, RegisterEntry.sector, RegisterEntry.market)
    return remembered(("ledger cells", today), lambda: _tallies(columns, [], today))


def by_year(today: date, search: LedgerSearch | None = None) -> dict[int, Tally]:
    """The organisations that a search finds, or everybody, in each year; the newest year first."""
    asked = search or LedgerSearch()
    if asked.is_of_one_year or asked.text or asked.state:
        found = remembered(("ledger", asked, today), lambda: _found(asked, today))
        return {year: found.get(year, NOBODY) for year in by_year(today)}
    wanted = {"sector": asked.sector, "market": asked.market}
    every = cells(today)
    years = sorted({year for year, _, _ in every}, reverse=True)
    return {year: _sum(every, year, wanted) for year in years}


def by_part(part: str, today: date) -> list[Line]:
    """Each sector or market that anybody belongs to, with its tally of every year."""
    every = cells(today)
    present = {sector if part == "sector" else market for _, sector, market in every}
    years = sorted({year for year, _, _ in every}, reverse=True)
    ordered = [*PARTS[part], *sorted(present - PARTS[part].keys())]
    return [
        Line(value, {year: _sum(every, year, {part: value}, exactly=True) for year in years})
        for value in ordered
        if value in present
    ]


def days(year: int, today: date) -> Days:
    """When those who are expected to report in a year published, and by when they had to."""
    return remembered(("ledger days", year, today), lambda: _days(year))


def added(tallies: Iterable[Tally]) -> Tally:
    everybody: Counter[PublicStatus] = Counter()
    expected: Counter[PublicStatus] = Counter()
    for each in tallies:
        everybody.update(each.statuses)
        expected.update(each.expected_statuses)
    return Tally(dict(everybody), dict(expected))


def _sum(every: Cells, year: int, wanted: Mapping[str, str], *, exactly: bool = False) -> Tally:
    """Over the cells of a year; an empty wish is no wish, unless it is meant ``exactly``."""
    return added(
        tally
        for (of_year, sector, market), tally in every.items()
        if of_year == year
        and _is(sector, wanted.get("sector"), exactly)
        and _is(market, wanted.get("market"), exactly)
    )


def _is(value: str, wanted: str | None, exactly: bool) -> bool:
    return wanted is None or (not wanted and not exactly) or value == wanted


def _found(search: LedgerSearch, today: date) -> dict[int, Tally]:
    """The tally of each year of the organisations that a search finds in its own year."""
    found = _tallies((RegisterEntry.year,), matrix.in_every_year(search, today), today)
    return {year: tally for (year,), tally in found.items()}


def _tallies(
    columns: Sequence[Any], where: Sequence[ColumnElement[bool]], today: date
) -> dict[Any, Tally]:
    """One tally for each combination of values of these columns."""
    # In the order of ix_register_entry_counts, so that nothing is sorted.
    told = (RegisterEntry.status, RegisterEntry.due_on, RegisterEntry.reporting_class)
    found = select(*told, func.count(), *columns).where(*where)
    everybody: dict[Any, Counter[PublicStatus]] = {}
    expected: dict[Any, Counter[PublicStatus]] = {}
    for stored, due_on, reporting_class, count, *key in db.session.execute(
        found.group_by(columns[0], *told, *columns[1:])
    ):
        status, place = status_as_of(stored, due_on, today), tuple(key)
        everybody.setdefault(place, Counter())[status] += count
        if status in EXPECTED and reporting_class is not ReportingClass.VOLUNTARY:
            expected.setdefault(place, Counter())[status] += count
    return {
        place: Tally(dict(statuses), dict(expected.get(place, {})))
        for place, statuses in everybody.items()
    }


def _days(year: int) -> Days:
    columns = (RegisterEntry.due_on, RegisterEntry.status, RegisterEntry.status_on)
    rows = db.session.execute(
        select(*columns, func.count())
        .where(
            RegisterEntry.year == year,
            RegisterEntry.status.in_([each for each in EXPECTED if each != PublicStatus.OVERDUE]),
            RegisterEntry.reporting_class != ReportingClass.VOLUNTARY,
        )
        .group_by(*columns)
    )
    published: Counter[date] = Counter()
    sums: dict[date, Counter[str]] = {}
    for due_on, status, on, count in rows:
        of_day = sums.setdefault(due_on, Counter())
        of_day["expected"] += count
        if status in PUBLISHED:
            published[on] += count
            of_day["by_now"] += count
            of_day["by_then"] += count if on <= due_on else 0
    return Days(published, [_freeze(due_on, sums[due_on]) for due_on in sorted(sums)])


def _freeze(due_on: date, sums: Counter[str]) -> Freeze:
    return Freeze(due_on, sums["expected"], sums["by_then"], sums["by_now"])
