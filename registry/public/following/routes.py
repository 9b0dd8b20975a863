"""Following by mail: asking, confirming, changing, and ending by one click."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import NoResultFound

from registry import patience
from registry.auth import access
from registry.clock import now
from registry.extensions import csrf, db
from registry.following import addresses, subscribing
from registry.following.topics import Kind, Topic
from registry.forms.following import ButtonForm, FollowForm
from registry.headers import number
from registry.i18n import language
from registry.public import queries
from registry.public.following.ask_routes import private
from registry.public.following.flood import TOO_MANY, Gate
from registry.public.routes import bp
from registry.wording import SECTORS

GATE = Gate("follow", "20 per hour;50 per day")
LETTER_ON_ITS_WAY = _l("A letter is on its way. Open its link and press the button to confirm.")
PLACE = "/following/<string:token>"
STOP = f"{PLACE}/stop"


@bp.get("/follow")
@access("anyone")
def follow() -> ResponseReturnValue:
    _asked, show = _form()
    return show()


def _form() -> tuple[FollowForm, Callable[[], str]]:
    chosen = _chosen()
    topics = [Topic(Kind.REGISTER), *(Topic(Kind.SECTOR, sector) for sector in SECTORS)]
    offered = dict.fromkeys([chosen, *topics])
    form = FollowForm(
        at=now(), topics={str(each): each.name() for each in offered}, topic=str(chosen)
    )
    feed = feed_address(chosen)
    return form, lambda: render_template("public/follow.html", form=form, feed=feed)


def _chosen() -> Topic:
    """What the address asks for: an organisation, a sector, or else the whole register."""
    if organisation_id := request.args.get("organisation", type=number):
        return Topic(Kind.ORGANISATION, str(queries.organisation(organisation_id).id))
    sector = request.args.get("sector", "")
    return Topic(Kind.SECTOR, sector) if sector in SECTORS else Topic(Kind.REGISTER)


def feed_address(topic: Topic) -> str:
    """Where the same is to be had as Atom."""
    if topic.kind is Kind.ORGANISATION:
        return url_for("public.organisation_feed", organisation_id=topic.number)
    if topic.kind is Kind.SECTOR:
        return url_for("public.sector_feed", sector=topic.value)
    return url_for("public.register_feed")


@bp.post("/follow")
@access("anyone")
def ask_to_follow() -> ResponseReturnValue:
    """The same answer for an address that follows already and for a new one."""
    form, show = _form()
    if GATE.is_closed():
        form.form_errors.append(TOO_MANY)
        return show(), 429
    if not form.validate_on_submit():
        return show(), 422
    topic, showing = Topic.read(form.topic.data), patience.secret_of(str(form.started.data))
    try:
        subscribing.ask(str(form.email.data), topic, language=language(), at=now(), showing=showing)
    except subscribing.NotTaken as refusal:
        form.form_errors.append(str(refusal.why))
        return show(), 422
    db.session.commit()
    GATE.count()
    flash(str(LETTER_ON_ITS_WAY), "success")
    return redirect(url_for(".follow", **_again(topic)), code=303)


def _again(topic: Topic) -> dict[str, Any]:
    if topic.kind is Kind.REGISTER:
        return {}
    return {topic.kind.value: topic.value}


@bp.get(PLACE)
@access("anyone")
def following(token: str) -> ResponseReturnValue:
    """Confirm the first time; after that, everything that the address follows."""
    found = addresses.following_of(token)
    return private(
        render_template(
            "public/following.html",
            following=found,
            name=Topic.read(found.topic).name(),
            followed=[
                (each, Topic.read(each.topic).name()) for each in subscribing.of_address(found)
            ],
            form=ButtonForm(formdata=None),
            token=token,
        )
    )


@bp.post(PLACE)
@access("anyone")
def confirm_following(token: str) -> ResponseReturnValue:
    found = addresses.following_of(token)
    if ButtonForm().validate_on_submit():
        subscribing.confirm(found, at=now())
        db.session.commit()
        flash(_("You follow it. You get a letter when something changed."), "success")
    return redirect(url_for(".following", token=token), code=303)


@bp.post(f"{PLACE}/end")
@access("anyone")
def end_following(token: str) -> ResponseReturnValue:
    """End one of the things that the address follows."""
    found, form = addresses.following_of(token), ButtonForm()
    ended = next(
        (each for each in subscribing.of_address(found) if str(each.id) == form.which.data), None
    )
    if ended is None or not form.validate_on_submit():
        abort(404)
    others = [each for each in subscribing.of_address(found) if each is not ended]
    subscribing.end(ended)
    db.session.commit()
    flash(_("You no longer follow it."), "success")
    if not others:
        return redirect(url_for(".follow"), code=303)
    return redirect(url_for(".following", token=addresses.token(others[0])), code=303)


@bp.get(STOP)
@access("anyone")
def stop_following(token: str) -> ResponseReturnValue:
    """A button, since programs open links in letters; a mail program posts here at once."""
    with suppress(NoResultFound):
        addresses.following_of(token)
        return private(render_template("public/following_stop.html", token=token, ended=False))
    return private(render_template("public/following_stop.html", token=token, ended=True))


@bp.post(STOP)
@access("anyone")
@csrf.exempt
def stop_at_once(token: str) -> ResponseReturnValue:
    """One click of a mail program (RFC 8058), without a cookie; the address is its own secret."""
    with suppress(NoResultFound):
        subscribing.end_all(addresses.following_of(token))
        db.session.commit()
    return private(render_template("public/following_stop.html", token=token, ended=True))
