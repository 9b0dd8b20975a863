"""The way of a filing: begun, worked on, checked, sent for signature, and its history."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import coverage, history
from registry.auth import access
from registry.clock import now, today
from registry.extensions import db
from registry.filing import (
    asked,
    carrying,
    checking,
    comparing,
    desk,
    hands,
    people,
    presence,
    progress,
    queries,
    services,
    sign_offs,
    steps,
    talking,
)
from registry.forms.filing import PAGES
from registry.forms.workflow import SendForm, StartForm, TakeBackForm
from registry.headers import number
from registry.i18n import PREFIX
from registry.models import Filing

bp = Blueprint("filing", __name__, url_prefix=f"{PREFIX}/filings")


def at_hand(reference: str) -> Filing:
    """The user's own filing; held while a form is sent, so that of two people one comes second."""
    find = queries.lock_filing if request.method == "POST" else queries.own_filing
    return find(reference, current_user)


@bp.errorhandler(steps.NotAllowed)
def explain(refusal: steps.NotAllowed) -> ResponseReturnValue:
    """Say why a step cannot be taken, on the page that shows where the filing stands."""
    db.session.rollback()
    flash(str(refusal.why), "warning")
    reference = (request.view_args or {}).get("reference")
    place = url_for(".tasks", reference=reference) if reference else url_for(".home")
    return redirect(place, code=303)


@bp.get("/")
@access("signed_in")
def home() -> ResponseReturnValue:
    found = desk.of(
        current_user,
        today=today(),
        text=request.args.get("q", ""),
        order=request.args.get("sort", ""),
        only=request.args.get("organisation", type=number),
    )
    return render_template("filing/home.html", desk=found)


@bp.route("/start/<int:organisation_id>/<int:year>", methods=["GET", "POST"])
@access("filer")
def start(organisation_id: int, year: int) -> ResponseReturnValue:
    entry = queries.own_entry(organisation_id, year, current_user)
    form, last = StartForm(), carrying.source(organisation_id, year)
    if form.validate_on_submit():
        like = last if form.begin.data == "last_year" else None
        filing = services.start(entry, by=current_user, at=now(), like=like)
        db.session.commit()
        return redirect(url_for(".tasks", reference=filing.reference), code=303)
    if begun := queries.filing_of(entry):
        return redirect(url_for(".tasks", reference=begun.reference))
    steps.require(steps.why_not_start(entry.status))
    covered = coverage.already_covered(entry.organisation, year)
    return render_template("filing/start.html", entry=entry, form=form, last=last, covered=covered)


@bp.get("/<string:reference>/")
@access("filer")
def tasks(reference: str) -> ResponseReturnValue:
    filing = queries.own_filing(reference, current_user)
    awaited = sign_offs.awaited(filing, sign_offs.standing(filing))
    unfinished = progress.unfinished(filing)
    return render_template(
        "filing/tasks.html",
        filing=filing,
        awaited=awaited,
        hands=hands.of(filing, awaited, unfinished),
        open_threads=[each for each in talking.threads(filing) if each.is_open],
        list=progress.task_list(filing),
        short=asked.path_shown(filing),
        at_work=presence.at_work(filing),
        comments=progress.comments(filing),
        unfinished=unfinished,
        obstacles=steps.Obstacles.of(people.standing(filing, current_user)),
        statement=queries.published_statement(filing),
        form=SendForm(),
        today=today(),
    )


@bp.get("/<string:reference>/check")
@access("filer")
def check(reference: str) -> ResponseReturnValue:
    filing = queries.own_filing(reference, current_user)
    checked = checking.of(filing, today=today())
    compared = comparing.of(filing, checked.assessment, today=today())
    return render_template("filing/check.html", filing=filing, check=checked, compared=compared)


@bp.get("/<string:reference>/history")
@access("filer")
def history_page(reference: str) -> ResponseReturnValue:
    filing = queries.own_filing(reference, current_user)
    return render_template(
        "filing/history.html",
        filing=filing,
        items=history.of(filing),
        signed_off=sign_offs.history(filing),
        titles=PAGES,
    )


@bp.post("/<string:reference>/ready")
@access("filer")
def ready(reference: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    services.mark_ready(filing, by=current_user, at=now())
    db.session.commit()
    flash(_("Sent for signature. The signatories have a letter about it."), "success")
    return redirect(url_for(".tasks", reference=reference), code=303)


@bp.route("/<string:reference>/take-back", methods=["GET", "POST"])
@access("filer")
def take_back(reference: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    form = TakeBackForm()
    if form.validate_on_submit():
        services.take_back(filing, by=current_user, at=now(), reason=form.reason.data)
        db.session.commit()
        return redirect(url_for(".tasks", reference=reference), code=303)
    steps.require(steps.why_not_take_back(people.standing(filing, current_user)))
    return render_template("filing/take_back.html", filing=filing, form=form)
