"""A person's desk: their organisations, each year's filing, and what others are doing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from registry import coverage, history
from registry.clock import day_of
from registry.coverage import Standing
from registry.filing import many, queries, steps
from registry.filing.asked import asked_of
from registry.filing.many import Short
from registry.forms.filing import PAGES
from registry.models import (
    FilerRole,
    Filing,
    FilingPage,
    Organisation,
    PublicStatus,
    RegisterEntry,
    User,
)

LATEST = 8
"""How many of the latest things that happened a desk shows."""
NAMED = 3
"""Up to this many pages saved together are named; of more, only the number is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """One reporting year on the desk."""

    entry: RegisterEntry
    status: PublicStatus
    filing: Filing | None
    complete: int
    pages: int
    may_start: bool


@dataclass(frozen=True, slots=True)
class House:
    """An organisation with the person's roles in it and its years, newest first."""

    organisation: Organisation
    roles: Sequence[FilerRole]
    lines: Sequence[Line]
    covered_by: Sequence[Standing]
    """Statements of others that cover the organisation in a year without a statement of its own."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was done to a filing."""

    at: datetime
    title: str
    by: str
    filing: Filing


@dataclass(frozen=True, slots=True)
class Desk:
    """``short``: instead of the houses, a line each, for somebody who acts for many."""

    houses: Sequence[House]
    latest: Sequence[Happening]
    short: Sequence[Short] | None = None
    text: str = ""
    order: str = many.ORDERS[0]


def of(
    user: User, *, today: date, text: str = "", order: str = "", only: int | None = None
) -> Desk:
    """A person's desk; of many organisations a list, or ``only`` one of them in full."""
    own = queries.own_organisations(user)
    if len(own) > many.MANY and only is None:
        order = order if order in many.ORDERS else many.ORDERS[0]
        listed = many.short_list(own, text=text, order=order)
        return Desk([], _latest(user), listed, text, order)
    chosen = [o for o in own if only in (None, o.id)]
    return Desk([_house(o, user, today) for o in chosen], _latest(user))


def _house(organisation: Organisation, user: User, today: date) -> House:
    years = queries.years(organisation)
    asked = asked_of([year.filing for year in years if year.filing])
    complete = queries.complete_pages(asked)
    return House(
        organisation=organisation,
        roles=sorted(user.roles_for(organisation.id)),
        lines=[_line(year, complete, asked, today) for year in years],
        covered_by=_covered(organisation, years),
    )


def _covered(organisation: Organisation, years: Sequence[queries.Year]) -> list[Standing]:
    open_years = {year.entry.year for year in years if year.entry.statement_id is None}
    return [
        standing
        for standing in coverage.covering(organisation)
        if standing.covered and standing.year in open_years
    ]


def _line(
    year: queries.Year,
    complete: Mapping[int, int],
    asked: Mapping[int, Sequence[str]],
    today: date,
) -> Line:
    return Line(
        entry=year.entry,
        status=year.entry.status_as_of(today),
        filing=year.filing,
        complete=complete.get(year.filing.id, 0) if year.filing else 0,
        pages=len(asked[year.filing.id]) if year.filing else len(PAGES),
        may_start=year.filing is None and steps.why_not_start(year.entry.status) is None,
    )


def _latest(user: User) -> list[Happening]:
    happenings = [*_saves(user), *_events(user)]
    return sorted(happenings, key=lambda h: h.at, reverse=True)[:LATEST]


def _saves(user: User) -> Iterator[Happening]:
    """Pages saved, those of one person in one filing and day together."""
    together: dict[tuple[int, int, date], list[tuple[FilingPage, Filing]]] = {}
    for page, filing in queries.recent_saves(user, limit=LATEST * len(PAGES)):
        if page.name in PAGES:
            key = (filing.id, page.saved_by_id, day_of(page.saved_at))
            together.setdefault(key, []).append((page, filing))
    for saves in together.values():
        newest, filing = saves[0]
        title = _saved([str(PAGES[page.name].title) for page, _filing in saves])
        yield Happening(newest.saved_at, title, newest.saved_by.name, filing)


def _saved(titles: Sequence[str]) -> str:
    """Which pages were saved; of many, how many."""
    if len(titles) > NAMED:
        return str(_("%(number)s pages saved", number=len(titles)))
    return str(_("Saved: %(pages)s", pages=", ".join(titles)))


def _events(user: User) -> Iterator[Happening]:
    for event, filing in queries.recent_events(user, limit=LATEST):
        by = event.by.name if event.by else _("The register")
        yield Happening(event.at, history.title(event.kind), by, filing)
