"""How often an address or an account may try; the form comes back with what was typed."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from flask import current_app, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import RateLimitExceeded
from flask_security import current_user, uia_email_mapper
from flask_wtf import FlaskForm

from registry.extensions import limiter
from registry.i18n import instant_text

View = Callable[..., ResponseReturnValue]

GUESSES = ("60 per 15 minutes", "10 per 15 minutes")
"""For passwords: from one address (an office shares one), and for one account."""

CODES = ("30 per 15 minutes", "5 per 15 minutes;20 per day")
"""For six digits, which can be guessed by trying: twenty a day leave one chance in 16,000."""

LETTERS = ("20 per hour", "5 per hour")
"""For what sends a letter to an address that anybody may type."""


def limited(
    view: View, limits: tuple[str, str], form: Callable[[], FlaskForm], template: str
) -> View:
    """A view that counts what is posted to it, and shows its form again when it is too much.

    ``template`` is Flask-Security's name for it, as in ``SECURITY_<template>_TEMPLATE``.
    """
    by_address, by_account = limits
    whose = half_in if limits is CODES else account
    counted = limiter.limit(by_account, key_func=whose, methods=["POST"])(view)
    counted = limiter.limit(by_address, methods=["POST"])(counted)

    @wraps(view)
    def guarded(**arguments: Any) -> ResponseReturnValue:
        try:
            return counted(**arguments)
        except RateLimitExceeded:
            return _wait(form(), current_app.config[f"SECURITY_{template}_TEMPLATE"])

    return guarded


def account() -> str:
    """Whose account is tried: of who is signed in, else of the address typed, in any spelling.

    The address is shortened to a hash: it may be as long as a whole request.
    """
    if current_user.is_authenticated:
        return f"account {current_user.fs_uniquifier}"
    typed = request.form.get("email", "").strip().lower()
    address = uia_email_mapper(typed) or typed
    return f"account {hashlib.sha256(address.encode()).hexdigest()}"


def half_in() -> str:
    """Whose account waits for a code."""
    return f"account {session.get('tf_user_id')}"


def _wait(form: FlaskForm, template: str) -> ResponseReturnValue:
    form.form_errors.append(
        _(
            "There were too many tries in a short time. Try again after %(time)s.",
            time=_open_again(),
        )
    )
    return render_template(template, form=form), 429


def _open_again() -> str:
    """When the limit that was reached starts anew, in Malaysian time."""
    reached = limiter.current_limit
    return instant_text(datetime.fromtimestamp(reached.reset_at, UTC)) if reached else ""
