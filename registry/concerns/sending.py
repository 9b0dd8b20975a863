"""Taking in what somebody without an account sends, and not more than can be read."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError

from registry import notices
from registry.auth import OFFICERS
from registry.clock import day_of
from registry.extensions import db
from registry.models import (
    Concern,
    ConcernAddress,
    ConcernKind,
    ConcernState,
    Organisation,
    Role,
    User,
)

A_DAY = timedelta(days=1)
OF_ONE_ORGANISATION = 20
"""How many about one organisation are taken in a day."""
DANGERS_A_DAY = 100
LETTERS_A_DAY = 3
"""How many letters that ask to confirm an address it gets in a day, whoever types it."""
DAYS_TO_CONFIRM = timedelta(days=7)
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class NotTaken(Exception):
    """It is not taken in; ``why`` says it to whoever sent it."""

    def __init__(self, why: LazyString) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What somebody typed."""

    kind: ConcernKind
    text: str
    year: int | None
    name: str = ""
    role: str = ""
    name_shown: bool = False
    email: str = ""
    language: str


def digest(text: str) -> str:
    """SHA-256 of a secret, or of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def send(sent: Sent, organisation: Organisation, *, link: str, at: datetime) -> Concern:
    """Keep what was sent, for officers to read. The same ``link`` again is the same concern."""
    if already := _sent_before(link):
        return already
    _refuse_floods(sent.kind, organisation, at=at)
    try:
        concern = _kept(_concern(sent, organisation, link=link, at=at))
    except NotTaken:
        if already := _sent_before(link):  # at the same moment
            return already
        raise
    if sent.email:
        _ask_to_confirm(concern, sent.email, at=at)
    if sent.kind is ConcernKind.DANGER:
        _alarm(concern, at=at)
    return concern


def _sent_before(link: str) -> Concern | None:
    return db.session.scalar(select(Concern).where(Concern.link_sha256 == digest(link)))


def confirm(link: str, *, at: datetime) -> Concern:
    """The address of a letter is confirmed; an address nobody waits for does not exist."""
    address = _waiting_address(link)
    address.confirmed_at = address.confirmed_at or at
    return address.concern


def to_confirm(link: str) -> Concern:
    return _waiting_address(link).concern


def _waiting_address(link: str) -> ConcernAddress:
    return db.session.scalars(
        select(ConcernAddress).where(ConcernAddress.link_sha256 == digest(link))
    ).one()


def _concern(sent: Sent, organisation: Organisation, *, link: str, at: datetime) -> Concern:
    named = bool(sent.name or sent.role)
    return Concern(
        reference="Q-" + "".join(secrets.choice(ALPHABET) for _ in range(8)),
        link_sha256=digest(link),
        organisation=organisation,
        year=sent.year,
        kind=sent.kind,
        text=sent.text,
        text_sha256=digest(" ".join(sent.text.casefold().split())),
        name=sent.name,
        role=sent.role,
        name_shown=sent.name_shown and named,
        language=sent.language,
        sent_at=at,
        state=ConcernState.WAITING,
    )


def _kept(concern: Concern) -> Concern:
    """The concern in the database, unless the same words about the organisation are there."""
    try:
        with db.session.begin_nested():
            db.session.add(concern)
    except IntegrityError as error:
        raise NotTaken(
            _l("The same words were sent about this organisation before. Say what is new in it.")
        ) from error
    return concern


def _refuse_floods(kind: ConcernKind, organisation: Organisation, *, at: datetime) -> None:
    """What is about somebody's safety is counted by itself: nobody can crowd it out."""
    in_danger = Concern.kind == ConcernKind.DANGER
    if kind is ConcernKind.DANGER:
        if _count(at, in_danger) >= DANGERS_A_DAY:
            raise NotTaken(_l("This cannot be taken now. Call 999, or the hotline 03-8000 8000."))
        return
    if _count(at, ~in_danger, Concern.organisation_id == organisation.id) >= OF_ONE_ORGANISATION:
        raise NotTaken(
            _l("Very much was sent about this organisation today. Send yours again tomorrow.")
        )
    if _count(at, ~in_danger) >= current_app.config["CONCERNS_A_DAY"]:
        raise NotTaken(
            _l("More was sent today than can be read. Send yours again tomorrow; keep a copy.")
        )


def _count(at: datetime, *conditions: ColumnElement[bool]) -> int:
    recent = Concern.sent_at > at - A_DAY
    return db.session.scalar(select(func.count(Concern.id)).where(recent, *conditions)) or 0


def _ask_to_confirm(concern: Concern, email: str, *, at: datetime) -> None:
    """One letter, without a word of what was typed: nobody uses us to write to others."""
    asked = select(func.count()).where(
        ConcernAddress.email == email, ConcernAddress.sent_at > at - A_DAY
    )
    if (db.session.scalar(asked) or 0) >= LETTERS_A_DAY:
        return
    link = secrets.token_urlsafe(24)
    concern.address = ConcernAddress(email=email, link_sha256=digest(link), sent_at=at)
    notices.write(
        "concern-confirm",
        to=email,
        language=concern.language,
        at=at,
        forget_on=day_of(at + DAYS_TO_CONFIRM),
        concern=concern,
        link=link,
    )


def _alarm(concern: Concern, *, at: datetime) -> None:
    """Tell every officer, once an hour at most; what was typed stays behind the sign-in."""
    roles = [str(role.value) for role in OFFICERS]
    officers = select(User).where(User.active, User.roles.any(Role.name.in_(roles)))
    for officer in db.session.scalars(officers.order_by(User.id)):
        notices.write(
            "concern-danger",
            to=officer,
            language=officer.language,
            once=f"danger:{at:%Y-%m-%d %H}:{officer.id}",
            at=at,
            concern=concern,
        )
