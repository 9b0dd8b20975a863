"""Routes of staff: an administrator gives roles to accounts and takes them away."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry import clock
from registry.accounts import queries, services
from registry.accounts.routes import bp, me
from registry.accounts.second_factor import fresh
from registry.auth import access
from registry.extensions import db
from registry.forms.accounts import RemoveRoleForm, ResetSecondFactorForm, StaffRoleForm
from registry.models import StaffRole, User
from registry.wording import ROLES


@bp.get("/account/staff")
@access("administrator")
def staff() -> ResponseReturnValue:
    return render_template(
        "accounts/staff.html", staff=queries.staff(), changes=queries.staff_changes()
    )


@bp.route("/account/staff/add", methods=["GET", "POST"])
@access("administrator")
@fresh
def add_staff() -> ResponseReturnValue:
    form = StaffRoleForm(roles={role: ROLES[role] for role in StaffRole})
    if form.validate_on_submit() and (user := _candidate(form)):
        services.grant_staff_role(
            user,
            role=StaffRole(form.role.data),
            by=me(),
            reason=form.reason.data,
            at=clock.now(),
        )
        db.session.commit()
        flash(_("%(name)s has the role now.", name=user.name or user.email), "success")
        return redirect(url_for("accounts.staff"), 303)
    return render_template("accounts/add_staff.html", form=form)


@bp.route("/account/staff/<int:user_id>/remove", methods=["GET", "POST"])
@access("administrator")
@fresh
def remove_staff(user_id: int) -> ResponseReturnValue:
    user = queries.colleague(me(), user_id)
    form = RemoveRoleForm(roles={role: ROLES[role] for role in sorted(user.staff_roles)})
    if form.validate_on_submit():
        services.remove_staff_role(
            user,
            role=StaffRole(form.role.data),
            by=me(),
            reason=form.reason.data,
            at=clock.now(),
        )
        db.session.commit()
        flash(_("%(name)s no longer has the role.", name=user.name or user.email), "success")
        return redirect(url_for("accounts.staff"), 303)
    return render_template("accounts/remove_staff.html", form=form, user=user)


@bp.route("/account/staff/second-factor", methods=["GET", "POST"])
@access("administrator")
@fresh
def reset_second_factor() -> ResponseReturnValue:
    form = ResetSecondFactorForm()
    if form.validate_on_submit() and (user := _somebody_else(form)):
        services.reset_second_factor(user, by=me(), at=clock.now())
        db.session.commit()
        flash(
            _("%(name)s can set up a second factor anew.", name=user.name or user.email), "success"
        )
        return redirect(url_for("accounts.staff"), 303)
    return render_template("accounts/reset_second_factor.html", form=form)


def _somebody_else(form: ResetSecondFactorForm) -> User | None:
    user = queries.confirmed_account(form.email.data)
    if user is None or user.id == me().id:
        form.email.errors = [_l("No account of somebody else has this address.")]
        return None
    return user


def _candidate(form: StaffRoleForm) -> User | None:
    """The account that may get the role; otherwise the form says what stands in the way."""
    user = queries.confirmed_account(form.email.data)
    if problem := _problem(user, form.role.data):
        form.email.errors = [*form.email.errors, problem]
        return None
    return user


def _problem(user: User | None, role: str) -> LazyString | None:
    if user is None:
        return _l("No confirmed account has this address. Ask the person to sign up first.")
    if user.id == me().id:
        return _l("Nobody changes their own roles. Ask another administrator.")
    if any(authority.is_standing for authority in user.authorities):
        return _l("This person acts, or asks to act, for an organisation, so cannot be staff.")
    if role in user.staff_roles:
        return _l("This person has the role already.")
    return None
