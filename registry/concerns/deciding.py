"""What officers decide: publish, with parts left out, refuse, pass on; and of the answer.

Each act holds the row of the concern until it is committed and asks for the state in which the
page showed it: of two officers at once, the second is told.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from registry import ledger
from registry.clock import day_of
from registry.concerns.letters import settle, tell_organisation
from registry.concerns.queries import answer_text, last, public_text
from registry.extensions import db
from registry.models import (
    Concern,
    ConcernAct,
    ConcernActKind,
    ConcernKind,
    ConcernState,
    InvalidTransition,
    User,
)
from registry.scoring import value_at


def hold(concern_id: int, state: ConcernState) -> Concern:
    """The concern, ours until this transaction ends, if it is still in that state."""
    concern = db.session.scalars(
        select(Concern)
        .where(Concern.id == concern_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if concern.state is not state:
        raise InvalidTransition(f"concern {concern.reference} is {concern.state} by now")
    return concern


def accept(concern: Concern, *, by: User, at: datetime, text: str, reason: str, note: str) -> None:
    """Let the organisation answer; it is public with the answer, or when the days have passed."""
    if concern.kind is ConcernKind.DANGER:
        raise InvalidTransition("what is about somebody's safety is never published")
    today = day_of(at)
    days = int(value_at("concern_answer_days", on=today))
    concern.state = ConcernState.ASKED
    concern.answer_by = today + timedelta(days=days)
    concern.public_on = concern.answer_by + timedelta(days=1)
    add(concern, ConcernActKind.ACCEPTED, by=by, at=at, text=text, reason=reason, note=note)
    tell_organisation(concern, "concern-accepted", at=at)


def refuse(concern: Concern, *, by: User, at: datetime, reason: str, note: str) -> None:
    concern.state, concern.settled_on = ConcernState.REFUSED, day_of(at)
    add(concern, ConcernActKind.REFUSED, by=by, at=at, reason=reason, note=note)
    settle(concern, at=at, reason=reason)


def pass_on(concern: Concern, *, by: User, at: datetime, reason: str, note: str) -> None:
    """It went to the hotline or an authority; nothing of it is ever public."""
    concern.state, concern.settled_on = ConcernState.PASSED_ON, day_of(at)
    add(concern, ConcernActKind.PASSED_ON, by=by, at=at, reason=reason, note=note)
    settle(concern, at=at)


def publish_answer(concern: Concern, *, by: User, at: datetime, note: str) -> None:
    today, answer = day_of(at), answer_text(concern)
    was_logged = last(concern, ConcernActKind.TIME_PASSED) is not None
    concern.state, concern.settled_on = ConcernState.CLOSED, today
    concern.public_on = min(concern.public_on or today, today)
    add(concern, ConcernActKind.ANSWER_PUBLISHED, by=by, at=at, text=answer, note=note)
    kind = "concern_answered" if was_logged else "concern_published"
    seal(concern, kind, at=at, answer_sha256=ledger.digest(answer))
    settle(concern, at=at)


def return_answer(concern: Concern, *, by: User, at: datetime, note: str) -> None:
    """The organisation may answer again; the day until which it may stays as it is."""
    concern.state = ConcernState.ASKED
    add(concern, ConcernActKind.ANSWER_RETURNED, by=by, at=at, note=note)
    if is_public(concern, at):
        seal(concern, "concern_answer_returned", at=at)
    tell_organisation(concern, "concern-answer-returned", at=at, note=note)


def time_passed(concern: Concern, *, at: datetime) -> None:
    """It became public by the date alone, without a published answer; the log says so.

    It is settled, unless an answer waits for an officer.
    """
    add(concern, ConcernActKind.TIME_PASSED, by=None, at=at)
    seal(concern, "concern_published", at=at)
    if concern.state is ConcernState.ASKED:
        concern.settled_on = day_of(at)
        settle(concern, at=at)


def is_public(concern: Concern, at: datetime) -> bool:
    """Whether everybody reads it at this moment, with or without an answer."""
    return concern.public_on is not None and concern.public_on <= day_of(at)


def add(concern: Concern, kind: ConcernActKind, **values: Any) -> None:
    concern.acts.append(ConcernAct(kind=kind, **values))
    db.session.flush()


def seal(concern: Concern, kind: str, *, at: datetime, **more: str) -> None:
    """Into the log of public acts: which words were published, by their hash."""
    data = {
        "reference": concern.reference,
        "kind": concern.kind.value,
        "text_sha256": ledger.digest(public_text(concern)),
        "answer_by": concern.answer_by.isoformat() if concern.answer_by else None,
    }
    ledger.append(kind, subject(concern), {**data, **more}, at=at)


def subject(concern: Concern) -> str:
    """Organisation and year, as other events about a year are filed."""
    year = concern.year or day_of(concern.sent_at).year
    return f"{concern.organisation_id}/{year}"
