"""Withdrawing a published grade, and giving it back: acts of a senior officer."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import withdrawal
from registry.auth import access
from registry.clock import now, today
from registry.extensions import db
from registry.forms.review import GradeForm
from registry.review import queries, services
from registry.review.routes import bp


@bp.get("/<string:reference>/grade")
@access("senior")
def grade(reference: str) -> ResponseReturnValue:
    return _page(reference, GradeForm())


@bp.post("/<string:reference>/grade")
@access("senior")
def change_grade(reference: str) -> ResponseReturnValue:
    filing = queries.filing_to_decide(reference)
    form = GradeForm()
    if not form.validate_on_submit():
        return _page(reference, form), 422
    seen, reason = request.form.get("seen"), str(form.reason.data)
    services.change_grade(filing, by=current_user, at=now(), reason=reason, seen=seen)
    db.session.commit()
    flash(_("Done. The organisation has a letter about it."), "success")
    return redirect(url_for(".read", reference=reference), code=303)


def _page(reference: str, form: GradeForm) -> str:
    filing = queries.reviewable_filing(reference)
    statement = withdrawal.statement_of(filing) or abort(404)
    return render_template(
        "review/grade.html",
        filing=filing,
        statement=statement,
        state=withdrawal.state_of(statement),
        form=form,
        why_not=withdrawal.why_not_withdraw(statement, today()),
        decisions=withdrawal.decisions(statement),
    )
