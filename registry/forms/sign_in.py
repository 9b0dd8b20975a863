"""Forms at the door: Flask-Security's, in our words."""

from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_security import hash_password
from flask_security.forms import (
    ChangePasswordForm,
    EmailValidation,
    EqualToLocalize,
    ForgotPasswordForm,
    LoginForm,
    RegisterFormV2,
    RequiredLocalize,
    ResetPasswordForm,
    SendConfirmationForm,
    TwoFactorRescueForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
    unique_user_email,
    valid_user_email,
)
from flask_security.recovery_codes import MfRecoveryForm
from wtforms import EmailField, PasswordField, RadioField, StringField
from wtforms.validators import DataRequired, Length

from registry.forms.base import Form


def lower(text: str | None) -> str | None:
    """Addresses are kept and compared in lower case."""
    return text.strip().lower() if text else text


def email_field(*validators: Any) -> EmailField:
    return EmailField(
        _l("E-mail address"),
        filters=[lower],
        validators=[RequiredLocalize(message="EMAIL_NOT_PROVIDED"), *validators],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )


def password_field(label: Any, autocomplete: str) -> PasswordField:
    return PasswordField(
        label,
        validators=[RequiredLocalize(message="PASSWORD_NOT_PROVIDED")],
        render_kw={"autocomplete": autocomplete},
    )


def code_field(label: Any, message: Any) -> StringField:
    return StringField(
        label,
        filters=[lower],
        validators=[DataRequired(message)],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false"},
    )


def six_digits_field() -> StringField:
    return code_field(_l("Six-digit code"), _l("Enter the six digits that your app shows."))


class SignInForm(LoginForm):
    """Address and password. Nobody is remembered beyond the session: offices share computers."""

    email = email_field(EmailValidation(verify=False))
    password = password_field(_l("Password"), "current-password")
    remember = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.password.description = ""

    def validate(self, **kwargs: Any) -> bool:
        """Tell who knows the password, and nobody else, that the address is still unconfirmed."""
        valid: bool = super().validate(**kwargs)
        if self.user_authenticated and not valid:
            self.form_errors.extend(self.email.errors)
            self.email.errors = []
        return valid


def name_field() -> StringField:
    return StringField(
        _l("Your name"),
        filters=[lambda text: " ".join(text.split()) if text else text],
        validators=[
            DataRequired(_l("Enter your name, as colleagues and the regulator will see it.")),
            Length(max=120, message=_l("Use at most 120 characters.")),
        ],
        render_kw={"autocomplete": "name"},
    )


class ProviderSignUpForm(Form):
    """What a new account needs beside the address that a provider of single sign-on confirmed."""

    name = name_field()


class SignUpForm(RegisterFormV2):
    name = name_field()
    email = email_field(EmailValidation(verify=True), unique_user_email)
    password = password_field(_l("Password"), "new-password")

    def to_dict(self, only_user: bool) -> dict[str, Any]:
        """The new account, which gets its letters in the language of this page."""
        answers: dict[str, Any] = super().to_dict(only_user)
        return answers | {"language": get_locale().language} if only_user else answers


class ConfirmForm(SendConfirmationForm):
    email = email_field(EmailValidation(verify=True), valid_user_email)


class ForgottenForm(ForgotPasswordForm):
    email = email_field(EmailValidation(verify=True), valid_user_email)

    def validate(self, **kwargs: Any) -> bool:
        """Also for an unconfirmed address; it takes as long as for one without an account."""
        valid: bool = super().validate(**kwargs)
        if self.requires_confirmation:
            self.email.errors = []
            valid = True
        if valid:
            hash_password("not-a-password")
        return valid


class ChooseForm(ResetPasswordForm):
    password = password_field(_l("New password"), "new-password")
    password_confirm = None


class ChangeForm(ChangePasswordForm):
    password = password_field(_l("Your password now"), "current-password")
    new_password = password_field(_l("New password"), "new-password")
    new_password_confirm = PasswordField(
        _l("New password once more"),
        validators=[
            RequiredLocalize(message="PASSWORD_NOT_PROVIDED"),
            EqualToLocalize("new_password", message="RETYPE_PASSWORD_MISMATCH"),
        ],
        render_kw={"autocomplete": "new-password"},
    )


class AgainForm(VerifyForm):
    password = password_field(_l("Password"), "current-password")


class CodeForm(TwoFactorVerifyCodeForm):
    code = six_digits_field()


class LostDeviceForm(TwoFactorRescueForm):
    """Flask-Security lists ways around a lost device; we offer recovery codes, by a plain link."""

    help_setup = RadioField(choices=[])


class RecoveryForm(MfRecoveryForm):
    code = code_field(_l("Recovery code"), _l("Enter one of your recovery codes."))
