"""What is read of concerns: by everybody, by who sent one, and by the regulator's staff."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload

from registry.concerns.sending import digest
from registry.extensions import db
from registry.models import (
    Concern,
    ConcernAct,
    ConcernActKind,
    ConcernKind,
    ConcernState,
)

MOST_SHOWN = 50
SETTLED = 20
ACCEPTED = (ConcernState.ASKED, ConcernState.ANSWERED, ConcernState.CLOSED)
"""What an officer accepted: all that its organisation, and later everybody, sees of it."""
FOR_OFFICERS = (ConcernState.WAITING, ConcernState.ANSWERED)
_WHOLE = select(Concern).options(
    joinedload(Concern.organisation), selectinload(Concern.acts).joinedload(ConcernAct.by)
)
_PUBLIC = (
    select(Concern)
    .where(
        Concern.state.in_(ACCEPTED),
        or_(Concern.state == ConcernState.CLOSED, Concern.public_on <= bindparam("today")),
    )
    .options(selectinload(Concern.acts))
)
_OF_ORGANISATION = _PUBLIC.where(Concern.organisation_id == bindparam("organisation_id"))
_NEWEST = (Concern.sent_at.desc(), Concern.id.desc())
_SHOWN = _OF_ORGANISATION.order_by(*_NEWEST).limit(MOST_SHOWN)
_SHOWN_OF_YEAR = _SHOWN.where(Concern.year == bindparam("year"))


@dataclass(frozen=True, kw_only=True)
class ShownConcern:
    """A concern as everybody reads it."""

    reference: str
    kind: ConcernKind
    year: int | None
    text: str
    who: str
    """Name and role, if who sent it wanted them shown."""
    sent_on: date
    answer: str
    answered_at: datetime | None
    """When the organisation sent its answer, also while an officer still reads it."""
    answer_by: date


def shown(organisation_id: int, today: date, year: int | None = None) -> list[ShownConcern]:
    """What everybody reads beside a statement, or with no year beside the organisation."""
    asked = {"today": today, "organisation_id": organisation_id}
    if year is None:
        return [_as_shown(each) for each in db.session.scalars(_SHOWN, asked)]
    return [_as_shown(each) for each in db.session.scalars(_SHOWN_OF_YEAR, {**asked, "year": year})]


def everything(today: date) -> Iterator[tuple[int, ShownConcern]]:
    """All that everybody reads, each with its organisation, the first that was sent first."""
    found = _PUBLIC.order_by(Concern.id).execution_options(yield_per=MOST_SHOWN)
    for concern in db.session.scalars(found, {"today": today}):
        yield concern.organisation_id, _as_shown(concern)


def of_link(link: str) -> Concern:
    """The concern behind the private address of who sent it."""
    return db.session.scalars(_WHOLE.where(Concern.link_sha256 == digest(link))).one()


def for_staff(concern_id: int) -> Concern:
    return db.session.scalars(_WHOLE.where(Concern.id == concern_id)).one()


def waiting() -> Sequence[Concern]:
    """What an officer has to read, with what is about somebody's safety first."""
    return db.session.scalars(
        _WHOLE.where(Concern.state.in_(FOR_OFFICERS)).order_by(
            Concern.kind != ConcernKind.DANGER, Concern.sent_at, Concern.id
        )
    ).all()


def with_organisations() -> Sequence[Concern]:
    return db.session.scalars(
        _WHOLE.where(Concern.state == ConcernState.ASKED).order_by(Concern.answer_by, Concern.id)
    ).all()


def settled() -> Sequence[Concern]:
    done = (ConcernState.CLOSED, ConcernState.REFUSED, ConcernState.PASSED_ON)
    return db.session.scalars(
        _WHOLE.where(Concern.state.in_(done))
        .order_by(Concern.settled_on.desc(), Concern.id.desc())
        .limit(SETTLED)
    ).all()


def public_text(concern: Concern) -> str:
    """The words that an officer accepted; empty before that."""
    return _last_text(concern, ConcernActKind.ACCEPTED)


def answer_text(concern: Concern) -> str:
    """The answer that the organisation sent last; empty where it sent none."""
    return _last_text(concern, ConcernActKind.ANSWERED)


def draft_text(concern: Concern) -> str:
    """The words to go on with: the newest draft or answer."""
    return _last_text(concern, ConcernActKind.DRAFTED, ConcernActKind.ANSWERED)


def last(concern: Concern, *kinds: ConcernActKind) -> ConcernAct | None:
    return next((act for act in reversed(concern.acts) if act.kind in kinds), None)


def _last_text(concern: Concern, *kinds: ConcernActKind) -> str:
    act = last(concern, *kinds)
    return act.text if act else ""


def _as_shown(concern: Concern) -> ShownConcern:
    published = last(concern, ConcernActKind.ANSWER_PUBLISHED)
    sent = last(concern, ConcernActKind.ANSWERED)
    is_in = concern.state in {ConcernState.ANSWERED, ConcernState.CLOSED}
    parts = (concern.name, concern.role) if concern.name_shown else ()
    return ShownConcern(
        reference=concern.reference,
        kind=concern.kind,
        year=concern.year,
        text=public_text(concern),
        who=", ".join(part for part in parts if part),
        sent_on=concern.sent_on,
        answer=published.text if published else "",
        answered_at=sent.at if sent and is_in else None,
        answer_by=concern.answer_by or concern.sent_on,
    )
