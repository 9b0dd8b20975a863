"""Asking the regulator for a later deadline, and taking the request back."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import deadline_extensions as extensions
from registry.auth import access
from registry.clock import now, today
from registry.extensions import db
from registry.filing import queries
from registry.filing.routes import bp
from registry.forms.more_time import AskForm, WithdrawForm
from registry.models import RegisterEntry

PLACE = "/more-time/<int:organisation_id>/<int:year>"


@bp.get(PLACE)
@access("filer")
def more_time(organisation_id: int, year: int) -> ResponseReturnValue:
    entry = queries.own_entry(organisation_id, year, current_user)
    return _page(entry, _form(entry))


@bp.post(PLACE)
@access("filer")
def ask_for_more_time(organisation_id: int, year: int) -> ResponseReturnValue:
    entry = queries.own_entry(organisation_id, year, current_user)
    form = _form(entry)
    if not form.validate_on_submit():
        return _page(entry, form), 422
    wanted_on, reason = form.wanted_on.day, form.reason.data
    try:
        extensions.ask(entry, by=current_user, at=now(), wanted_on=wanted_on, reason=reason)
    except extensions.NotPossible as refusal:
        db.session.rollback()
        flash(str(refusal.why), "warning")
        return _page(queries.own_entry(organisation_id, year, current_user), form), 422
    db.session.commit()
    flash(_("Sent. You get a letter with the decision; until then the deadline stays."), "success")
    return _back(organisation_id, year)


@bp.post(f"{PLACE}/withdraw")
@access("filer")
def withdraw_more_time(organisation_id: int, year: int) -> ResponseReturnValue:
    entry = queries.own_entry(organisation_id, year, current_user)
    request = extensions.open_request(entry)
    if WithdrawForm().validate_on_submit() and request and _may_ask(entry):
        extensions.withdraw(request, by=current_user, at=now())
        db.session.commit()
        flash(_("The request is taken back."), "success")
    return _back(organisation_id, year)


def _form(entry: RegisterEntry) -> AskForm:
    day = today()
    return AskForm(after=max(entry.due_on, day), last=extensions.latest_day(entry, today=day))


def _page(entry: RegisterEntry, form: AskForm) -> str:
    given: dict[str, Any] = {
        "entry": entry,
        "form": form,
        "withdrawing": WithdrawForm(),
        "requests": extensions.requests_of(entry),
        "why_not": extensions.why_not_ask(entry, today=today()),
        "may_ask": _may_ask(entry),
        "latest": extensions.latest_day(entry, today=today()),
        "today": today(),
    }
    return render_template("filing/more_time.html", **given)


def _may_ask(entry: RegisterEntry) -> bool:
    return bool(current_user.roles_for(entry.organisation_id) & extensions.MAY_ASK)


def _back(organisation_id: int, year: int) -> ResponseReturnValue:
    place = url_for(".more_time", organisation_id=organisation_id, year=year)
    return redirect(place, code=303)
