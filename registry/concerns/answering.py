"""The organisation answers: anybody who acts for it drafts, who approves or signs sends."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from registry.concerns.deciding import add, hold, is_public, seal
from registry.concerns.queries import ACCEPTED
from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    Concern,
    ConcernActKind,
    ConcernState,
    FilerRole,
    InvalidTransition,
    User,
)

MAY_SEND = frozenset({FilerRole.APPROVER, FilerRole.SIGNATORY})


def of_user(user: User) -> Sequence[Concern]:
    """Everything asked of the organisations that a person acts for: the open ones first."""
    found = db.session.scalars(_own(user).order_by(Concern.answer_by, Concern.id)).all()
    return sorted(found, key=lambda concern: concern.state is not ConcernState.ASKED)


def own(concern_id: int, user: User) -> Concern:
    """A concern about an organisation that the user acts for; any other does not exist."""
    return db.session.scalars(_own(user).where(Concern.id == concern_id)).one()


def may_send(concern: Concern, user: User) -> bool:
    return bool(user.roles_for(concern.organisation_id) & MAY_SEND)


def answer(concern: Concern, *, by: User, at: datetime, text: str, send: bool) -> None:
    """Keep a draft for colleagues, or send the answer to be read by an officer."""
    concern = hold(concern.id, ConcernState.ASKED)
    if send and not may_send(concern, by):
        raise InvalidTransition("an answer is sent by an approver or a signatory")
    if send:
        concern.state = ConcernState.ANSWERED
    kind = ConcernActKind.ANSWERED if send else ConcernActKind.DRAFTED
    add(concern, kind, by=by, at=at, text=text)
    if send and is_public(concern, at):
        seal(concern, "concern_answer_received", at=at)


def _own(user: User) -> Select[Concern]:
    acted_for = select(Authority.organisation_id).where(
        Authority.user_id == user.id, Authority.status == AuthorityStatus.ACCEPTED
    )
    return (
        select(Concern)
        .where(Concern.organisation_id.in_(acted_for), Concern.state.in_(ACCEPTED))
        .options(joinedload(Concern.organisation), selectinload(Concern.acts))
    )
