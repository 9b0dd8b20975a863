"""How many organisations have which status: asked once, remembered until the register changes."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from flask import has_request_context, request
from sqlalchemy import ColumnElement, func, select

from registry.extensions import db
from registry.kept_pages.validity import SEEN, Seen
from registry.models import (
    LedgerEvent,
    ListingCount,
    PublicStatus,
    ReportingClass,
    SectorCount,
    StateCount,
    status_as_of,
)

Answer = TypeVar("Answer")
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

REMEMBERED = 1_000
VERSION = "version of the register"
_NEWEST = select(LedgerEvent.sha256, LedgerEvent.at).order_by(LedgerEvent.id.desc()).limit(1)

_answers: WeakKeyDictionary[Any, LRUCache[Hashable, Any]] = WeakKeyDictionary()
"""What was asked of each database since its register last changed."""
_one_at_a_time = Lock()


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


def version() -> str:
    """The seal of the newest event of the ledger: it changes with everything the public can see."""
    return _newest()[0]


def last_updated() -> datetime | None:
    """When something that the public can see last changed; None before the first event."""
    return _newest()[1]


def _newest() -> tuple[str, datetime | None]:
    """Seal and instant of the newest event, asked once for a page, or in a session.

    So one page speaks of one state of the register. Of a page that is to be kept it was asked
    before.
    """
    seen: Seen | None = request.environ.get(SEEN) if has_request_context() else None
    if seen:
        return seen.newest, seen.at
    known: dict[str, tuple[str, datetime | None]] = db.session.info
    if VERSION not in known:
        row = db.session.execute(_NEWEST).first()
        known[VERSION] = (row.sha256, row.at) if row else ("", None)
    return known[VERSION]


def by_year(today: date) -> Mapping[int, Tally]:
    """The tally of every reporting year, newest first."""
    found = remembered(("by_year", today), lambda: kept(SectorCount, ["year"], today))
    return {year: found[(year,)] for (year,) in sorted(found, reverse=True)}


def by_state(year: int, today: date) -> Mapping[str, Tally]:
    found = remembered(
        ("by_state", year, today),
        lambda: kept(StateCount, ["state"], today, StateCount.year == year),
    )
    return {state: tally for (state,), tally in found.items()}


def remembered(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer to a question about the register as it stands now.

    Before the first event nothing tells that the register changed, so nothing is remembered. What
    nobody asked for longest is forgotten first.
    """
    now = version()
    if not now:
        return ask()
    known = _answers.setdefault(db.engine, LRUCache(REMEMBERED))
    with _one_at_a_time:
        answer: Answer | None = known.get((now, question))
    if answer is None:
        answer = ask()
        with _one_at_a_time:
            known[now, question] = answer
    return answer


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
