"""A person's desk: their organisations, each year's filing, and what others are doing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from registry.filing import history, queries, steps
from registry.forms.filing import PAGES
from registry.models import FilerRole, Filing, Organisation, PublicStatus, RegisterEntry, User

LATEST = 8
"""How many of the latest things that happened a desk shows."""


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


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was done to a filing."""

    at: datetime
    title: str
    by: str
    filing: Filing


@dataclass(frozen=True, slots=True)
class Desk:
    houses: Sequence[House]
    latest: Sequence[Happening]


def of(user: User, *, today: date) -> Desk:
    return Desk(
        houses=[_house(o, user, today) for o in queries.own_organisations(user)],
        latest=_latest(user),
    )


def _house(organisation: Organisation, user: User, today: date) -> House:
    years = queries.years(organisation)
    complete = queries.complete_pages([year.filing for year in years if year.filing])
    return House(
        organisation=organisation,
        roles=sorted(user.roles_for(organisation.id)),
        lines=[_line(year, complete, today) for year in years],
    )


def _line(year: queries.Year, complete: dict[int, int], today: date) -> Line:
    return Line(
        entry=year.entry,
        status=year.entry.status_as_of(today),
        filing=year.filing,
        complete=complete.get(year.filing.id, 0) if year.filing else 0,
        pages=len(PAGES),
        may_start=year.filing is None and steps.why_not_start(year.entry.status) is None,
    )


def _latest(user: User) -> list[Happening]:
    saves = [
        Happening(
            at=page.saved_at,
            title=_("Page saved: %(page)s", page=PAGES[page.name].title),
            by=page.saved_by.name,
            filing=filing,
        )
        for page, filing in queries.recent_saves(user, limit=LATEST)
        if page.name in PAGES
    ]
    events = [
        Happening(at=event.at, title=title, by=event.by.name if event.by else "", filing=filing)
        for event, filing in queries.recent_events(user, limit=LATEST)
        if (title := history.title(event.kind))
    ]
    return sorted(saves + events, key=lambda h: h.at, reverse=True)[:LATEST]
