"""Reminders of deadlines: a plan, who is written to at each of its moments, and the daily run.

A run may happen at any time, several at once, and after days in which there was none. A moment of
an entry is settled by one row of ``reminder``, written in the transaction of its letters. After a
pause only the latest moment that passed is settled: nobody gets a heap of old letters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager

from registry import notices, reminded
from registry.calendar_file import MEDIA_TYPE, calendar
from registry.clock import KUALA_LUMPUR, day_of
from registry.extensions import db
from registry.models import (
    FilerRole,
    PublicStatus,
    RegisterEntry,
    Reminder,
    ReminderKind,
)
from registry.reminded import People, Reader, Work

BATCH = 500
GRACE_DAYS = 7
"""How long after the last moment of a plan it is still made up for."""

WORKING = (FilerRole.PREPARER,)
CHECKING = (FilerRole.PREPARER, FilerRole.APPROVER)
EVERYBODY = (FilerRole.PREPARER, FilerRole.APPROVER, FilerRole.SIGNATORY)
ANSWERING = (FilerRole.APPROVER, FilerRole.SIGNATORY)


@dataclass(frozen=True, slots=True)
class Moment:
    """``days`` after the day that a plan counts from (before it: negative), and who is told."""

    days: int
    roles: tuple[FilerRole, ...]


PLANS: dict[ReminderKind, tuple[Moment, ...]] = {
    ReminderKind.DEADLINE: (
        Moment(-60, WORKING),
        Moment(-30, CHECKING),
        Moment(-14, CHECKING),
        Moment(-7, EVERYBODY),
        Moment(-1, EVERYBODY),
        Moment(1, EVERYBODY),
        Moment(14, ANSWERING),
        Moment(30, ANSWERING),
    ),
    ReminderKind.RETURNED: (Moment(7, CHECKING), Moment(14, EVERYBODY)),
}
"""From the early work to those who answer for it; in order."""


@dataclass(frozen=True, slots=True)
class Task:
    """The moment of a plan that is the latest one today for everything that counts from a day."""

    kind: ReminderKind
    since: date
    moment: Moment

    @property
    def on(self) -> date:
        return self.since + timedelta(days=self.moment.days)


def tasks(today: date) -> Iterator[Task]:
    """What may have to be settled today: one task for each day that a plan counts from."""
    for kind, plan in PLANS.items():
        first = today - timedelta(days=plan[-1].days + GRACE_DAYS)
        last = today - timedelta(days=plan[0].days)
        for since in _days(kind, first, last):
            passed = (today - since).days
            moment = max((m for m in plan if m.days <= passed), key=lambda m: m.days)
            yield Task(kind, since, moment)


def run(now: datetime) -> int:
    """Write every letter that is due now, commit batch by batch; return how many."""
    today = day_of(now)
    written = sum(_settle_all(task, now) for task in list(tasks(today)))
    reminded.report_unreached(today, at=now)
    db.session.commit()
    return written


def _settle_all(task: Task, now: datetime) -> int:
    written = 0
    while entries := _unsettled(task):
        written += _write(task, _still_unsettled(task, entries), now)
        db.session.commit()
    return written


def _unsettled(task: Task) -> Sequence[RegisterEntry]:
    """The next entries of a task, ours alone until the batch is committed.

    An extension that was decided on the day of the moment, or later, stands for the moment.
    """
    settled = select(Reminder.days).where(
        Reminder.organisation_id == RegisterEntry.organisation_id,
        Reminder.year == RegisterEntry.year,
        _is_of(task),
    )
    return db.session.scalars(
        select(RegisterEntry)
        .join(RegisterEntry.organisation)
        .options(contains_eager(RegisterEntry.organisation))
        .where(
            _waits(task.kind, task.since, task.since),
            or_(RegisterEntry.extended_on.is_(None), RegisterEntry.extended_on < task.on),
            ~settled.exists(),
        )
        .order_by(RegisterEntry.organisation_id)
        .limit(BATCH)
        .with_for_update(of=RegisterEntry, skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()


def _still_unsettled(task: Task, locked: Sequence[RegisterEntry]) -> list[RegisterEntry]:
    """Without those that another run settled while this one looked for them.

    PostgreSQL may give us the lock of an entry that was let go after our look at the reminders.
    """
    organisations = [entry.organisation_id for entry in locked]
    found = select(Reminder.organisation_id, Reminder.year).where(
        Reminder.organisation_id.in_(organisations), _is_of(task)
    )
    settled = {tuple(row) for row in db.session.execute(found)}
    return [entry for entry in locked if (entry.organisation_id, entry.year) not in settled]


def _is_of(task: Task) -> ColumnElement[bool]:
    return and_(
        Reminder.kind == task.kind,
        Reminder.since == task.since,
        Reminder.days == task.moment.days,
    )


def _days(kind: ReminderKind, first: date, last: date) -> Sequence[date]:
    """The days in a stretch of time from which the plan counts for some entry."""
    day = _since(kind)
    return db.session.scalars(
        select(day).where(_waits(kind, first, last)).distinct().order_by(day)
    ).all()


def _since(kind: ReminderKind) -> InstrumentedAttribute[date]:
    is_return = kind is ReminderKind.RETURNED
    return RegisterEntry.status_on if is_return else RegisterEntry.due_on


def _waits(kind: ReminderKind, first: date, last: date) -> ColumnElement[bool]:
    """Entries that wait for a filing, or for a corrected one; the years let an index be used."""
    status = PublicStatus.RETURNED if kind is ReminderKind.RETURNED else PublicStatus.DUE
    years = RegisterEntry.year.in_(range(first.year - 1, last.year + 2))
    return and_(years, RegisterEntry.status == status, _since(kind).between(first, last))


def _write(task: Task, entries: Sequence[RegisterEntry], now: datetime) -> int:
    people = reminded.people([e.organisation_id for e in entries], before=_end_of(task.on))
    work = reminded.work(entries)
    written = 0
    for entry in entries:
        acting = people.get(entry.organisation_id, {})
        readers = readers_of(task.moment, acting) or reminded.secretary(entry.organisation)
        at_work = work.get((entry.organisation_id, entry.year), Work())
        sent = sum(_remind(reader, task, entry, at_work, now) for reader in readers)
        db.session.add(_settled(task, entry, now, letters=sent))
        written += sent
    return written


def readers_of(moment: Moment, people: People) -> list[Reader]:
    """Whom a moment is for; where none of them is there, everybody who acts for the organisation.

    Somebody with two of the roles is one reader.
    """
    found = [reader for role in moment.roles for reader in people.get(role, ())]
    others = [reader for role in EVERYBODY for reader in people.get(role, ())]
    return list(dict.fromkeys(found or others))


def _remind(reader: Reader, task: Task, entry: RegisterEntry, work: Work, now: datetime) -> bool:
    """Whether the letter was written now, and not under the same key before."""
    today = day_of(now)
    key = f"{entry.organisation_id}:{entry.year}:{task.since}:{task.moment.days}:{reader.key}"
    letter = notices.write(
        "statement-returned" if task.kind is ReminderKind.RETURNED else "statement-due",
        to=reader.to,
        language=reader.language,
        once=f"reminder:{task.kind}:{key}",
        attachments=_calendar_entry(task, entry, reader.language, now),
        at=now,
        entry=entry,
        overdue=entry.due_on < today,
        days=abs((entry.due_on - today).days),
        work=work,
    )
    return letter is not None


def _calendar_entry(
    task: Task, entry: RegisterEntry, language: str, now: datetime
) -> list[notices.ShortText]:
    """The deadline for a calendar, while it lies ahead."""
    if task.kind is not ReminderKind.DEADLINE or task.moment.days > 0:
        return []
    page = notices.address(
        "public.organisation", language=language, organisation_id=entry.organisation_id
    )
    file = calendar([entry], addresses={entry.organisation_id: page}, language=language, at=now)
    name = f"deadline-{entry.year}.ics"
    return [notices.ShortText(text=file.decode(), filename=name, media_type=MEDIA_TYPE)]


def _settled(task: Task, entry: RegisterEntry, now: datetime, *, letters: int) -> Reminder:
    return Reminder(
        organisation_id=entry.organisation_id,
        year=entry.year,
        kind=task.kind,
        since=task.since,
        days=task.moment.days,
        at=now,
        letters=letters,
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=KUALA_LUMPUR)
