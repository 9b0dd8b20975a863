"""Who is reminded of a deadline, what they are told of the work, and who could not be reached."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload

from registry import notices
from registry.clock import KUALA_LUMPUR
from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    FilerRole,
    Filing,
    FilingPage,
    FilingStatus,
    Organisation,
    RegisterEntry,
    Reminder,
    Role,
    StaffRole,
    User,
)

NAMED = 20
"""How many organisations that could not be reached a letter names; of more, only the number."""
REPORTED_DAYS = 7


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is written to; equal to themselves in whatever role they are found."""

    key: str
    to: User | str
    language: str
    role: FilerRole | None

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reader) and other.key == self.key


People: TypeAlias = Mapping[FilerRole, Sequence[Reader]]


@dataclass(frozen=True, slots=True)
class Work:
    """How far a filing is: the word of its status, empty before it is begun, and its pages."""

    status: str = ""
    complete: int = 0
    reference: str = ""


def people(organisations: Sequence[int], *, before: datetime) -> dict[int, People]:
    """Who acts for these organisations, by role, if they did so before an instant.

    Only accounts that are open and whose address is confirmed are written to.
    """
    rows = db.session.execute(
        select(Authority.organisation_id, Authority.role, User)
        .join(User, User.id == Authority.user_id)
        .where(
            Authority.organisation_id.in_(organisations),
            Authority.status == AuthorityStatus.ACCEPTED,
            func.coalesce(Authority.decided_at, Authority.requested_at) < before,
            User.active,
            User.confirmed_at.is_not(None),
        )
        .order_by(Authority.id)
    )
    found: dict[int, dict[FilerRole, list[Reader]]] = defaultdict(lambda: defaultdict(list))
    for organisation_id, role, user in rows:
        found[organisation_id][role].append(Reader(str(user.id), user, user.language, role))
    return dict(found)


def secretary(organisation: Organisation) -> list[Reader]:
    """The company secretary, where the register has an address: for when nobody acts."""
    address = organisation.secretary_email
    return [Reader("secretary", address, "en", None)] if address else []


def work(entries: Sequence[RegisterEntry]) -> dict[tuple[int, int], Work]:
    """How far the filings of these entries are, by organisation and year."""
    wanted = [(entry.organisation_id, entry.year) for entry in entries]
    complete = (
        select(func.count())
        .where(FilingPage.filing_id == Filing.id, FilingPage.complete)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            Filing.organisation_id, Filing.year, Filing.status, complete, Filing.reference
        ).where(tuple_(Filing.organisation_id, Filing.year).in_(wanted))
    )
    return {
        (organisation_id, year): Work(FilingStatus(status).value, done, reference)
        for organisation_id, year, status, done, reference in rows
    }


def report_unreached(today: date, *, at: datetime) -> None:
    """Tell the officers, once for each day that is over, whose reminders reached nobody."""
    for back in range(REPORTED_DAYS, 0, -1):
        day = today - timedelta(days=back)
        if unreached := _unreached(day):
            _tell_officers(day, unreached, at=at)


def _unreached(day: date) -> Sequence[RegisterEntry]:
    begin = datetime.combine(day, time(), tzinfo=KUALA_LUMPUR)
    return db.session.scalars(
        select(RegisterEntry)
        .join(
            Reminder,
            (Reminder.organisation_id == RegisterEntry.organisation_id)
            & (Reminder.year == RegisterEntry.year),
        )
        .where(Reminder.letters == 0, Reminder.at >= begin, Reminder.at < begin + timedelta(days=1))
        .options(joinedload(RegisterEntry.organisation))
        .distinct()
        .order_by(RegisterEntry.due_on, RegisterEntry.name_key)
    ).all()


def _tell_officers(day: date, entries: Sequence[RegisterEntry], *, at: datetime) -> None:
    officers = db.session.scalars(
        select(User).where(User.active, User.roles.any(Role.name.in_(_OFFICERS))).order_by(User.id)
    )
    for officer in officers:
        notices.write(
            "reminders-unreached",
            to=officer,
            language=officer.language,
            once=f"unreached:{day}:{officer.id}",
            at=at,
            day=day,
            entries=entries[:NAMED],
            count=len(entries),
        )


_OFFICERS = (StaffRole.OFFICER.value, StaffRole.SENIOR_OFFICER.value)
