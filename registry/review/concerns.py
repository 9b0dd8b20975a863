"""Questions and concerns of the public: what is to be read, and one page for deciding on each."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security import current_user

from registry.auth import OFFICERS, access
from registry.clock import now
from registry.concerns import deciding, queries
from registry.extensions import db
from registry.forms.concerns import KINDS, REASONS, STATES
from registry.forms.moderation import JudgeAnswerForm, ModerateForm
from registry.models import (
    Concern,
    ConcernActKind,
    ConcernKind,
    ConcernState,
    InvalidTransition,
)
from registry.review.routes import bp

PLACE = "/concerns/<int:concern_id>"
ACTS = {
    ConcernActKind.ACCEPTED: _l("Accepted; the organisation may answer"),
    ConcernActKind.REFUSED: _l("Not published"),
    ConcernActKind.PASSED_ON: _l("Passed on"),
    ConcernActKind.ANSWERED: _l("The organisation sent its answer"),
    ConcernActKind.ANSWER_RETURNED: _l("The answer went back"),
    ConcernActKind.ANSWER_PUBLISHED: _l("Published with the answer"),
    ConcernActKind.TIME_PASSED: _l("Published without an answer: the days had passed"),
}
"""What staff read of the acts; a draft that an organisation has not sent is its own."""


@bp.get("/concerns")
@access("staff_read")
def concerns() -> ResponseReturnValue:
    return render_template(
        "review/concerns.html",
        waiting=queries.waiting(),
        asked=queries.with_organisations(),
        settled=queries.settled(),
        kinds=KINDS,
        states=STATES,
    )


@bp.get(PLACE)
@access("staff_read")
def concern(concern_id: int) -> ResponseReturnValue:
    found = queries.for_staff(concern_id)
    return _page(found, _form(found))


@bp.post(PLACE)
@access("officer")
def decide_concern(concern_id: int) -> ResponseReturnValue:
    found = _as_seen(concern_id)
    form = _form(found)
    if form is None or not form.validate_on_submit():
        return _page(found, form), 422
    if isinstance(form, JudgeAnswerForm):
        _judge_answer(form, found)
    else:
        _moderate(form, found)
    db.session.commit()
    flash(_("Decided. Whoever has to know gets a letter."), "success")
    return redirect(url_for(".concerns"), code=303)


def _as_seen(concern_id: int) -> Concern:
    """The concern, held, in the state in which the officer saw it; else somebody was faster."""
    queries.for_staff(concern_id)
    seen = request.form.get("state", "")
    if seen not in set(queries.FOR_OFFICERS):
        raise InvalidTransition("there is nothing to decide")
    return deciding.hold(concern_id, ConcernState(seen))


def _form(found: Concern) -> ModerateForm | JudgeAnswerForm | None:
    """The form for what is to be decided; None where nothing is, or this person may not."""
    if not current_user.staff_roles & OFFICERS:
        return None
    if found.state is ConcernState.WAITING:
        return ModerateForm(original=found.text, may_publish=found.kind is not ConcernKind.DANGER)
    return JudgeAnswerForm() if found.state is ConcernState.ANSWERED else None


def _moderate(form: ModerateForm, found: Concern) -> None:
    given = {"by": current_user, "at": now(), "reason": form.reason.data, "note": form.note.data}
    if form.decision.data == "accept":
        deciding.accept(found, text=str(form.text.data), **given)
    elif form.decision.data == "refuse":
        deciding.refuse(found, **given)
    else:
        deciding.pass_on(found, **given)


def _judge_answer(form: JudgeAnswerForm, found: Concern) -> None:
    act = deciding.publish_answer if form.decision.data == "publish" else deciding.return_answer
    act(found, by=current_user, at=now(), note=form.note.data or "")


def _page(found: Concern, form: ModerateForm | JudgeAnswerForm | None) -> str:
    return render_template(
        "review/concern.html",
        concern=found,
        form=form,
        answer=queries.answer_text(found),
        steps=[act for act in found.acts if act.kind in ACTS],
        kinds=KINDS,
        states=STATES,
        acts=ACTS,
        reasons=REASONS,
    )
