"""A fresh second-factor code, asked for at the moment of an act and not only at sign-in."""

from datetime import UTC, datetime
from typing import Any

from flask import current_app
from limits import RateLimitItem, parse_many
from sqlalchemy import select

from registry.extensions import db, limiter, rates_are_limited
from registry.models import SecondFactor, User

STEP = 30
"""Seconds: how far a phone's clock may be off to either side."""

TRIES = parse_many("5 per 15 minutes; 20 per day")
"""Wrong codes of one person; right ones are not counted, as some sign for many companies."""


class TooManyTries(Exception):
    """Wrong codes came so often that no further one is looked at before ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def accepted(user: User, typed: str) -> SecondFactor | None:
    """By what the person proved it is them; None for a code that is wrong or was used before.

    A code is used up in the caller's transaction: what is rolled back did not use it.
    """
    if rates_are_limited():
        _require_tries_left(user)
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())
    db.session.refresh(user, ["tf_totp_secret", "totp_counter", "mf_recovery_codes"])
    method = _method(user, "".join(typed.split()).lower())
    if method is None and rates_are_limited():
        for limit in TRIES:
            limiter.limiter.hit(limit, *_key(user))
    return method


def _method(user: User, code: str) -> SecondFactor | None:
    if code.isdigit():
        return SecondFactor.TOTP if _is_current(user, code) else None
    recovery = _security().mf_recovery_codes_util
    if not recovery.check_recovery_code(user, code):
        return None
    recovery.delete_recovery_code(user, code)
    return SecondFactor.RECOVERY


def _is_current(user: User, code: str) -> bool:
    secret = user.tf_totp_secret
    return bool(secret and _security().totp_factory.verify_totp(code, secret, user, window=STEP))


def _require_tries_left(user: User) -> None:
    for limit in TRIES:
        if not limiter.limiter.test(limit, *_key(user)):
            raise TooManyTries(_open_again(limit, user))


def _open_again(limit: RateLimitItem, user: User) -> datetime:
    reset, _left = limiter.limiter.get_window_stats(limit, *_key(user))
    return datetime.fromtimestamp(reset, UTC)


def _key(user: User) -> tuple[str, str]:
    return "second factor at the act", user.fs_uniquifier


def _security() -> Any:
    return current_app.extensions["security"]
