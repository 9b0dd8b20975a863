"""Beginning and ending to follow by mail. An address that did not confirm gets nothing more."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from registry import notices
from registry.clock import day_of
from registry.extensions import db
from registry.following import addresses, changes
from registry.following.topics import Kind, Topic
from registry.i18n import speaking
from registry.models import Following, OutboxMessage, SupplierList

A_DAY = timedelta(days=1)
DAYS_TO_CONFIRM = timedelta(days=7)
LETTERS_A_DAY = 3
"""How many letters that ask to confirm an address it gets in a day, whoever types it."""
ASKED_A_DAY = 5_000
LIST_UNREAD = timedelta(days=400)


class NotTaken(Exception):
    """It cannot be asked for now; ``why`` says it."""

    def __init__(self, why: LazyString) -> None:
        super().__init__(why)
        self.why = why


def ask(
    email: str, topic: Topic, *, language: str, at: datetime, showing: str | None = None
) -> Following:
    """Follow a topic once the address confirms it. Known or new, it gets the same letter.

    One letter at most is written for each ``showing`` of a form, however often it is sent.
    """
    found = _asked(email, topic)
    if found is None:
        _refuse_floods(at)
        found = _begun(email, topic, language=language, at=at)
    _ask_to_confirm(found, topic, language=language, at=at, showing=showing)
    return found


def confirm(following: Following, *, at: datetime) -> None:
    """From now on its changes are told; what was before is not."""
    if following.confirmed_at:
        return
    following.confirmed_at = at
    following.told_up_to = changes.newest_event()
    following.told_on = day_of(at)


def of_address(following: Following) -> Sequence[Following]:
    """Everything that the address of a following confirmed."""
    return db.session.scalars(
        select(Following)
        .where(Following.email == following.email, Following.confirmed_at.is_not(None))
        .order_by(Following.id)
    ).all()


def end(following: Following) -> None:
    """Forget one following; with the last of an address, every letter to it."""
    email = following.email
    db.session.delete(following)
    db.session.flush()
    if not db.session.scalar(select(Following.id).where(Following.email == email).limit(1)):
        _forget_letters(email)


def end_all(following: Following) -> None:
    """Forget an address with everything it follows and every letter to it."""
    email = following.email
    db.session.execute(delete(Following).where(Following.email == email))
    _forget_letters(email)


def end_list(kept: SupplierList) -> None:
    """Delete a list of suppliers; addresses that follow nothing else are forgotten."""
    for following in db.session.scalars(select(Following).where(Following.list_id == kept.id)):
        end(following)
    db.session.delete(kept)
    db.session.flush()


def forget(now: datetime) -> None:
    """Delete what nobody confirmed in time, and lists that nobody reads or follows any more."""
    db.session.execute(
        delete(Following).where(
            Following.confirmed_at.is_(None), Following.asked_at < now - DAYS_TO_CONFIRM
        )
    )
    followed = select(Following.id).where(Following.list_id == SupplierList.id)
    unread = SupplierList.opened_on < day_of(now) - LIST_UNREAD
    db.session.execute(delete(SupplierList).where(unread, ~followed.exists()))
    db.session.execute(delete(OutboxMessage).where(OutboxMessage.forget_on <= day_of(now)))


def _asked(email: str, topic: Topic) -> Following | None:
    return db.session.scalar(
        select(Following).where(Following.email == email, Following.topic == str(topic))
    )


def _begun(email: str, topic: Topic, *, language: str, at: datetime) -> Following:
    """Kept until it is confirmed; the one of another request, if that was as fast."""
    following = Following(
        email=email,
        topic=str(topic),
        list_id=topic.number if topic.kind is Kind.LIST else None,
        nonce=_nonce_of(email),
        language=language,
        asked_at=at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(following)
    except IntegrityError:
        if found := _asked(email, topic):
            return found
        raise
    return following


def _refuse_floods(at: datetime) -> None:
    recent = select(func.count(Following.id)).where(
        Following.confirmed_at.is_(None), Following.asked_at > at - A_DAY
    )
    if (db.session.scalar(recent) or 0) >= ASKED_A_DAY:
        raise NotTaken(
            _l("Very many asked to follow something today. Try again tomorrow, or use Atom.")
        )


def _nonce_of(email: str) -> str:
    known = select(Following.nonce).where(Following.email == email).limit(1)
    return db.session.scalar(known) or addresses.nonce()


def _ask_to_confirm(
    following: Following, topic: Topic, *, language: str, at: datetime, showing: str | None
) -> None:
    recent = select(func.count(OutboxMessage.id)).where(
        OutboxMessage.recipient == following.email,
        OutboxMessage.forget_on.is_not(None),
        OutboxMessage.unsubscribe.is_(None),
        OutboxMessage.created_at > at - A_DAY,
    )
    if (db.session.scalar(recent) or 0) >= LETTERS_A_DAY:
        return
    with speaking(language):
        name = topic.name()
    notices.write(
        "following-confirm",
        to=following.email,
        language=language,
        once=showing and f"following-confirm:{following.id}:{showing}",
        at=at,
        forget_on=day_of(at + DAYS_TO_CONFIRM),
        name=name,
        token=addresses.token(following),
    )


def _forget_letters(email: str) -> None:
    """Also those that were not sent yet; letters to people with an account are not among them."""
    db.session.execute(
        delete(OutboxMessage).where(
            OutboxMessage.recipient == email, OutboxMessage.forget_on.is_not(None)
        )
    )
