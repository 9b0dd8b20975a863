"""Deadlines of the fictional companies: one extended, one not, one asked for, and reminders."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from registry import deadline_extensions, reminders
from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    FilerRole,
    PublicStatus,
    RegisterEntry,
    User,
)
from seed.scene import LAST_DAY, moment

REASONS = (
    "The system of our largest recruiter was down for three weeks, and its lists came late.",
    "We would like to wait for the annual general meeting.",
    "Two of our sites were flooded in October, and interviews with workers had to be put off.",
)
ASKED = moment(LAST_DAY - timedelta(days=9))
DECIDED = ASKED + timedelta(days=2)
REMINDED = (moment(LAST_DAY - timedelta(days=12)), moment(LAST_DAY))


def play(officer: User) -> None:
    """Ask for more time three times, decide twice, and remind everybody of what is due."""
    reminders.run(REMINDED[0])
    requests = [
        deadline_extensions.ask(
            entry,
            by=_signatory(entry),
            at=ASKED,
            wanted_on=entry.due_on + timedelta(days=30),
            reason=reason,
        )
        for entry, reason in zip(_due(), REASONS, strict=True)
    ]
    late, waiting, _open = requests
    deadline_extensions.grant(
        late,
        by=officer,
        at=DECIDED,
        reason="The recruiter confirmed the failure of its system.",
        due_on=late.wanted_on,
    )
    deadline_extensions.refuse(
        waiting,
        by=officer,
        at=DECIDED,
        reason="The date of the general meeting was known when the financial year ended.",
    )
    reminders.run(REMINDED[1])


def _due() -> Sequence[RegisterEntry]:
    """The next that are due and that somebody signs for."""
    return db.session.scalars(
        select(RegisterEntry)
        .where(
            RegisterEntry.status == PublicStatus.DUE,
            RegisterEntry.due_on > LAST_DAY,
            _signatories()
            .where(Authority.organisation_id == RegisterEntry.organisation_id)
            .exists(),
        )
        .order_by(RegisterEntry.due_on, RegisterEntry.organisation_id)
        .limit(len(REASONS))
    ).all()


def _signatory(entry: RegisterEntry) -> User:
    found = _signatories().where(Authority.organisation_id == entry.organisation_id)
    return db.session.scalars(found.order_by(User.id)).first()


def _signatories():
    return (
        select(User)
        .join(Authority, Authority.user_id == User.id)
        .where(Authority.role == FilerRole.SIGNATORY, Authority.status == AuthorityStatus.ACCEPTED)
    )
