"""Routes of authority: asking to act for an organisation, deciding, revoking."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry import clock
from registry.accounts import identity, queries, services
from registry.accounts.limits import account
from registry.accounts.routes import bp, me
from registry.auth import access
from registry.extensions import db, limiter
from registry.forms.accounts import AskForm, DecisionForm, RevokeForm
from registry.models import AuthorityStatus, FilerRole
from registry.wording import ROLES

STANDING: dict[str, LazyString] = {
    AuthorityStatus.REQUESTED: _l("You have asked for this role already. You will get a letter."),
    AuthorityStatus.ACCEPTED: _l("You have this role already."),
}


@bp.get("/account/organisations")
@access("signed_in")
def find_organisation() -> ResponseReturnValue:
    text = request.args.get("q", "")
    found = queries.organisations(text)
    return render_template("accounts/find_organisation.html", text=text, found=found)


@bp.route("/account/organisations/<int:organisation_id>/ask", methods=["GET", "POST"])
@access("signed_in")
@limiter.limit("20 per hour", key_func=account, methods=["POST"])
def ask(organisation_id: int) -> ResponseReturnValue:
    organisation = queries.organisation(organisation_id)
    standing = queries.standing(me(), organisation_id)
    form = AskForm(
        roles={role: ROLES[role] for role in FilerRole},
        standing={role: STANDING[status] for role, status in standing.items()},
    )
    if form.validate_on_submit():
        services.request_authority(
            me(),
            organisation=organisation,
            role=FilerRole(form.role.data),
            reason=form.reason.data,
            at=clock.now(),
        )
        db.session.commit()
        flash(_("Your request is sent. You will get a letter when it is decided."), "success")
        return redirect(url_for("accounts.home"), 303)
    return render_template(
        "accounts/ask.html",
        form=form,
        organisation=organisation,
        domain=identity.may_begin(me(), organisation),
    )


@bp.get("/account/requests")
@access("decider")
def requests() -> ResponseReturnValue:
    return render_template("accounts/requests.html", requests=queries.open_requests(me()))


@bp.route("/account/requests/<int:authority_id>", methods=["GET", "POST"])
@access("decider")
def decide(authority_id: int) -> ResponseReturnValue:
    authority = queries.open_request(me(), authority_id)
    form = DecisionForm()
    if form.validate_on_submit():
        services.decide_authority(
            authority,
            by=me(),
            accept=form.decision.data == "accept",
            reason=form.reason.data,
            at=clock.now(),
        )
        db.session.commit()
        flash(
            _("Your decision is kept, and %(name)s is told.", name=authority.user.name), "success"
        )
        return redirect(url_for("accounts.requests"), 303)
    return render_template("accounts/decide.html", form=form, authority=authority)


@bp.get("/account/people")
@access("decider")
def people() -> ResponseReturnValue:
    text = request.args.get("q", "")
    authorities = queries.people(me(), text)
    return render_template("accounts/people.html", text=text, authorities=authorities)


@bp.route("/account/people/<int:authority_id>/revoke", methods=["GET", "POST"])
@access("decider")
def revoke(authority_id: int) -> ResponseReturnValue:
    authority = queries.accepted_authority(me(), authority_id)
    form = RevokeForm()
    if form.validate_on_submit():
        services.revoke_authority(authority, by=me(), reason=form.reason.data, at=clock.now())
        db.session.commit()
        flash(_("%(name)s may no longer act.", name=authority.user.name), "success")
        return redirect(url_for("accounts.people"), 303)
    return render_template("accounts/revoke.html", form=form, authority=authority)
