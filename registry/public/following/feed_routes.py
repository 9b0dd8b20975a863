"""Changes as Atom (RFC 4287): of an organisation, a sector, and the whole register."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from flask import Response, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.clock import KUALA_LUMPUR, day_of, today
from registry.extensions import db
from registry.following import changes
from registry.following.changes import Change
from registry.following.topics import Kind, Topic
from registry.i18n import language
from registry.models import Organisation
from registry.public import queries
from registry.public.routes import bp
from registry.wording import SECTORS

MEDIA_TYPE = "application/atom+xml"
LONGEST = 100
"""Changes in a feed; whoever wants all of them takes the data."""
BEGAN = datetime(2023, 1, 1, tzinfo=KUALA_LUMPUR)
"""When a feed without a change was last updated: before there was a register."""


@bp.get("/organisations/<int:organisation_id>/feed.atom")
@access("anyone")
def organisation_feed(organisation_id: int) -> ResponseReturnValue:
    found: Organisation = queries.organisation(organisation_id)
    page = url_for(".organisation", organisation_id=found.id)
    return feed(Topic(Kind.ORGANISATION, str(found.id)), page)


@bp.get("/sectors/<string:sector>/feed.atom")
@access("anyone")
def sector_feed(sector: str) -> ResponseReturnValue:
    if sector not in SECTORS:
        abort(404)
    return feed(Topic(Kind.SECTOR, sector), url_for(".listing", sector=sector))


@bp.get("/feed.atom")
@access("anyone")
def register_feed() -> ResponseReturnValue:
    return feed(Topic(Kind.REGISTER), url_for(".listing"))


def feed(topic: Topic, page: str, *, is_private: bool = False) -> Response:
    """The latest changes of a topic; unchanged, it answers 304 after one look at the log."""
    state = f"{topic} {language()} {today()} {changes.newest_event()} {_lines(topic)}"
    answer = Response(content_type=f"{MEDIA_TYPE}; charset=utf-8")
    answer.set_etag(hashlib.sha256(state.encode()).hexdigest()[:32])
    answer.headers["Cache-Control"] = "private, no-cache" if is_private else "no-cache"
    if is_private:
        answer.headers["X-Robots-Tag"] = "noindex"
    if not request.if_none_match.contains_weak(answer.get_etag()[0] or ""):
        answer.set_data(_written(topic, page))
    answer.make_conditional(request)
    return answer


def _written(topic: Topic, page: str) -> str:
    told = changes.latest(topic, limit=LONGEST, today=today())
    own = str(current_app.config["PUBLIC_URL"]).rstrip("/")
    return render_template(
        "public/feed.xml",
        own=own,
        name=topic.name(),
        id=_id(f"feed/{language()}/{topic}", BEGAN),
        updated=_updated(told),
        page=own + page,
        itself=own + request.path,
        entries=[(_id(f"change/{each.key}", each.at), each) for each in told],
        operator=current_app.config["OPERATOR"],
    )


def _id(name: str, at: datetime) -> str:
    """A name for good (RFC 4151): it stays when the register moves to another address."""
    host = urlsplit(str(current_app.config["PUBLIC_URL"])).hostname or "register.invalid"
    return f"tag:{host},{day_of(at)}:{name}"


def _updated(told: Sequence[Change]) -> datetime:
    return max((each.at for each in told), default=BEGAN)


def _lines(topic: Topic) -> str:
    """What a list of suppliers means now, which changes without an event."""
    if topic.kind is not Kind.LIST:
        return ""
    found = topic.organisations()
    return "" if found is None else str(sorted(db.session.scalars(found)))
