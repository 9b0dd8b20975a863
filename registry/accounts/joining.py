"""Routes of coming to act for an organisation: at its domain, by its secretary, by invitation."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user, login_user

from registry import clock
from registry.accounts import acting, identity, invitations, queries
from registry.accounts.limits import account
from registry.accounts.routes import bp, me
from registry.auth import access
from registry.extensions import db, limiter
from registry.forms.base import Form
from registry.forms.members import (
    CodeForm,
    NewAccountForm,
    SecretaryForm,
    SendCodeForm,
)
from registry.i18n import language
from registry.models import FilerRole, Invitation
from registry.wording import ROLES

PLACE = "/account/organisations/<int:organisation_id>"


@bp.post(f"{PLACE}/begin")
@access("signed_in")
@limiter.limit("20 per hour", key_func=account)
def begin(organisation_id: int) -> ResponseReturnValue:
    organisation = queries.organisation(organisation_id)
    if FilerRole.PREPARER not in me().roles_for(organisation_id):
        identity.begin(me(), organisation=organisation, at=clock.now())
        db.session.commit()
        flash(_("You may prepare the filings of %(name)s.", name=organisation.name), "success")
    return redirect(url_for("filing.home"), 303)


@bp.route(f"{PLACE}/code", methods=["GET", "POST"])
@access("signed_in")
@limiter.limit("5 per 15 minutes;20 per day", key_func=account, methods=["POST"])
def enter_code(organisation_id: int) -> ResponseReturnValue:
    organisation = queries.organisation(organisation_id)
    form = CodeForm()
    if form.validate_on_submit():
        authority = identity.enter_code(me(), organisation_id, form.code.data, at=clock.now())
        db.session.commit()
        if authority:
            flash(_("The company secretary's code is right. You may act now."), "success")
            return redirect(url_for("accounts.home"), 303)
        form.code.errors = [
            _("This code is wrong, used or too old. After five wrong tries a new one is needed.")
        ]
    send = SendCodeForm(roles={role: ROLES[role] for role in FilerRole})
    return render_template(
        "accounts/code.html", form=form, send=send, organisation=organisation, sent=False
    )


@bp.post(f"{PLACE}/send-code")
@access("signed_in")
@limiter.limit("5 per hour", key_func=account)
def send_code(organisation_id: int) -> ResponseReturnValue:
    organisation = queries.organisation(organisation_id)
    form = SendCodeForm(roles={role: ROLES[role] for role in FilerRole})
    if form.validate_on_submit():
        role = FilerRole(form.role.data)
        identity.send_code(me(), organisation=organisation, role=role, at=clock.now())
        db.session.commit()
        flash(
            _("If the register has an address of the company secretary, a code is on its way."),
            "info",
        )
        return redirect(url_for("accounts.enter_code", organisation_id=organisation_id), 303)
    return render_template(
        "accounts/code.html", form=CodeForm(formdata=None), send=form, organisation=organisation
    )


@bp.route("/secretary/<string:link>", methods=["GET", "POST"])
@access("anyone")
@limiter.limit("30 per 15 minutes", methods=["POST"])
def secretary(link: str) -> ResponseReturnValue:
    sent = identity.code_of_link(link, at=clock.now())
    domain = identity.new_domain(sent)
    form = SecretaryForm()
    if form.validate_on_submit():
        if form.decision.data == "confirm":
            added = domain if form.add_domain.data else None
            identity.confirm(sent, at=clock.now(), domain=added)
        else:
            identity.refuse(sent, at=clock.now())
        db.session.commit()
        return render_template("accounts/secretary_done.html", sent=sent, decision=form.decision)
    return render_template("accounts/secretary.html", form=form, sent=sent, domain=domain)


@bp.route("/invitations/<string:link>", methods=["GET", "POST"])
@access("anyone")
@limiter.limit("30 per 15 minutes", methods=["POST"])
def invitation(link: str) -> ResponseReturnValue:
    found = invitations.of_link(link, at=clock.now())
    if current_user.is_authenticated:
        return _accept(found)
    known = acting.account(found.email)
    if known and known.confirmed_at:
        return redirect(url_for("security.login", next=request.path))
    form = NewAccountForm(judge=_problems)
    if form.validate_on_submit():
        person = invitations.open_account(
            found,
            name=form.name.data,
            password=form.password.data,
            language=language(),
            at=clock.now(),
        )
        invitations.accept(found, by=person, at=clock.now())
        db.session.commit()
        login_user(person, authn_via=["password"])
        return redirect(url_for("accounts.home"), 303)
    return render_template("accounts/invitation.html", form=form, invitation=found, mine=True)


def _accept(found: Invitation) -> ResponseReturnValue:
    form = Form()
    mine = me().email == found.email and not me().is_staff
    if mine and form.validate_on_submit():
        invitations.accept(found, by=me(), at=clock.now())
        db.session.commit()
        flash(_("You have accepted the invitation."), "success")
        return redirect(url_for("accounts.home"), 303)
    return render_template("accounts/invitation.html", form=form, invitation=found, mine=mine)


def _problems(password: str) -> list[str]:
    """What is wrong with a password, in the reader's language."""
    judged = current_app.extensions["security"]._password_util.validate(password, True)
    return list(judged[0] or [])
