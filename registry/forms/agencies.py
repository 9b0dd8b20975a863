"""Forms of agencies: asking to be confirmed, asking people in, appointing."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_security.forms import EmailValidation
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from registry import identifiers
from registry.forms.accounts import reason_field
from registry.forms.base import Form
from registry.forms.sign_in import email_field


class _NumberForm(Form):
    ssm_number = StringField(
        _l("SSM registration number of the agency"),
        filters=[lambda text: text.strip() if text else text],
        validators=[DataRequired(_l("Enter the 12 digits, for example 201901000005."))],
        render_kw={"spellcheck": "false"},
    )

    def validate_ssm_number(self, field: StringField) -> None:
        try:
            self.number = identifiers.ssm_number(field.data)
        except identifiers.IdentifierError as error:
            raise ValidationError(_l("Enter the 12 digits, for example 201901000005.")) from error


class AgencyForm(_NumberForm):
    """A firm that asks to file for others."""

    name = StringField(
        _l("Name of the agency"),
        filters=[lambda text: text.strip() if text else text],
        validators=[
            DataRequired(_l("Enter the name as SSM has it.")),
            Length(max=200, message=_l("Use at most 200 characters.")),
        ],
    )


class AskInForm(Form):
    email = email_field(EmailValidation(verify=False))


class AppointForm(_NumberForm):
    """Which agency is appointed to what; to sign is no choice."""

    role = RadioField(_l("Role"), validators=[DataRequired(_l("Choose a role."))])
    reason = reason_field(_l("Reason"), _l("Say for what the agency is appointed."))

    def __init__(self, *, roles: Mapping[str, Any]) -> None:
        super().__init__()
        self.role.choices = [SelectChoice(word, label) for word, label in roles.items()]


class EndForm(Form):
    reason = reason_field(_l("Reason"), _l("Say why the appointment ends."))
