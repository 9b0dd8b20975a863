"""Pages of the audits of short filings: the draws of a year, and one filing that was drawn."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import answers_shown, audits
from registry.auth import OFFICERS, access
from registry.clock import now, today
from registry.extensions import db
from registry.forms.audit import AskForm, OutcomeForm
from registry.models import AuditAct
from registry.review import auditing, queries
from registry.review.routes import bp


@bp.get("/short-filings")
@access("staff_read")
def short_filings() -> ResponseReturnValue:
    years = queries.years_with_short_filings()
    year = request.args.get("year", type=int) or max(years, default=today().year)
    return render_template(
        "review/short_filings.html",
        year=year,
        years=years,
        draws=audits.draws(year),
        drawn=queries.drawn_filings(year),
    )


@bp.get("/<string:reference>/audit")
@access("staff_read")
def audit(reference: str) -> ResponseReturnValue:
    return _page(reference, AskForm(formdata=None), OutcomeForm(formdata=None))


@bp.post("/<string:reference>/audit/ask")
@access("officer")
def ask_for_evidence(reference: str) -> ResponseReturnValue:
    filing = queries.filing_to_decide(reference)
    form = AskForm()
    if not form.validate_on_submit():
        return _page(reference, form, OutcomeForm(formdata=None)), 422
    auditing.ask(filing, by=current_user, at=now(), text=str(form.text.data))
    db.session.commit()
    flash(_("The organisation has a letter about it."), "success")
    return redirect(url_for(".audit", reference=reference), code=303)


@bp.post("/<string:reference>/audit/decide")
@access("officer")
def decide_audit(reference: str) -> ResponseReturnValue:
    filing = queries.filing_to_decide(reference)
    form = OutcomeForm()
    if not form.validate_on_submit():
        return _page(reference, AskForm(formdata=None), form), 422
    act, reason = AuditAct(form.outcome.data), str(form.reason.data)
    auditing.decide(filing, act, by=current_user, at=now(), reason=reason)
    db.session.commit()
    flash(_("Done. The organisation has a letter about it, and the public reads it."), "success")
    return redirect(url_for(".audit", reference=reference), code=303)


def _page(reference: str, ask: AskForm, outcome: OutcomeForm) -> str:
    filing = queries.reviewable_filing(reference)
    steps = audits.steps(filing.id) or abort(404)
    acts = {step.act for step in steps}
    is_open = not acts & audits.OUTCOMES and bool(current_user.staff_roles & OFFICERS)
    screening = next(page for page in answers_shown.pages() if page.name == "screening")
    return render_template(
        "review/audit.html",
        filing=filing,
        steps=steps,
        ask=ask if is_open and AuditAct.ASKED not in acts else None,
        outcome=outcome if is_open else None,
        answers=answers_shown.shown(screening, filing.versions[-1].answers.get("screening", {})),
        answer_by=auditing.answer_by(now()),
    )
