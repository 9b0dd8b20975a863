"""Signing up, in and out: the views of Flask-Security that we offer, at our addresses.

Its JSON interface, tokens and passkeys have no address here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import user_logged_in
from flask_security import current_user, recovery_codes, views
from flask_wtf import FlaskForm

from registry.accounts.limits import CODES, GUESSES, LETTERS, View, limited
from registry.auth import STRONG_PROVIDER, declare_library_view
from registry.forms import sign_in as forms
from registry.forms.base import Form
from registry.i18n import PREFIX

bp = Blueprint("security", __name__, url_prefix=PREFIX)

SESSION = timedelta(hours=24)
"""A session's cookie is worth nothing after that; registry.session_life ends it earlier."""


def confirm_email(token: str) -> ResponseReturnValue:
    """Ask before confirming: mail scanners open links, and a GET changes nothing."""
    if request.method != "POST":
        return render_template("security/confirm.html", form=Form())
    confirmed: ResponseReturnValue = views.confirm_email(token)
    return confirmed


def lost_device() -> ResponseReturnValue:
    """Flask-Security's name for the way around a lost device: here, a recovery code."""
    return redirect(url_for("security.mf_recovery"), 303)


@dataclass(frozen=True, kw_only=True)
class Door:
    """One page of Flask-Security: where it is, who may open it, how often it may be tried."""

    path: str
    name: str
    """Its endpoint in the blueprint, which Flask-Security's own redirects rely on."""
    view: View
    who: str = "anyone"
    methods: tuple[str, ...] = ("GET", "POST")
    limits: tuple[str, str] | None = None
    form: Callable[[], FlaskForm] = Form
    template: str = ""

    def opened(self) -> View:
        if self.limits is None:
            return self.view
        return limited(self.view, self.limits, self.form, self.template)


DOORS = (
    Door(
        path="/sign-in",
        name="login",
        view=views.login,
        limits=GUESSES,
        form=forms.SignInForm,
        template="LOGIN_USER",
    ),
    Door(path="/sign-out", name="logout", view=views.logout, methods=("POST",)),
    Door(
        path="/sign-up",
        name="register",
        view=views.register,
        limits=LETTERS,
        form=forms.SignUpForm,
        template="REGISTER_USER",
    ),
    Door(
        path="/confirm",
        name="send_confirmation",
        view=views.send_confirmation,
        limits=LETTERS,
        form=forms.ConfirmForm,
        template="SEND_CONFIRMATION",
    ),
    Door(path="/confirm/<string:token>", name="confirm_email", view=confirm_email),
    Door(
        path="/reset-password",
        name="forgot_password",
        view=views.forgot_password,
        limits=LETTERS,
        form=forms.ForgottenForm,
        template="FORGOT_PASSWORD",
    ),
    Door(
        path="/reset-password/<string:token>",
        name="reset_password",
        view=views.reset_password,
        limits=GUESSES,
        form=forms.ChooseForm,
        template="RESET_PASSWORD",
    ),
    Door(
        path="/second-factor",
        name="two_factor_token_validation",
        view=views.two_factor_token_validation,
        limits=CODES,
        form=forms.CodeForm,
        template="TWO_FACTOR_VERIFY_CODE",
    ),
    Door(
        path="/second-factor/recovery-code",
        name="mf_recovery",
        view=recovery_codes.mf_recovery,
        limits=CODES,
        form=forms.RecoveryForm,
        template="MULTI_FACTOR_RECOVERY",
    ),
    Door(path="/second-factor/lost", name="two_factor_rescue", view=lost_device, methods=("GET",)),
    Door(
        path="/sign-in-again",
        name="verify",
        view=views.verify,
        who="signed_in",
        limits=GUESSES,
        form=lambda: forms.AgainForm(user=current_user),
        template="VERIFY",
    ),
    Door(
        path="/account/password",
        name="change_password",
        view=views.change_password,
        who="signed_in",
        limits=GUESSES,
        form=forms.ChangeForm,
        template="CHANGE_PASSWORD",
    ),
    Door(
        path="/account/recovery-codes",
        name="mf_recovery_codes",
        view=recovery_codes.mf_recovery_codes,
        who="signed_in",
    ),
)

for door in DOORS:
    bp.add_url_rule(door.path, door.name, door.opened(), methods=door.methods)


FORMS: dict[str, Any] = {
    "login_form": forms.SignInForm,
    "register_form": forms.SignUpForm,
    "send_confirmation_form": forms.ConfirmForm,
    "forgot_password_form": forms.ForgottenForm,
    "reset_password_form": forms.ChooseForm,
    "change_password_form": forms.ChangeForm,
    "verify_form": forms.AgainForm,
    "two_factor_verify_code_form": forms.CodeForm,
    "two_factor_rescue_form": forms.LostDeviceForm,
    "mf_recovery_form": forms.RecoveryForm,
}


@bp.before_request
def only_forms() -> None:
    if request.is_json:
        abort(415)


@bp.after_request
def keep_private(response: Response) -> Response:
    """What stands on these pages is for one person."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def init_app(app: Flask) -> None:
    app.config.update(PERMANENT_SESSION_LIFETIME=SESSION, WTF_CSRF_TIME_LIMIT=None)
    app.register_blueprint(bp)
    for page in DOORS:
        declare_library_view(app, f"security.{page.name}", page.who)
    user_logged_in.connect(_new_csrf_token, app)


def _new_csrf_token(_app: Flask, **_: Any) -> None:
    """Whoever planted a session before the sign-in does not know the token after it."""
    session.pop(STRONG_PROVIDER, None)
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)
