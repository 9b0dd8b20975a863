"""Forms of accounts: the second factor, authority to act, staff roles."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_security.forms import EmailValidation
from flask_security.utils import get_message
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from registry.forms.base import Form
from registry.forms.sign_in import email_field, six_digits_field

LONGEST_REASON = 2000


def reason_field(label: Any, message: Any) -> TextAreaField:
    return TextAreaField(
        label,
        filters=[lambda text: text.strip() if text else text],
        validators=[
            DataRequired(message),
            Length(max=LONGEST_REASON, message=_l("Use at most 2,000 characters.")),
        ],
    )


class SecondFactorForm(Form):
    """The first code of an app that has just scanned the secret."""

    code = six_digits_field()

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
    reason = reason_field(
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
    reason = reason_field(
        _l("Reason"), _l("Say how you know that this person may act, or why not.")
    )


class RevokeForm(Form):
    reason = reason_field(_l("Reason"), _l("Say why this person may no longer act."))


class StaffRoleForm(Form):
    """A staff role to be given to whoever has the address."""

    email = email_field(EmailValidation(verify=False))
    role = RadioField(_l("Role"), validators=[DataRequired(_l("Choose a role."))])
    reason = reason_field(_l("Reason"), _l("Say on whose decision, and since when."))

    def __init__(self, *, roles: Mapping[str, Any]) -> None:
        super().__init__()
        self.role.choices = [SelectChoice(word, label) for word, label in roles.items()]


class RemoveRoleForm(Form):
    """One of the roles that somebody has, to be taken away."""

    role = RadioField(_l("Role to take away"), validators=[DataRequired(_l("Choose a role."))])
    reason = reason_field(_l("Reason"), _l("Say why this person no longer has the role."))

    def __init__(self, *, roles: Mapping[str, Any]) -> None:
        super().__init__()
        self.role.choices = [SelectChoice(word, label) for word, label in roles.items()]


class ResetSecondFactorForm(Form):
    """Whose second factor is lost; an administrator has checked who asks."""

    email = email_field(EmailValidation(verify=False))
    checked = BooleanField(
        _l("I have made sure, by other means than e-mail, that this person is who they say."),
        validators=[DataRequired(_l("Make sure who asks before you open the account."))],
    )
