"""Forms of accounts: signing up and in, the second factor, authority to act, staff roles."""

from collections.abc import Callable, Mapping
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
from flask_security.utils import get_message
from wtforms import EmailField, PasswordField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from registry.forms.base import Form

LONGEST_REASON = 2000


def lower(text: str | None) -> str | None:
    """Addresses are kept and compared in lower case."""
    return text.strip().lower() if text else text


def _email(*validators: Any) -> EmailField:
    return EmailField(
        _l("E-mail address"),
        filters=[lower],
        validators=[RequiredLocalize(message="EMAIL_NOT_PROVIDED"), *validators],
        render_kw={"autocomplete": "username", "spellcheck": "false"},
    )


def _password(label: Any, autocomplete: str) -> PasswordField:
    return PasswordField(
        label,
        validators=[RequiredLocalize(message="PASSWORD_NOT_PROVIDED")],
        render_kw={"autocomplete": autocomplete},
    )


def _code(label: Any, message: Any) -> StringField:
    return StringField(
        label,
        filters=[lower],
        validators=[DataRequired(message)],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false"},
    )


def _six_digits() -> StringField:
    return _code(_l("Six-digit code"), _l("Enter the six digits that your app shows."))


def _reason(label: Any, message: Any) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[lambda text: text.strip() if text else text],
        validators=[
            DataRequired(message),
            Length(max=LONGEST_REASON, message=_l("Use at most 2,000 characters.")),
        ],
    )


class SignInForm(LoginForm):
    """Address and password. Nobody is remembered beyond the session: offices share computers."""

    email = _email(EmailValidation(verify=False))
    password = _password(_l("Password"), "current-password")
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


class SignUpForm(RegisterFormV2):
    name = StringField(
        _l("Your name"),
        filters=[lambda text: " ".join(text.split()) if text else text],
        validators=[
            DataRequired(_l("Enter your name, as colleagues and the regulator will see it.")),
            Length(max=120, message=_l("Use at most 120 characters.")),
        ],
        render_kw={"autocomplete": "name"},
    )
    email = _email(EmailValidation(verify=True), unique_user_email)
    password = _password(_l("Password"), "new-password")

    def to_dict(self, only_user: bool) -> dict[str, Any]:
        """The new account, which gets its letters in the language of this page."""
        answers: dict[str, Any] = super().to_dict(only_user)
        return answers | {"language": get_locale().language} if only_user else answers


class ConfirmForm(SendConfirmationForm):
    email = _email(EmailValidation(verify=True), valid_user_email)


class ForgottenForm(ForgotPasswordForm):
    email = _email(EmailValidation(verify=True), valid_user_email)

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
    password = _password(_l("New password"), "new-password")
    password_confirm = None


class ChangeForm(ChangePasswordForm):
    password = _password(_l("Your password now"), "current-password")
    new_password = _password(_l("New password"), "new-password")
    new_password_confirm = PasswordField(
        _l("New password once more"),
        validators=[
            RequiredLocalize(message="PASSWORD_NOT_PROVIDED"),
            EqualToLocalize("new_password", message="RETYPE_PASSWORD_MISMATCH"),
        ],
        render_kw={"autocomplete": "new-password"},
    )


class AgainForm(VerifyForm):
    password = _password(_l("Password"), "current-password")


class CodeForm(TwoFactorVerifyCodeForm):
    code = _six_digits()


class LostDeviceForm(TwoFactorRescueForm):
    """Flask-Security lists ways around a lost device; we offer recovery codes, by a plain link."""

    help_setup = RadioField(choices=[])


class RecoveryForm(MfRecoveryForm):
    code = _code(_l("Recovery code"), _l("Enter one of your recovery codes."))


class SecondFactorForm(Form):
    """The first code of an app that has just scanned the secret."""

    code = _six_digits()

    def __init__(self, *, matches: Callable[[str], bool]) -> None:
        super().__init__()
        self.matches = matches

    def validate_code(self, field: StringField) -> None:
        if not self.matches(field.data):
            raise ValidationError(get_message("TWO_FACTOR_INVALID_TOKEN")[0])


class LanguageForm(Form):
    language = RadioField(
        _l("Language of your letters"),
        choices=[SelectChoice("en", "English"), SelectChoice("ms", "Bahasa Melayu")],
    )


class AskForm(Form):
    """A request for one role in one organisation."""

    role = RadioField(
        _l("What will you do for this organisation?"),
        validators=[DataRequired(_l("Choose a role."))],
    )
    reason = _reason(
        _l("Why may you act for it?"),
        _l("Say which post you hold, or who asked you to file."),
    )

    def __init__(self, *, roles: Mapping[str, Any], standing: Mapping[str, Any]) -> None:
        """``roles``: word to label; ``standing``: why a role cannot be asked for again."""
        super().__init__()
        self.role.choices = [SelectChoice(word, label) for word, label in roles.items()]
        self.standing = standing

    def validate_role(self, field: RadioField) -> None:
        if field.data in self.standing:
            raise ValidationError(self.standing[field.data])


class DecisionForm(Form):
    decision = RadioField(
        _l("Your decision"),
        choices=[
            SelectChoice("accept", _l("Accept")),
            SelectChoice("refuse", _l("Refuse")),
        ],
        validators=[DataRequired(_l("Choose to accept or to refuse."))],
    )
    reason = _reason(_l("Reason"), _l("Say how you know that this person may act, or why not."))


class RevokeForm(Form):
    reason = _reason(_l("Reason"), _l("Say why this person may no longer act."))


class StaffRoleForm(Form):
    """A staff role to be given to whoever has the address."""

    email = _email(EmailValidation(verify=False))
    role = RadioField(_l("Role"), validators=[DataRequired(_l("Choose a role."))])
    reason = _reason(_l("Reason"), _l("Say on whose decision, and since when."))

    def __init__(self, *, roles: Mapping[str, Any]) -> None:
        super().__init__()
        self.role.choices = [SelectChoice(word, label) for word, label in roles.items()]


class RemoveRoleForm(Form):
    """One of the roles that somebody has, to be taken away."""

    role = RadioField(_l("Role to take away"), validators=[DataRequired(_l("Choose a role."))])
    reason = _reason(_l("Reason"), _l("Say why this person no longer has the role."))

    def __init__(self, *, roles: Mapping[str, Any]) -> None:
        super().__init__()
        self.role.choices = [SelectChoice(word, label) for word, label in roles.items()]
