"""How long somebody had a form open: a program sends it at once, a person reads it first.

The signed time travels in the form, so nothing is kept about who only looks.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

EARLIEST = timedelta(seconds=3)
LATEST = timedelta(days=1)


class Impatience(StrEnum):
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    """After a day, or with a time that we did not sign."""


def begin(at: datetime) -> str:
    """What a form carries that is shown now; no two are the same."""
    return str(_signer().dumps([int(at.timestamp()), secrets.token_urlsafe(16)]))


def refusal(carried: str | None, at: datetime) -> Impatience | None:
    """Why a form that is sent now is not taken; None where it is."""
    try:
        begun, _nonce = _signer().loads(carried or "")
    except (BadSignature, ValueError, TypeError):
        return Impatience.TOO_LATE
    open_for = timedelta(seconds=at.timestamp() - begun)
    if open_for > LATEST:
        return Impatience.TOO_LATE
    return Impatience.TOO_EARLY if open_for < EARLIEST else None


def secret_of(carried: str) -> str:
    """A secret that belongs to one showing of a form: the same when it is sent twice."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"patience {carried}".encode(), hashlib.sha256).hexdigest()[:40]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="patience")
