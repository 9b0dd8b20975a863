"""Withdrawing the published statement: it stays on the record, marked, and counts no more."""

from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy import select

from registry import notices, statement_withdrawal
from registry.auth import access
from registry.clock import now
from registry.extensions import db
from registry.filing import people, queries, steps
from registry.filing.routes import at_hand, bp
from registry.forms.withdrawal import WithdrawForm
from registry.models import Authority, AuthorityStatus, Filing, FilingEvent, User


def withdraw(filing: Filing, *, by: User, at: datetime, reason: str) -> None:
    """Withdraw what the public reads now, and tell the organisation and who had published it."""
    steps.require(steps.why_not_withdraw(people.standing(filing, by)))
    statement = queries.published_statement(filing)
    if statement is None:
        return
    statement_withdrawal.withdraw(statement, filing, by=by, at=at, reason=reason)
    for person in _concerned(filing):
        notices.write(
            "statement-withdrawn",
            to=person,
            language=person.language,
            at=at,
            filing=filing,
            statement=statement,
            by=by,
            reason=reason,
        )


def _concerned(filing: Filing) -> list[User]:
    """Who acts for the organisation, and the officer who published the statement."""
    acting = select(Authority.user_id).where(
        Authority.organisation_id == filing.organisation_id,
        Authority.status == AuthorityStatus.ACCEPTED,
    )
    officer = (
        select(FilingEvent.user_id)
        .where(FilingEvent.filing_id == filing.id, FilingEvent.kind == "published")
        .order_by(FilingEvent.id.desc())
        .limit(1)
    )
    wanted = User.id.in_(acting) | (User.id == officer.scalar_subquery())
    return list(db.session.scalars(select(User).where(User.active, wanted).order_by(User.id)))


@bp.route("/<string:reference>/withdraw", methods=["GET", "POST"])
@access("filer")
def withdraw_statement(reference: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    form = WithdrawForm()
    if form.validate_on_submit():
        withdraw(filing, by=current_user, at=now(), reason=form.reason.data)
        db.session.commit()
        flash(_("The statement is withdrawn. Its pages are open for a new one."), "success")
        return redirect(url_for(".tasks", reference=reference), code=303)
    steps.require(steps.why_not_withdraw(people.standing(filing, current_user)))
    return render_template(
        "filing/withdraw.html",
        filing=filing,
        form=form,
        statement=queries.published_statement(filing),
    )
