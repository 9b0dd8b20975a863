"""The daily letters to followers: one for an address, with everything new in what it follows.

A run may happen at any time and several at once. An address is done in one transaction: its letter
is written and it is noted how far it was told, or neither. What was told is never told again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from registry import notices
from registry.clock import day_of
from registry.extensions import db
from registry.following import addresses, changes, subscribing
from registry.following.changes import Change
from registry.following.topics import Kind, Topic
from registry.models import Following

MOST_TOLD = 60
"""Changes that one letter names; of more, only the number."""
KEPT_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class News:
    """Everything that followers may have to be told, read once for a run."""

    newest: int
    events: list[Change]
    days: list[Change]

    @classmethod
    def read(cls, today: date) -> "News":
        due = _due(Following, today)
        event = db.session.scalar(select(func.min(Following.told_up_to)).where(due))
        day = db.session.scalar(select(func.min(Following.told_on)).where(due))
        newest = changes.newest_event()
        events = changes.between(event or 0, newest) if day else []
        return cls(newest, events, changes.on_days(day, today) if day else [])

    def of(self, following: Following) -> list[Change]:
        """What is new for one following."""
        topic = Topic.read(following.topic)
        events = [each for each in self.events if int(each.key) > following.told_up_to]
        if topic.kind is Kind.REGISTER:
            return events
        told_on = following.told_on
        days = [each for each in self.days if told_on and day_of(each.at) > told_on]
        if topic.kind is Kind.SECTOR:
            return [each for each in [*events, *days] if each.sector == topic.value]
        found = topic.organisations()
        ids = set() if found is None else set(db.session.scalars(found))
        return [each for each in [*events, *days] if each.organisation_id in ids]


def run(now: datetime) -> int:
    """Write every letter that is due today, commit after each; return how many."""
    today = day_of(now)
    news = News.read(today)
    written = 0
    while followings := _next(today):
        written += _tell(followings, news, now)
        db.session.commit()
    subscribing.forget(now)
    db.session.commit()
    return written


def _next(today: date) -> Sequence[Following]:
    """Everything that one address follows and was not looked at today, held until it is done.

    Only the first row of an address can be taken, so two runs never share an address.
    """
    other = aliased(Following)
    first = (
        select(func.min(other.id))
        .where(other.email == Following.email, _due(other, today))
        .scalar_subquery()
    )
    leader = db.session.scalar(
        select(Following)
        .where(Following.id == first, _due(Following, today))
        .order_by(Following.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if leader is None:
        return ()
    return db.session.scalars(
        select(Following)
        .where(Following.email == leader.email, _due(Following, today))
        .order_by(Following.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _due(following: type[Following], today: date) -> ColumnElement[bool]:
    not_yet = or_(following.told_on.is_(None), following.told_on < today)
    return and_(following.confirmed_at.is_not(None), not_yet)


def _tell(followings: Sequence[Following], news: News, now: datetime) -> int:
    new = {change.key: change for each in followings for change in news.of(each)}
    for each in followings:
        each.told_up_to, each.told_on = max(each.told_up_to, news.newest), day_of(now)
    if not new:
        return 0
    told = sorted(new.values(), key=lambda change: (change.organisation, change.at))
    first = followings[0]
    token = addresses.token(first)
    notices.write(
        "following-changes",
        to=first.email,
        language=first.language,
        once=f"following:{first.id}:{day_of(now)}",
        at=now,
        forget_on=day_of(now + KEPT_AFTER),
        unsubscribe=notices.address("public.stop_following", language=first.language, token=token),
        changes=told[:MOST_TOLD],
        count=len(told),
        token=token,
    )
    return 1
