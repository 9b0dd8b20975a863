"""The organisation answers what the public asked: prepared by anybody of it, sent for it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry.auth import access
from registry.clock import now, today
from registry.concerns import answering, queries
from registry.extensions import db
from registry.filing.routes import bp
from registry.forms.concerns import STATES, AnswerForm
from registry.models import Concern, ConcernActKind

PLACE = "/concerns/<int:concern_id>"


@bp.get("/concerns")
@access("filer")
def concerns() -> ResponseReturnValue:
    return render_template(
        "filing/concerns.html", concerns=answering.of_user(current_user), states=STATES
    )


@bp.get(PLACE)
@access("filer")
def concern(concern_id: int) -> ResponseReturnValue:
    found = answering.own(concern_id, current_user)
    return _page(found, _form(found))


@bp.post(PLACE)
@access("filer")
def answer_concern(concern_id: int) -> ResponseReturnValue:
    found = answering.own(concern_id, current_user)
    form = _form(found)
    if not form.validate_on_submit():
        return _page(found, form), 422
    send = bool(form.send and form.send.data)
    answering.answer(found, by=current_user, at=now(), text=str(form.text.data), send=send)
    db.session.commit()
    flash(
        _("Sent. An officer reads it now.") if send else _("Kept for your colleagues."), "success"
    )
    place = url_for(".concerns") if send else url_for(".concern", concern_id=concern_id)
    return redirect(place, code=303)


def _form(found: Concern) -> AnswerForm:
    """What was written last to go on with; only who may send is asked whether to send."""
    form = AnswerForm(data={"text": queries.draft_text(found)})
    if not answering.may_send(found, current_user):
        del form.send
    return form


def _page(found: Concern, form: AnswerForm) -> str:
    return render_template(
        "filing/concern.html",
        concern=found,
        form=form,
        public_text=queries.public_text(found),
        answer=queries.answer_text(found),
        returned=queries.last(found, ConcernActKind.ANSWER_RETURNED),
        draft=queries.last(found, ConcernActKind.DRAFTED),
        today=today(),
    )
