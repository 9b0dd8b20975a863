"""What the fictional public asks: answered, unanswered, and waiting to be read."""

from datetime import timedelta

from sqlalchemy import select

from registry.concerns import answering, deciding, sending, upkeep
from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    Concern,
    ConcernKind,
    FilerRole,
    RegisterEntry,
    User,
)
from seed.scene import LAST_DAY, moment

ANSWERED = (
    "Did you also ask people who had already gone home what they had paid, and how did you find"
    " them?",
    "Yes. We wrote to the last known address of everybody who left in the three years before, and"
    " our agents called their villages. Nine in ten were reached; what they told us is in the"
    " figures of this statement.",
)
UNANSWERED = (
    "How do you choose recruitment agents, and what happens to workers whom an agent has already"
    " recruited when you stop working with it?"
)
WAITING = "The statement names no independent check of what workers paid. Was there one?"
ROLE = "Buyer of a retail chain"


def play(officer: User) -> None:
    """One question answered, one concern without an answer, and one that nobody has read yet."""
    places = _published()
    first, second, third = places
    answered = _sent(first, ConcernKind.QUESTION, ANSWERED[0], days=40, role=ROLE)
    _accept(answered, officer, days=39)
    signatory = db.session.scalars(_signatories(first)).first()
    when = moment(LAST_DAY - timedelta(days=30))
    answering.answer(answered, by=signatory, at=when, text=ANSWERED[1], send=True)
    deciding.publish_answer(answered, by=officer, at=when + timedelta(days=1), note="")
    silent = _sent(second, ConcernKind.CONCERN, UNANSWERED, days=35)
    _accept(silent, officer, days=33)
    _sent(third, ConcernKind.QUESTION, WAITING, days=2)
    upkeep.run(moment(LAST_DAY))


def _sent(
    entry: RegisterEntry, kind: ConcernKind, text: str, *, days: int, role: str = ""
) -> Concern:
    sent = sending.Sent(
        kind=kind, text=text, year=entry.year, role=role, name_shown=bool(role), language="en"
    )
    at = moment(LAST_DAY - timedelta(days=days))
    return sending.send(sent, entry.organisation, link=f"demonstration-{days}", at=at)


def _accept(concern: Concern, officer: User, *, days: int) -> None:
    at = moment(LAST_DAY - timedelta(days=days))
    deciding.accept(concern, by=officer, at=at, text=concern.text, reason="", note="")


def _published() -> list[RegisterEntry]:
    """The first statements of the newest year whose organisations somebody signs for."""
    year = select(RegisterEntry.year).order_by(RegisterEntry.year.desc()).limit(1)
    found = db.session.scalars(
        select(RegisterEntry)
        .where(
            RegisterEntry.year == year.scalar_subquery(),
            RegisterEntry.statement_id.is_not(None),
            _signatories(RegisterEntry).exists(),
        )
        .order_by(RegisterEntry.organisation_id)
        .limit(3)
    )
    return list(found)


def _signatories(entry: RegisterEntry | type[RegisterEntry]):
    return (
        select(User)
        .join(Authority, Authority.user_id == User.id)
        .where(
            Authority.organisation_id == entry.organisation_id,
            Authority.role == FilerRole.SIGNATORY,
            Authority.status == AuthorityStatus.ACCEPTED,
        )
    )
