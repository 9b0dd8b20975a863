"""Routes of the second factor: why it is needed, setting it up, switching it off."""

from functools import partial

from flask import flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import auth_required, login_user

from registry import clock
from registry.accounts import services
from registry.accounts.routes import bp, me
from registry.accounts.settings import FRESH
from registry.accounts.totp import codes
from registry.auth import access
from registry.extensions import db
from registry.forms.accounts import SecondFactorForm
from registry.forms.base import Form

SECRET = "second_factor_secret"
"""Where the session keeps the sealed secret until a first code proves that an app has it."""

STEP = 30

fresh = auth_required("session", within=lambda: FRESH, grace=lambda: FRESH)


@bp.get("/account/second-factor-needed")
@access("signed_in")
def second_factor_needed() -> ResponseReturnValue:
    return render_template("accounts/second_factor_needed.html")


@bp.route("/account/second-factor", methods=["GET", "POST"])
@access("signed_in")
@fresh
def second_factor() -> ResponseReturnValue:
    sealed = session.get(SECRET) or codes().generate_totp_secret()
    session[SECRET] = sealed
    form = SecondFactorForm(matches=partial(_matches, sealed))
    if form.validate_on_submit():
        del session[SECRET]
        person = me()
        services.turn_on_second_factor(person, sealed, at=clock.now())
        db.session.commit()
        login_user(person, authn_via=["authenticator"])
        flash(_("Your second factor is set up. Now keep recovery codes."), "success")
        return redirect(url_for("security.mf_recovery_codes"), 303)
    setup = codes().fetch_setup_values(sealed, me())
    return render_template("accounts/second_factor.html", form=form, setup=setup)


@bp.route("/account/second-factor/remove", methods=["GET", "POST"])
@access("signed_in")
@fresh
def remove_second_factor() -> ResponseReturnValue:
    form = Form()
    if form.validate_on_submit():
        services.turn_off_second_factor(me(), at=clock.now())
        db.session.commit()
        flash(_("Your second factor is switched off."), "info")
        return redirect(url_for("accounts.home"), 303)
    return render_template("accounts/remove_second_factor.html", form=form)


def _matches(sealed: str, code: str) -> bool:
    return codes().verify_totp(code, sealed, me(), window=STEP)
