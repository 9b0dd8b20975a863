"""What changed: events of the log of public acts, and days on which something came about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, func, select, true

from registry.clock import KUALA_LUMPUR, day_of
from registry.extensions import db
from registry.following.topics import OF_YEAR, Kind, Topic
from registry.models import (
    Filing,
    LedgerEvent,
    Organisation,
    PublicStatus,
    RegisterEntry,
    status_since,
)

SENTENCES = {
    "filed": _l("%(organisation)s filed its statement for %(year)s; it is being reviewed."),
    "returned": _l("The statement of %(organisation)s for %(year)s went back for correction."),
    "published": _l("The statement of %(organisation)s for %(year)s was published."),
    "replied": _l("%(organisation)s replied to the assessment of its statement for %(year)s."),
    "withdrawn": _l("%(organisation)s withdrew its statement for %(year)s."),
    "deadline_extended": _l("The deadline of %(organisation)s for %(year)s was extended."),
    "grade_withdrawn": _l("The grade of %(organisation)s for %(year)s was withdrawn."),
    "grade_restored": _l("The grade of %(organisation)s for %(year)s was given back."),
    "concern_published": _l(
        "A question or concern about %(organisation)s was published (%(year)s)."
    ),
    "concern_answered": _l("%(organisation)s answered a question or concern (%(year)s)."),
    "overdue": _l("The statement of %(organisation)s for %(year)s is overdue."),
    "grade_public": _l("The grade of %(organisation)s for %(year)s is public."),
}
"""What is told, by the kind of the event or of the day."""

DAYS = ("overdue", "grade_public")
EVENTS = tuple(kind for kind in SENTENCES if kind not in DAYS)
NEWEST = (RegisterEntry.organisation_id.desc(), RegisterEntry.year.desc())
"""The order of changes of one day, so that a feed says the same each time."""
WALKED = 10_000
"""The newest events of the log, among which those of a sector are looked for."""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to an organisation in a reporting year."""

    key: str
    """The same for good: the number of the event, or the day's own name."""
    kind: str
    at: datetime
    organisation_id: int
    organisation: str
    sector: str
    year: int

    @property
    def sentence(self) -> str:
        values = {"organisation": self.organisation, "year": self.year}
        return str(SENTENCES[self.kind]) % values


def newest_event() -> int:
    return db.session.scalar(select(func.max(LedgerEvent.id))) or 0


def latest(topic: Topic, *, limit: int, today: date) -> list[Change]:
    """The latest changes of a topic, newest first. Of the whole register: events alone."""
    found = select(LedgerEvent).where(LedgerEvent.kind.in_(EVENTS))
    if (about := topic.condition()) is not None:
        found = found.where(about)
    if topic.kind is Kind.SECTOR:
        found = found.where(LedgerEvent.id > newest_event() - WALKED)
    events = db.session.scalars(found.order_by(LedgerEvent.id.desc()).limit(limit)).all()
    days = _days_of(topic, limit=limit, today=today) if topic.kind is not Kind.REGISTER else []
    return sorted([*_told(events), *days], key=_newest_first)[:limit]


def between(event_id: int, newest: int) -> list[Change]:
    """Every event later than one and up to another, oldest first."""
    return _told(
        db.session.scalars(
            select(LedgerEvent)
            .where(
                LedgerEvent.id > event_id,
                LedgerEvent.id <= newest,
                LedgerEvent.kind.in_(EVENTS),
            )
            .order_by(LedgerEvent.id)
        ).all()
    )


def on_days(after: date, today: date) -> list[Change]:
    """What came about by the date alone, later than one day and not later than today."""
    return [
        change
        for change in (
            *_overdue(_overdue_entries().where(RegisterEntry.due_on >= after), today),
            *_graded(_graded_entries().where(RegisterEntry.grade_public_on > after), today),
        )
        if after < day_of(change.at) <= today
    ]


def _days_of(topic: Topic, *, limit: int, today: date) -> list[Change]:
    overdue, graded = (found.where(_of(topic)) for found in (_overdue_entries(), _graded_entries()))
    due_on, public_on = RegisterEntry.due_on, RegisterEntry.grade_public_on
    return [
        *_overdue(overdue.order_by(due_on.desc(), *NEWEST).limit(limit), today),
        *_graded(graded.order_by(public_on.desc(), *NEWEST).limit(limit), today),
    ]


def _of(topic: Topic) -> ColumnElement[bool]:
    if topic.kind is Kind.SECTOR:
        return RegisterEntry.sector == topic.value
    ids = topic.organisations()
    return true() if ids is None else RegisterEntry.organisation_id.in_(ids)


def _overdue_entries() -> Select[RegisterEntry, str, str]:
    return _entries().where(RegisterEntry.status == PublicStatus.DUE)


def _graded_entries() -> Select[RegisterEntry, str, str]:
    return _entries().where(RegisterEntry.grade.is_not(None))


def _entries() -> Select[RegisterEntry, str, str]:
    return select(RegisterEntry, Organisation.name, Organisation.sector).join(
        Organisation, Organisation.id == RegisterEntry.organisation_id
    )


def _overdue(found: Select[RegisterEntry, str, str], today: date) -> Iterable[Change]:
    for entry, name, sector in db.session.execute(found.where(RegisterEntry.due_on < today)):
        since = status_since(PublicStatus.OVERDUE, entry.status_on, entry.due_on)
        yield _dated("overdue", since, entry, name, sector)


def _graded(found: Select[RegisterEntry, str, str], today: date) -> Iterable[Change]:
    public = found.where(RegisterEntry.grade_public_on <= today)
    for entry, name, sector in db.session.execute(public):
        if entry.grade_public_on:
            yield _dated("grade_public", entry.grade_public_on, entry, name, sector)


def _dated(kind: str, day: date, entry: RegisterEntry, name: str, sector: str) -> Change:
    at = datetime.combine(day, time(), tzinfo=KUALA_LUMPUR)
    key = f"{kind}/{entry.organisation_id}/{entry.year}/{day}"
    return Change(key, kind, at, entry.organisation_id, name, sector, entry.year)


def _told(events: Sequence[LedgerEvent]) -> list[Change]:
    """Events with the organisation and year that they are about, in their order."""
    places = _places(events)
    names = _names({place[0] for place in places.values()})
    return [
        Change(str(event.id), event.kind, event.at, number, *names[number], year)
        for event in events
        if event.subject in places
        for number, year in (places[event.subject],)
        if number in names
    ]


def _places(events: Iterable[LedgerEvent]) -> dict[str, tuple[int, int]]:
    """Organisation and year by the subject of an event: written in it, or those of its filing."""
    subjects = {event.subject for event in events}
    found = {
        subject: (int(match[1]), int(match[2]))
        for subject in subjects
        if (match := OF_YEAR.fullmatch(subject))
    }
    rows = db.session.execute(
        select(Filing.reference, Filing.organisation_id, Filing.year).where(
            Filing.reference.in_(subjects - found.keys())
        )
    )
    return found | {reference: (number, year) for reference, number, year in rows}


def _names(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    rows = db.session.execute(
        select(Organisation.id, Organisation.name, Organisation.sector).where(
            Organisation.id.in_(set(ids))
        )
    )
    return {number: (name, sector) for number, name, sector in rows}


def _newest_first(change: Change) -> timedelta:
    return datetime.max.replace(tzinfo=KUALA_LUMPUR) - change.at
