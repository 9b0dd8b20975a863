"""Signing pages off, opening them again, and asking an approver to read."""

from collections.abc import Iterable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user
from sqlalchemy.exc import NoResultFound

from registry.auth import access
from registry.clock import now
from registry.extensions import db
from registry.filing import approvals, approving, people, sign_offs, steps
from registry.filing.routes import at_hand, bp
from registry.forms.filing import PAGES
from registry.forms.workflow import ApprovalForm, ReopenForm
from registry.models import Filing

ALL = "all"
"""The value of the button that signs off every complete page at once."""


@bp.errorhandler(sign_offs.PageSignedOff)
def explain_lock(refusal: sign_offs.PageSignedOff) -> ResponseReturnValue:
    """Say who signed the page off, on the page itself."""
    sign_off = refusal.sign_off
    message, name = sign_offs.words(sign_off), sign_off.page
    db.session.rollback()
    flash(message, "warning")
    reference = (request.view_args or {})["reference"]
    return redirect(url_for(".page", reference=reference, page=name), code=303)


@bp.route("/<string:reference>/sign-off", methods=["GET", "POST"])
@access("filer")
def approval(reference: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    form = ApprovalForm()
    if form.validate_on_submit():
        outcome = approving.sign_off(filing, _chosen(filing), by=current_user, at=now())
        db.session.commit()
        _tell(outcome)
        return redirect(_back(reference), code=303)
    return render_template(
        "filing/approval.html",
        filing=filing,
        form=form,
        lines=approvals.lines(filing, current_user),
        obstacles=steps.Obstacles.of(people.standing(filing, current_user)),
    )


@bp.route("/<string:reference>/pages/<string:page>/reopen", methods=["GET", "POST"])
@access("filer")
def reopen(reference: str, page: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    if page not in PAGES:
        raise NoResultFound
    form = ReopenForm()
    if form.validate_on_submit():
        approving.reopen(filing, page, by=current_user, at=now(), reason=form.reason.data)
        db.session.commit()
        flash(_("Reopened: %(page)s", page=PAGES[page].title), "success")
        return redirect(url_for(".approval", reference=reference), code=303)
    steps.require(steps.why_not_reopen(people.standing(filing, current_user)))
    line = approvals.line(filing, page, current_user)
    if line.sign_off is None:
        return redirect(line.url)
    return render_template("filing/reopen.html", filing=filing, form=form, line=line)


@bp.post("/<string:reference>/ask-for-approval")
@access("filer")
def ask_for_approval(reference: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    approving.ask_for_approval(filing, by=current_user, at=now())
    db.session.commit()
    flash(_("The approvers have a letter: the pages wait for them."), "success")
    return redirect(url_for(".tasks", reference=reference), code=303)


def _chosen(filing: Filing) -> dict[str, str]:
    """The ticked pages, or every complete one, as the person saw them: name -> SHA-256."""
    chosen = set(request.form.getlist("page"))
    if request.form.get("which") == ALL:
        chosen = {line.name for line in approvals.lines(filing, current_user) if line.is_complete}
    return {name: request.form.get(f"seen-{name}", "") for name in chosen & PAGES.keys()}


def _tell(outcome: approving.Outcome) -> None:
    if outcome.done:
        number = len(outcome.done)
        words = ngettext("%(num)s page is signed off.", "%(num)s pages are signed off.", number)
        flash(words, "success")
    if outcome.changed:
        flash(
            _(
                "Changed since you opened it, so read it again: %(pages)s",
                pages=_titles(outcome.changed),
            ),
            "warning",
        )
    if outcome.own:
        flash(
            _(
                "Your own work, so another approver signs it off: %(pages)s",
                pages=_titles(outcome.own),
            ),
            "warning",
        )
    if not (outcome.done or outcome.changed or outcome.own):
        flash(_("No page was signed off. Tick the pages that you have read."), "info")


def _titles(names: Iterable[str]) -> str:
    return ", ".join(str(PAGES[name].title) for name in names)


def _back(reference: str) -> str:
    """To the list of pages; from the foot of a page to the page itself."""
    if (page := request.form.get("from")) in PAGES:
        return url_for(".page", reference=reference, page=page)
    return url_for(".approval", reference=reference)
