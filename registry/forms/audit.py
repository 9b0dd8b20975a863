"""What an officer writes in the audit of a short filing."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from registry.forms.base import Form

LONGEST = 4000


class AskForm(Form):
    """Which evidence of the eight answers the organisation is to send."""

    text = TextAreaField(
        _l("What you ask for"),
        description=_l(
            "For instance the payroll of one month with nationalities, and the contracts with"
            " contractors. The organisation reads it as you write it."
        ),
        filters=[lambda text: (text or "").strip()],
        validators=[
            DataRequired(_l("Say which evidence you ask for.")),
            Length(max=LONGEST, message=_l("Shorten this to at most 4,000 characters.")),
        ],
    )


class OutcomeForm(Form):
    """Whether the eight answers hold, and why."""

    outcome = RadioField(
        _l("Outcome"),
        choices=[
            SelectChoice("confirmed", _l("Confirmed: the eight answers hold")),
            SelectChoice("full_required", _l("A full filing is required")),
        ],
        validators=[InputRequired(_l("Choose what the audit found."))],
    )
    reason = TextAreaField(
        _l("Reason"),
        description=_l("The public reads it beside the statement, as you write it."),
        filters=[lambda text: (text or "").strip()],
        validators=[
            DataRequired(_l("Say what you looked at and what you found.")),
            Length(max=LONGEST, message=_l("Shorten this to at most 4,000 characters.")),
        ],
    )
