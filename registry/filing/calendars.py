"""A person's deadlines as a calendar to subscribe to, under an address that only they know.

The address needs no signing in, because calendars cannot. It tells deadlines, which are public,
and of which organisations they are; making another address makes the old one void.
"""

import secrets
from typing import Any

from flask import Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from registry import notices, obligations
from registry.auth import access
from registry.calendar_file import MEDIA_TYPE, calendar
from registry.clock import now
from registry.extensions import db
from registry.filing.routes import bp
from registry.forms.more_time import CalendarForm
from registry.i18n import language
from registry.models import CalendarFeed, User

NONCE_BYTES = 24


@bp.get("/calendar")
@access("filer")
def calendar_page() -> ResponseReturnValue:
    feed = db.session.get(CalendarFeed, current_user.id)
    address = feed and notices.address(
        "filing.calendar_feed", language=language(), token=_token(feed)
    )
    return render_template("filing/calendar.html", feed=feed, address=address, form=CalendarForm())


@bp.post("/calendar")
@access("filer")
def change_calendar() -> ResponseReturnValue:
    """Make an address, another one in its place, or none."""
    form = CalendarForm()
    if form.validate_on_submit():
        _replace(current_user, keep=form.wanted.data == "new")
        db.session.commit()
        flash(_("Done. The address from before no longer works."), "success")
    return redirect(url_for(".calendar_page"), code=303)


@bp.get("/calendar/<string:token>.ics")
@access("anyone")
def calendar_feed(token: str) -> ResponseReturnValue:
    owner = _owner(token) or abort(404)
    organisations = sorted({a.organisation_id for a in owner.accepted_authorities})
    entries = obligations.open_deadlines(organisations)
    home = notices.address("filing.home", language=language())
    file = calendar(
        entries, addresses=dict.fromkeys(organisations, home), language=language(), at=now()
    )
    answer = Response(file, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _replace(user: User, *, keep: bool) -> None:
    if old := db.session.get(CalendarFeed, user.id, with_for_update=True):
        db.session.delete(old)
        db.session.flush()
    if keep:
        nonce = secrets.token_urlsafe(NONCE_BYTES)
        db.session.add(CalendarFeed(user_id=user.id, nonce=nonce, made_at=now()))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="calendar")


def _token(feed: CalendarFeed) -> str:
    return str(_signer().dumps([feed.user_id, feed.nonce]))


def _owner(token: str) -> User | None:
    """Whose calendar an address is; None where it was made void, or is nobody's."""
    try:
        found: Any = _signer().loads(token)
    except BadSignature:
        return None
    feed = db.session.get(CalendarFeed, found[0])
    is_valid = feed is not None and secrets.compare_digest(feed.nonce, found[1])
    return feed.user if feed and is_valid and feed.user.active else None
