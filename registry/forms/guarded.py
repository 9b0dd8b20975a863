"""Forms that anybody may send without an account: what keeps programs from flooding them."""

from datetime import datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, StringField
from wtforms.validators import Optional, ValidationError

from registry import patience
from registry.forms.base import Form

IMPATIENT = {
    patience.Impatience.TOO_EARLY: _l(
        "That was very fast. Wait a moment, then send it again: nothing you typed is lost."
    ),
    patience.Impatience.TOO_LATE: _l(
        "This page was open for more than a day. Send it again: nothing you typed is lost."
    ),
}


class MailAddress:
    """A validator: an address to which a letter can go; it is put into its usual form."""

    def __call__(self, _form: Form, field: EmailField) -> None:
        try:
            found = validate_email(field.data, check_deliverability=False)
        except EmailNotValidError as error:
            raise ValidationError(
                _l("Enter an e-mail address such as name@example.com.")
            ) from error
        field.data = found.normalized.lower()


def mail_field(label: Any, description: Any, *validators: Any) -> EmailField:
    return EmailField(
        label,
        description=description,
        filters=[lambda text: (text or "").strip()],
        validators=[*(validators or [Optional()]), MailAddress()],
        render_kw={"autocomplete": "email", "spellcheck": "false", "maxlength": 254},
    )


class GuardedForm(Form):
    """A form that a program sends too fast, or fills in where people see no box."""

    website = StringField(_l("Leave this box empty"))
    started = HiddenField()

    def __init__(self, *, at: datetime, **given: Any) -> None:
        super().__init__(**given)
        self.at = at
        if not self.started.data:
            self.started.data = patience.begin(at)

    def validate(self, extra_validators: Any = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if self.website.data:
            self.form_errors.append(
                _l("The box that nobody sees was filled in. Send it again without it.")
            )
            self.website.data = ""
            return False
        if why := patience.refusal(self.started.data, self.at):
            self.form_errors.append(IMPATIENT[why])
            if why is patience.Impatience.TOO_LATE:
                self.started.data = patience.begin(self.at)
            return False
        return valid
