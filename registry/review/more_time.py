"""Requests for a later deadline: which are open, and one page for deciding on each."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from registry import deadline_extensions as extensions
from registry.auth import OFFICERS, access
from registry.clock import now, today
from registry.extensions import db
from registry.forms.more_time import DecideForm
from registry.models import ExtensionDecision, ExtensionRequest, RegisterEntry
from registry.review.routes import bp

DECIDED = 20
PLACE = "/more-time/<int:request_id>"
_WITH_ENTRY = (
    select(ExtensionRequest)
    .join(ExtensionRequest.entry)
    .outerjoin(ExtensionRequest.decision)
    .options(
        contains_eager(ExtensionRequest.entry).joinedload(RegisterEntry.organisation),
        contains_eager(ExtensionRequest.decision),
        joinedload(ExtensionRequest.by),
    )
)


@bp.get("/more-time")
@access("staff_read")
def more_time() -> ResponseReturnValue:
    return render_template(
        "review/more_time.html", waiting=_waiting(), decided=_decided(), today=today()
    )


@bp.get(PLACE)
@access("staff_read")
def more_time_request(request_id: int) -> ResponseReturnValue:
    found = _request(request_id)
    return _page(found, _form(found))


@bp.post(PLACE)
@access("officer")
def decide_more_time(request_id: int) -> ResponseReturnValue:
    found = _request(request_id)
    form = _form(found)
    if found.decision is None and not form.validate_on_submit():
        return _page(found, form), 422
    try:
        _carry_out(form, found)
    except extensions.NotPossible as refusal:
        db.session.rollback()
        flash(str(refusal.why), "warning")
        return _page(_request(request_id), form), 422
    db.session.commit()
    flash(_("Decided. The organisation has a letter about it."), "success")
    return redirect(url_for(".more_time"), code=303)


def _carry_out(form: DecideForm, request: ExtensionRequest) -> None:
    reason = str(form.reason.data)
    if form.outcome.data == "granted":
        extensions.grant(request, by=current_user, at=now(), reason=reason, due_on=form.due_on.day)
    else:
        extensions.refuse(request, by=current_user, at=now(), reason=reason)


def _request(request_id: int) -> ExtensionRequest:
    return db.session.scalars(_WITH_ENTRY.where(ExtensionRequest.id == request_id)).one()


def _waiting() -> Sequence[ExtensionRequest]:
    """What nobody has decided on, the nearest deadline first."""
    return db.session.scalars(
        _WITH_ENTRY.where(ExtensionDecision.request_id.is_(None)).order_by(
            RegisterEntry.due_on, ExtensionRequest.id
        )
    ).all()


def _decided() -> Sequence[ExtensionRequest]:
    return db.session.scalars(
        _WITH_ENTRY.where(ExtensionDecision.request_id.is_not(None))
        .order_by(ExtensionDecision.at.desc(), ExtensionRequest.id.desc())
        .limit(DECIDED)
    ).all()


def _form(request: ExtensionRequest) -> DecideForm:
    day = today()
    return DecideForm(
        after=max(request.entry.due_on, day),
        last=extensions.latest_day(request.entry, today=day),
        wanted_on=request.wanted_on,
    )


def _page(request: ExtensionRequest, form: DecideForm) -> str:
    return render_template(
        "review/more_time_request.html",
        request_=request,
        entry=request.entry,
        form=form,
        earlier=[r for r in extensions.requests_of(request.entry) if r.id != request.id],
        latest=extensions.latest_day(request.entry, today=today()),
        why_not=extensions.why_not_decide(request, by=current_user, today=today()),
        is_officer=bool(current_user.staff_roles & OFFICERS),
        today=today(),
    )
