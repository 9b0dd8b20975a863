"""Forms of the people of an organisation: codes, invitations, leaving, attesting."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_security.forms import EmailValidation
from wtforms import BooleanField, PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from registry import mail_domains
from registry.forms.accounts import reason_field
from registry.forms.base import Form
from registry.forms.sign_in import email_field, password_field


class CodeForm(Form):
    """The code that the company secretary got by letter."""

    code = StringField(
        _l("Code of the company secretary"),
        validators=[
            DataRequired(_l("Enter the eight letters and digits of the letter.")),
            Length(max=40, message=_l("The code has eight letters and digits.")),
        ],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false"},
    )


class _RoleForm(Form):
    role = RadioField(_l("Role"), validators=[DataRequired(_l("Choose a role."))])

    def __init__(self, *, roles: Mapping[str, Any]) -> None:
        super().__init__()
        self.role.choices = [SelectChoice(word, label) for word, label in roles.items()]


class SendCodeForm(_RoleForm):
    """For which role the company secretary is asked to vouch."""


class InviteForm(_RoleForm):
    """An address and what it is invited to; only roles that may be offered are choices."""

    email = email_field(EmailValidation(verify=False))


class SecretaryForm(Form):
    decision = RadioField(
        _l("Your answer"),
        choices=[
            SelectChoice("confirm", _l("Yes, this person may act for the company")),
            SelectChoice("refuse", _l("No, or I do not know this person")),
        ],
        validators=[DataRequired(_l("Choose yes or no."))],
    )
    add_domain = BooleanField(_l("Addresses at this domain are the company's own"))


class NewAccountForm(Form):
    """The account of somebody invited, whose address the letter has confirmed."""

    name = StringField(
        _l("Your name"),
        filters=[lambda text: " ".join(text.split()) if text else text],
        validators=[
            DataRequired(_l("Enter your name, as colleagues and the regulator will see it.")),
            Length(max=120, message=_l("Use at most 120 characters.")),
        ],
        render_kw={"autocomplete": "name"},
    )
    password = password_field(_l("Password"), "new-password")

    def __init__(self, *, judge: Callable[[str], list[str]]) -> None:
        super().__init__()
        self.judge = judge

    def validate_password(self, field: PasswordField) -> None:
        if problems := self.judge(field.data):
            raise ValidationError(problems[0])


class LeaveForm(Form):
    reason = reason_field(_l("Reason"), _l("Say why you leave; your colleagues read it."))


class AttestForm(Form):
    reason = reason_field(
        _l("How you know of the appointment"),
        _l("Name the document that appoints the signatory, and its date."),
    )


class DomainForm(Form):
    domain = StringField(_l("Domain"), validators=[DataRequired(_l("Enter a domain."))])
    remove = BooleanField(_l("Take this domain away"))

    def validate_domain(self, field: StringField) -> None:
        if self.registrable is None:
            raise ValidationError(_l("Enter a domain of one organisation, not of a mail service."))

    @property
    def registrable(self) -> Any:
        return mail_domains.private(self.domain.data or "")


class SecretaryAddressForm(Form):
    email = email_field(EmailValidation(verify=False))
