"""After publication: the organisation's reply to its assessment, and amendments."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry.auth import access
from registry.clock import now, today
from registry.extensions import db
from registry.filing import people, queries, services, steps
from registry.filing.routes import at_hand, bp
from registry.forms.workflow import AmendForm, ReplyForm


@bp.route("/<string:reference>/reply", methods=["GET", "POST"])
@access("filer")
def reply(reference: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    steps.require(steps.why_not_reply(people.standing(filing, current_user)))
    form = ReplyForm()
    if form.validate_on_submit():
        services.reply(filing, by=current_user, at=now(), text=form.text.data)
        db.session.commit()
        flash(_("Thank you. The grade and your reply are public now."), "success")
        return redirect(url_for(".tasks", reference=reference), code=303)
    return render_template(
        "filing/reply.html",
        filing=filing,
        statement=queries.newest_statement(filing),
        form=form,
        today=today(),
    )


@bp.route("/<string:reference>/amend", methods=["GET", "POST"])
@access("filer")
def amend(reference: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    form = AmendForm()
    if form.validate_on_submit():
        services.amend(filing, by=current_user, at=now(), reason=form.reason.data)
        db.session.commit()
        flash(_("The pages are open for changes. The published version stays public."), "success")
        return redirect(url_for(".tasks", reference=reference), code=303)
    steps.require(steps.why_not_amend(people.standing(filing, current_user)))
    return render_template("filing/amend.html", filing=filing, form=form)
