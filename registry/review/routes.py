"""Pages of the regulator's staff: the queue, and one page for reading and deciding."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import assurance, history, storage, withdrawal
from registry.answers_shown import labels
from registry.auth import OFFICERS, SENIORS, access
from registry.clock import now
from registry.extensions import db
from registry.forms.review import DecisionForm, comments_in
from registry.i18n import PREFIX
from registry.models import Filing, FilingStatus, FilingVersion
from registry.review import queries, services
from registry.review.reading import reading

bp = Blueprint("review", __name__, url_prefix=f"{PREFIX}/review")

FRAMED = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""The policy of a file that is shown inside the review page."""


@bp.get("/")
@access("staff_read")
def queue() -> ResponseReturnValue:
    return render_template(
        "review/queue.html", waiting=queries.queue(now=now()), decided=queries.recently_decided()
    )


@bp.get("/<string:reference>/")
@access("staff_read")
def read(reference: str) -> ResponseReturnValue:
    filing = queries.reviewable_filing(reference)
    return _page(filing, _version(filing), DecisionForm())


@bp.post("/<string:reference>/")
@access("officer")
def decide(reference: str) -> ResponseReturnValue:
    filing = queries.filing_to_decide(reference)
    version = _version(filing)
    form = DecisionForm(comments=comments_in(request.form, labels()))
    if not form.validate_on_submit():
        return _page(filing, version, form), 422
    _carry_out(form, filing, version)
    db.session.commit()
    return redirect(url_for(".queue"), code=303)


@bp.get("/<string:reference>/versions/<int:number>/files/<string:sha256>")
@access("staff_read")
def file(reference: str, number: int, sha256: str) -> ResponseReturnValue:
    filing = queries.reviewable_filing(reference)
    documents = {d["sha256"]: d for d in _numbered(filing, number).documents}
    if sha256 not in documents:
        abort(404)
    with storage.open(sha256) as stored:
        response = Response(stored.read(), mimetype=documents[sha256]["media_type"])
    response.headers["Content-Security-Policy"] = FRAMED
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _page(filing: Filing, version: FilingVersion, form: DecisionForm) -> str:
    can_decide = bool(current_user.staff_roles & OFFICERS)
    return render_template(
        "review/filing.html",
        filing=filing,
        version=version,
        form=form,
        signing_tier=assurance.signing_tier(filing.id, version.number),
        reading=reading(filing, version),
        history=history.as_filed(filing),
        can_decide=can_decide and filing.status is FilingStatus.SUBMITTED,
        statement=withdrawal.statement_of(filing),
        may_change_grade=bool(current_user.staff_roles & SENIORS),
    )


def _carry_out(form: DecisionForm, filing: Filing, version: FilingVersion) -> None:
    note = (form.note.data or "").strip()
    seen = request.form.get("version", type=int, default=version.number)
    if form.decision.data == "publish":
        services.publish(filing, by=current_user, at=now(), note=note, version=seen)
        flash(_("%(reference)s is published.", reference=filing.reference), "success")
    else:
        services.send_back(
            filing, by=current_user, at=now(), note=note, comments=form.comments, version=seen
        )
        flash(_("%(reference)s went back for correction.", reference=filing.reference), "success")


def _version(filing: Filing) -> FilingVersion:
    """The newest version, or the one that the address names."""
    number = request.args.get("version", type=int, default=len(filing.versions))
    return _numbered(filing, number)


def _numbered(filing: Filing, number: int) -> FilingVersion:
    return next((v for v in filing.versions if v.number == number), None) or abort(404)
