"""The sums of the ledger: how many organisations have which status, year by year.

The sums of years, sectors and markets are a few rows that are kept up with every entry, and so are
those of a class or a status in its own year. How these organisations stand in the other years is
counted, where they are few. The answer is remembered until the register or the day changes.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from registry.extensions import db
from registry.forms.ledger import LedgerSearch
from registry.models import (
    DayCount,
    PublicStatus,
    RegisterEntry,
    ReportingClass,
    SectorCount,
)
from registry.public.counts import (
    EXPECTED,
    PUBLISHED,
    STANDING,
    Tallies,
    Tally,
    kept,
    tallies,
)
from registry.public.ledger import chosen, matrix
from registry.public.unchanged import while_unchanged
from registry.wording import MARKETS, SECTORS, Words

PARTS: Mapping[str, Words] = {"sector": SECTORS, "market": MARKETS}
"""What the sums are broken down by, each value with its words, in the order of the pages."""
NOBODY = Tally({}, {})

Cells = Tallies
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
    return while_unchanged(
        ("ledger cells", today), lambda: kept(SectorCount, ["year", "sector", "market"], today)
    )


def by_year(today: date, search: LedgerSearch | None = None) -> dict[int, Tally]:
    """The organisations that a search finds, or everybody, in each year; the newest year first.

    Only in its own year, where it finds more by a class or a status than are followed.
    """
    asked = search or LedgerSearch()
    if asked.is_of_one_year or asked.text or asked.state:
        found = while_unchanged(("ledger", asked, today), lambda: _found(asked, today))
        return {year: found[year] for year in by_year(today) if year in found}
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
    return while_unchanged(("ledger days", year, today), lambda: _days(year))


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
    if search.is_of_one_year and not search.text:
        return _of_chosen(search, today)
    if search.text:
        found = _of_entries(matrix.in_every_year(search, today), today)
    else:
        model = chosen.kept_with(search)
        found = kept(model, ["year"], today, *chosen.facts(model, search))
    return {year: found.get((year,), NOBODY) for year in by_year(today)}


def _of_chosen(search: LedgerSearch, today: date) -> dict[int, Tally]:
    """Of many, the year alone in which they are chosen."""
    found = chosen.own_and_followed(search, today)
    own = chosen.standing_so(search, found.get((chosen.OWN, search.year), NOBODY))
    if own.total > chosen.MOST_FOLLOWED:
        return {search.year or 0: own}
    return {year: found.get((chosen.FOLLOWED, year), NOBODY) for year in by_year(today)}


def _of_entries(where: Sequence[ColumnElement[bool]], today: date) -> Tallies:
    # In the order of ix_register_entry_counts, so that nothing is sorted.
    told = [RegisterEntry.year, *(getattr(RegisterEntry, name) for name in STANDING)]
    found = select(*told, func.count()).where(*where).group_by(*told)
    return tallies(db.session.execute(found), today)


def _days(year: int) -> Days:
    columns = (DayCount.due_on, DayCount.status, DayCount.status_on)
    rows = db.session.execute(
        select(*columns, func.sum(DayCount.n))
        .where(
            DayCount.year == year,
            DayCount.status.in_([each for each in EXPECTED if each != PublicStatus.OVERDUE]),
            DayCount.reporting_class != ReportingClass.VOLUNTARY,
        )
        .group_by(*columns)
        .having(func.sum(DayCount.n) != 0)
    )
    published: Counter[date] = Counter()
    sums: dict[date, Counter[str]] = {}
    for due_on, status, on, counted in rows:
        of_day, count = sums.setdefault(due_on, Counter()), int(counted)
        of_day["expected"] += count
        if status in PUBLISHED:
            published[on] += count
            of_day["by_now"] += count
            of_day["by_then"] += count if on <= due_on else 0
    return Days(published, [_freeze(due_on, sums[due_on]) for due_on in sorted(sums)])


def _freeze(due_on: date, sums: Counter[str]) -> Freeze:
    return Freeze(due_on, sums["expected"], sums["by_then"], sums["by_now"])
