"""What time does to concerns: public without an answer, and emptied of what was sent."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from registry.clock import day_of
from registry.concerns import sending
from registry.concerns.deciding import time_passed
from registry.extensions import db
from registry.models import (
    Concern,
    ConcernAct,
    ConcernActKind,
    ConcernAddress,
    ConcernState,
    OutboxMessage,
)

OPEN = (ConcernState.ASKED, ConcernState.ANSWERED)
"""Nothing is published yet; an answer may wait for an officer."""
KEPT_DAYS = 180
"""How long after it is settled a concern is kept as it was sent, with the name that was given."""


def run(now: datetime) -> int:
    """Log what became public without an answer, and forget what is due; return how many are new.

    Safe to repeat, and several at once: a concern is held while its one act is added.
    """
    passed = _publish_unanswered(now)
    _forget(now)
    db.session.commit()
    return passed


def _publish_unanswered(now: datetime) -> int:
    told = (
        select(ConcernAct.id)
        .where(ConcernAct.concern_id == Concern.id)
        .where(ConcernAct.kind == ConcernActKind.TIME_PASSED)
    )
    due = db.session.scalars(
        select(Concern)
        .where(Concern.state.in_(OPEN), Concern.public_on <= day_of(now), ~told.exists())
        .order_by(Concern.public_on, Concern.id)
        .with_for_update(of=Concern, skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    for concern in due:
        time_passed(concern, at=now)
    return len(due)


def _forget(now: datetime) -> None:
    """Empty what was sent long ago; delete addresses nobody confirmed, and letters to strangers."""
    today = day_of(now)
    db.session.execute(
        update(Concern)
        .where(Concern.settled_on < today - timedelta(days=KEPT_DAYS), Concern.text != "")
        .values(text="")
        .execution_options(synchronize_session=False)
    )
    unpublished = Concern.state.in_((ConcernState.REFUSED, ConcernState.PASSED_ON))
    db.session.execute(
        update(Concern)
        .where(
            Concern.settled_on < today - timedelta(days=KEPT_DAYS),
            unpublished | ~Concern.name_shown,
        )
        .values(name="", role="")
        .execution_options(synchronize_session=False)
    )
    db.session.execute(
        delete(ConcernAddress).where(
            ConcernAddress.confirmed_at.is_(None),
            ConcernAddress.sent_at < now - sending.DAYS_TO_CONFIRM,
        )
    )
    db.session.execute(delete(OutboxMessage).where(OutboxMessage.forget_on <= today))
