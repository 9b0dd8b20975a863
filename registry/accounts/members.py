"""Routes of the people of an organisation: who they are, inviting, leaving, attesting."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import assurance, clock
from registry.accounts import acting, attesting, invitations, services
from registry.accounts.joining import PLACE
from registry.accounts.limits import account
from registry.accounts.routes import bp, me
from registry.accounts.second_factor import fresh
from registry.auth import OFFICERS, access
from registry.extensions import db, limiter
from registry.forms.members import (
    AttestForm,
    DomainForm,
    InviteForm,
    LeaveForm,
    SecretaryAddressForm,
)
from registry.models import FilerRole
from registry.wording import ROLES


@bp.get(f"{PLACE}/people")
@access("member")
def members(organisation_id: int) -> ResponseReturnValue:
    organisation = acting.organisation_of(me(), organisation_id)
    return render_template(
        "accounts/members.html",
        organisation=organisation,
        people=acting.acting_for(organisation_id),
        tiers=assurance.tiers_from(assurance.facts_of(organisation_id)),
        invitations=acting.open_invitations(organisation_id),
        may_invite=invitations.roles_to_offer(me(), organisation_id),
        may_decide=FilerRole.SIGNATORY in me().roles_for(organisation_id) or _is_officer(),
        is_officer=_is_officer(),
        domains=sorted(assurance.domains(organisation)),
        domain_form=DomainForm(),
        secretary_form=SecretaryAddressForm(email=organisation.secretary_email),
        now=clock.now(),
    )


def _is_officer() -> bool:
    return bool(me().staff_roles & OFFICERS)


@bp.route(f"{PLACE}/invite", methods=["GET", "POST"])
@access("filer")
@limiter.limit("20 per hour", key_func=account, methods=["POST"])
def invite(organisation_id: int) -> ResponseReturnValue:
    organisation = acting.organisation_of(me(), organisation_id)
    offered = invitations.roles_to_offer(me(), organisation_id)
    form = InviteForm(roles={role: ROLES[role] for role in offered})
    if form.validate_on_submit():
        invitations.invite(
            me(),
            organisation=organisation,
            email=form.email.data,
            role=FilerRole(form.role.data),
            at=clock.now(),
        )
        db.session.commit()
        flash(_("An invitation is on its way to %(email)s.", email=form.email.data), "success")
        return redirect(url_for("accounts.members", organisation_id=organisation_id), 303)
    return render_template("accounts/invite.html", form=form, organisation=organisation)


@bp.post("/account/invitations/<int:invitation_id>/resend")
@access("filer")
@limiter.limit("20 per hour", key_func=account)
def resend_invitation(invitation_id: int) -> ResponseReturnValue:
    found = acting.invitation_to_change(me(), invitation_id)
    invitations.send(found, at=clock.now())
    db.session.commit()
    flash(_("A new link is on its way to %(email)s.", email=found.email), "success")
    return redirect(url_for("accounts.members", organisation_id=found.organisation_id), 303)


@bp.post("/account/invitations/<int:invitation_id>/withdraw")
@access("filer")
def withdraw_invitation(invitation_id: int) -> ResponseReturnValue:
    found = acting.invitation_to_change(me(), invitation_id)
    invitations.withdraw(found, at=clock.now())
    db.session.commit()
    flash(_("The invitation of %(email)s is withdrawn.", email=found.email), "success")
    return redirect(url_for("accounts.members", organisation_id=found.organisation_id), 303)


@bp.route(f"{PLACE}/leave", methods=["GET", "POST"])
@access("filer")
def leave(organisation_id: int) -> ResponseReturnValue:
    organisation = acting.organisation_of(me(), organisation_id)
    form = LeaveForm()
    if form.validate_on_submit():
        services.leave_organisation(
            me(), organisation=organisation, reason=form.reason.data, at=clock.now()
        )
        db.session.commit()
        flash(_("You no longer act for %(name)s.", name=organisation.name), "success")
        return redirect(url_for("accounts.home"), 303)
    signs = FilerRole.SIGNATORY in me().roles_for(organisation_id)
    last = signs and not acting.signatories(organisation_id, but=me().id)
    return render_template(
        "accounts/leave.html", form=form, organisation=organisation, is_last=last
    )


@bp.route("/account/people/<int:authority_id>/attest", methods=["GET", "POST"])
@access("decider")
@fresh
def attest(authority_id: int) -> ResponseReturnValue:
    authority = acting.signatory_to_attest(me(), authority_id, at=clock.now())
    form = AttestForm()
    if form.validate_on_submit():
        attesting.attest(authority, by=me(), statement=form.reason.data, at=clock.now())
        db.session.commit()
        flash(_("%(name)s is attested.", name=authority.user.name), "success")
        return redirect(url_for("accounts.members", organisation_id=authority.organisation_id), 303)
    return render_template("accounts/attest.html", form=form, authority=authority)


@bp.post(f"{PLACE}/domains")
@access("officer")
def change_domain(organisation_id: int) -> ResponseReturnValue:
    organisation = acting.organisation_of(me(), organisation_id)
    form = DomainForm()
    if form.validate_on_submit():
        verb = attesting.remove_domain if form.remove.data else attesting.add_domain
        verb(organisation, form.registrable, by=me(), at=clock.now())
        db.session.commit()
        flash(_("The domains are changed."), "success")
    else:
        flash(str(form.domain.errors[0]), "warning")
    return redirect(url_for("accounts.members", organisation_id=organisation_id), 303)


@bp.post(f"{PLACE}/secretary")
@access("officer")
def change_secretary(organisation_id: int) -> ResponseReturnValue:
    organisation = acting.organisation_of(me(), organisation_id)
    form = SecretaryAddressForm()
    if form.validate_on_submit():
        attesting.set_secretary(organisation, form.email.data, by=me(), at=clock.now())
        db.session.commit()
        flash(_("Codes for the company secretary go to this address now."), "success")
    else:
        flash(str(form.email.errors[0]), "warning")
    return redirect(url_for("accounts.members", organisation_id=organisation_id), 303)
