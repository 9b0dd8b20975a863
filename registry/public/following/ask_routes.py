"""Asking about an organisation or its statement, and seeing what became of it."""

from collections.abc import Callable

from flask import (
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import patience
from registry.auth import access
from registry.clock import now, today
from registry.concerns import queries as concerns
from registry.concerns import sending
from registry.extensions import db
from registry.forms.concerns import KIND_HINTS, REASONS, AskForm, ConfirmForm
from registry.headers import number
from registry.i18n import language
from registry.models import Concern, ConcernActKind, ConcernKind, Organisation
from registry.public import queries
from registry.public.following.flood import TOO_MANY, Gate
from registry.public.routes import bp

PLACE = "/organisations/<int:organisation_id>/ask"
GATE = Gate("ask", "5 per hour;10 per day")
"""For one address; an office or a hostel shares one."""


@bp.get(PLACE)
@access("anyone")
def ask(organisation_id: int) -> ResponseReturnValue:
    _asked, show = _form(organisation_id)
    return show()


def _form(organisation_id: int) -> tuple[AskForm, Callable[[], str]]:
    organisation = queries.organisation(organisation_id)
    years = [each.entry.year for each in queries.years_of(organisation_id) if each.statement_id]
    form = AskForm(at=now(), years=years, year=request.args.get("year", type=number))
    return form, lambda: _page(organisation, form)


def _page(organisation: Organisation, form: AskForm) -> str:
    return render_template(
        "public/ask.html", organisation=organisation, form=form, kind_hints=KIND_HINTS
    )


@bp.post(PLACE)
@access("anyone")
def send_concern(organisation_id: int) -> ResponseReturnValue:
    form, show = _form(organisation_id)
    if GATE.is_closed():
        form.form_errors.append(TOO_MANY)
        return show(), 429
    if not form.validate_on_submit():
        return show(), 422
    link = patience.secret_of(str(form.started.data))
    try:
        sending.send(_sent(form), queries.organisation(organisation_id), link=link, at=now())
    except sending.NotTaken as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal.why))
        return show(), 422
    db.session.commit()
    GATE.count()
    flash(_("Received. Keep the address of this page: it is the only way back to it."), "success")
    return redirect(url_for(".asked", link=link), code=303)


def _sent(form: AskForm) -> sending.Sent:
    return sending.Sent(
        kind=ConcernKind(form.kind.data),
        text=str(form.text.data),
        year=form.year,
        name=form.name.data or "",
        role=form.role.data or "",
        name_shown=bool(form.name_shown.data),
        email=form.email.data or "",
        language=language(),
    )


@bp.get("/asked/<string:link>")
@access("anyone")
def asked(link: str) -> ResponseReturnValue:
    """What became of it, for whoever knows the address."""
    concern = concerns.of_link(link)
    return private(
        render_template(
            "public/asked.html",
            concern=concern,
            public_text=concerns.public_text(concern),
            shown=_shown(concern),
            refused=concerns.last(concern, ConcernActKind.REFUSED),
            refusals=REASONS,
        )
    )


def _shown(concern: Concern) -> concerns.ShownConcern | None:
    """As everybody reads it, once everybody does."""
    found = concerns.shown(concern.organisation_id, today(), concern.year)
    return next((each for each in found if each.reference == concern.reference), None)


@bp.get("/asked/confirm/<string:link>")
@access("anyone")
def confirm_asker(link: str) -> ResponseReturnValue:
    return private(
        render_template(
            "public/asked_confirm.html", concern=sending.to_confirm(link), form=ConfirmForm()
        )
    )


@bp.post("/asked/confirm/<string:link>")
@access("anyone")
def confirm_asker_address(link: str) -> ResponseReturnValue:
    concern = sending.confirm(link, at=now())
    db.session.commit()
    flash(_("Your address is confirmed. You get one letter, when this is settled."), "success")
    place = url_for(".organisation", organisation_id=concern.organisation_id)
    return redirect(place, code=303)


def private(page: str) -> Response:
    """A page under a secret address: kept by no cache, found by no robot."""
    answer = make_response(page)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
