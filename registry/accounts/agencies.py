"""Routes of agencies: registering one, its people, and who appoints it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import clock
from registry.accounts import agents, appointing
from registry.accounts.joining import PLACE
from registry.accounts.limits import account
from registry.accounts.routes import bp, me
from registry.auth import access
from registry.extensions import db, limiter
from registry.forms.accounts import DecisionForm
from registry.forms.agencies import AgencyForm, AppointForm, AskInForm, EndForm
from registry.forms.base import Form
from registry.models import Agency, FilerRole
from registry.wording import ROLES


@bp.route("/account/agencies/new", methods=["GET", "POST"])
@access("signed_in")
@limiter.limit("5 per day", key_func=account, methods=["POST"])
def new_agency() -> ResponseReturnValue:
    form = AgencyForm()
    if form.validate_on_submit() and _is_free(form):
        agency = appointing.register(
            me(), name=form.name.data, ssm_number=form.number, at=clock.now()
        )
        db.session.commit()
        flash(_("The regulator looks at your agency now. You will get a letter."), "success")
        return redirect(url_for("accounts.agency", agency_id=agency.id), 303)
    return render_template("accounts/agency_new.html", form=form)


def _is_free(form: AgencyForm) -> bool:
    if agents.with_number(form.number):
        form.ssm_number.errors = [_("An agency with this number is registered. Ask its lead.")]
        return False
    return True


@bp.get("/account/agencies")
@access("officer")
def agencies() -> ResponseReturnValue:
    return render_template("accounts/agencies.html", agencies=agents.waiting())


@bp.route("/account/agencies/<int:agency_id>/decide", methods=["GET", "POST"])
@access("officer")
def decide_agency(agency_id: int) -> ResponseReturnValue:
    agency, form = agents.undecided(agency_id), DecisionForm()
    if form.validate_on_submit():
        accept, reason = form.decision.data == "accept", form.reason.data
        appointing.decide(agency, by=me(), accept=accept, reason=reason, at=clock.now())
        db.session.commit()
        flash(_("Your decision is kept, and %(name)s is told.", name=agency.name), "success")
        return redirect(url_for("accounts.agencies"), 303)
    return render_template("accounts/agency_decide.html", form=form, agency=agency)


@bp.route("/account/agencies/<int:agency_id>", methods=["GET", "POST"])
@access("signed_in")
@limiter.limit("20 per hour", key_func=account, methods=["POST"])
def agency(agency_id: int) -> ResponseReturnValue:
    """The agency for its people; its lead asks others in, and learns nothing of any address."""
    found, form = agents.own_agency(me(), agency_id), AskInForm()
    if form.validate_on_submit():
        led = agents.own_agency(me(), agency_id, lead=True)
        appointing.ask_in(led, form.email.data, by=me(), at=clock.now())
        db.session.commit()
        flash(_("If the address has an account, its owner is asked and finds it there."), "info")
        return redirect(url_for("accounts.agency", agency_id=agency_id), 303)
    return render_template("accounts/agency.html", form=form, agency=found, leads=_leads(found))


def _leads(found: Agency) -> bool:
    return any(member.user_id == me().id and member.is_lead for member in found.joined)


@bp.post("/account/agency-members/<int:member_id>/join")
@access("signed_in")
def join_agency(member_id: int) -> ResponseReturnValue:
    member = agents.own_membership(me(), member_id)
    appointing.join(member, at=clock.now())
    db.session.commit()
    flash(_("You belong to %(name)s now.", name=member.agency.name), "success")
    return redirect(url_for("accounts.agency", agency_id=member.agency_id), 303)


@bp.post("/account/agency-members/<int:member_id>/leave")
@access("signed_in")
def leave_agency(member_id: int) -> ResponseReturnValue:
    member = agents.own_membership(me(), member_id)
    appointing.leave(member, by=me(), at=clock.now())
    db.session.commit()
    flash(_("You do not belong to %(name)s.", name=member.agency.name), "success")
    return redirect(url_for("accounts.home"), 303)


@bp.route("/account/agency-members/<int:member_id>/remove", methods=["GET", "POST"])
@access("signed_in")
def remove_agent(member_id: int) -> ResponseReturnValue:
    member, form = agents.member_to_remove(me(), member_id), Form()
    if form.validate_on_submit():
        appointing.leave(member, by=me(), at=clock.now())
        db.session.commit()
        flash(_("%(name)s may no longer act.", name=member.user.name), "success")
        return redirect(url_for("accounts.agency", agency_id=member.agency_id), 303)
    return render_template("accounts/agency_remove.html", form=form, member=member)


@bp.route(f"{PLACE}/agencies", methods=["GET", "POST"])
@access("decider")
@limiter.limit("20 per hour", key_func=account, methods=["POST"])
def appointments(organisation_id: int) -> ResponseReturnValue:
    organisation = agents.signed_for(me(), organisation_id)
    form = AppointForm(roles={role: ROLES[role] for role in appointing.ROLES})
    if form.validate_on_submit() and (found := _appointable(form, organisation_id)):
        role, reason = FilerRole(form.role.data), form.reason.data
        appointing.appoint(found, organisation, role=role, by=me(), reason=reason, at=clock.now())
        db.session.commit()
        flash(_("%(name)s may act from now on.", name=found.name), "success")
        return redirect(url_for("accounts.appointments", organisation_id=organisation_id), 303)
    return render_template(
        "accounts/appointments.html",
        form=form,
        organisation=organisation,
        appointments=agents.appointments(organisation_id),
    )


def _appointable(form: AppointForm, organisation_id: int) -> Agency | None:
    """The agency that is meant; otherwise the form says what stands in the way."""
    found = agents.with_number(form.number)
    if found is None or not found.confirmed_at:
        form.ssm_number.errors = [_("No confirmed agency has this number.")]
    elif any(each.organisation_id == organisation_id for each in found.standing):
        form.ssm_number.errors = [_("This agency is appointed already.")]
    elif any(member.user_id == me().id for member in found.staying):
        form.ssm_number.errors = [_("You belong to this agency. Another signatory appoints it.")]
    else:
        return found
    return None


@bp.route("/account/appointments/<int:appointment_id>/end", methods=["GET", "POST"])
@access("decider")
def end_appointment(appointment_id: int) -> ResponseReturnValue:
    found, form = agents.appointment_to_end(me(), appointment_id), EndForm()
    if form.validate_on_submit():
        appointing.end(found, by=me(), reason=form.reason.data, at=clock.now())
        db.session.commit()
        flash(_("%(name)s may no longer act.", name=found.agency.name), "success")
        place = url_for("accounts.appointments", organisation_id=found.organisation_id)
        return redirect(place, 303)
    return render_template("accounts/appointment_end.html", form=form, appointment=found)
