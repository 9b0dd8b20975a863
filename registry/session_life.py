"""How long somebody stays signed in, and how a page learns of it in time to warn them.

Two limits, as NIST SP 800-63B-4 has them for its second level: without activity, and altogether.
When somebody was last active is a signed cookie of its own: an answer that was under way while
its reader signed out can then never bring the session back.
"""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Flask, Response, current_app, flash, jsonify, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeSerializer

from registry.auth import access
from registry.clock import now
from registry.i18n import PREFIX

bp = Blueprint("session_life", __name__, url_prefix=PREFIX)

ALTOGETHER = timedelta(hours=24)
WARNING = timedelta(minutes=5)
"""How long before the end a page says so; WCAG 2.2.1 asks for at least 20 seconds."""

COOKIE = "last_active"
WRITTEN_EVERY = 60
"""Seconds: activity within a minute of the last is not noted anew."""

WATCHES = {"session_life.left", "filing.hold_page", "filing.hold_fees", "static"}
"""What a page asks by itself, with nobody at it."""


@bp.get("/account/session")
@access("signed_in")
def left() -> ResponseReturnValue:
    """How many seconds the session has left; asking changes nothing."""
    return jsonify(seconds=seconds_left(now()))


@bp.post("/account/session")
@access("signed_in")
def stay() -> ResponseReturnValue:
    """Go on: being asked is activity."""
    return jsonify(seconds=_left_from_now())


def init_app(app: Flask) -> None:
    app.before_request(end_when_due)
    app.after_request(note_activity)
    app.context_processor(_for_pages)
    app.register_blueprint(bp)


def end_when_due() -> None:
    """Sign out who was away for too long, before anything is done in their name."""
    if _is_signed_in() and seconds_left(now()) <= 0:
        session.clear()
        if request.method == "GET" and request.endpoint not in WATCHES:
            flash(_("You were signed out because nothing happened for some time."), "info")


def note_activity(response: Response) -> Response:
    if _is_signed_in() and request.endpoint not in WATCHES:
        at = int(now().timestamp())
        if at - _last_active() > WRITTEN_EVERY:
            _note(response, at)
    return response


def seconds_left(at: datetime) -> int:
    """Until the session of this request ends, if nothing happens any more."""
    return _seconds_after(max(_last_active(), _signed_in_at()), at)


def _seconds_after(active: float, at: datetime) -> int:
    """Seconds from ``at`` to the end of a session that was last active then."""
    ends = min(active + _idle(), _signed_in_at() + ALTOGETHER.total_seconds())
    return max(0, int(ends - at.timestamp()))


def _is_signed_in() -> bool:
    """Asked without a look at the session where nobody has one: files, data, strangers."""
    mine = current_app.config["SESSION_COOKIE_NAME"] in request.cookies or session.accessed
    return mine and request.blueprint != "api" and "_user_id" in session


def _signed_in_at() -> float:
    """When Flask-Security last saw a password or another first factor."""
    return float(session.get("fs_paa", 0))


def _idle() -> float:
    return float(current_app.config["SESSION_MINUTES"] * 60)


def _last_active() -> int:
    try:
        who, at = _signer().loads(request.cookies.get(COOKIE, ""))
    except (BadData, TypeError, ValueError):
        return 0
    return int(at) if who == _who() else 0


def _note(response: Response, at: int) -> None:
    config = current_app.config
    response.set_cookie(
        COOKIE,
        _signer().dumps([_who(), at]),
        secure=config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def _who() -> str:
    return hashlib.sha256(session["_user_id"].encode()).hexdigest()[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="last active")


def _for_pages() -> dict[str, Any]:
    return {"session_warning": int(WARNING.total_seconds()), "session_left": _left_from_now}


def _left_from_now() -> int:
    at = now()
    return _seconds_after(at.timestamp(), at)
