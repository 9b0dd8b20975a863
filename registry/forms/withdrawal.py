"""What a signatory says to withdraw a published statement."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from registry.forms.base import Form

LONGEST_REASON = 1000


def _strip(text: str | None) -> str:
    return (text or "").strip()


class WithdrawForm(Form):
    reason = TextAreaField(
        _l("Why do you withdraw it?"),
        description=_l("The public reads this beside the statement, for good."),
        filters=[_strip],
        validators=[
            DataRequired(_l("Say why: readers of the statement must know what not to rely on.")),
            Length(max=LONGEST_REASON, message=_l("Shorten this to at most 1,000 characters.")),
        ],
    )
    understood = BooleanField(
        _l(
            "I understand that the statement stays readable, marked as withdrawn, and that the "
            "organisation counts as not having published until a new one is published."
        ),
        validators=[InputRequired(_l("Tick this if you want to withdraw the statement."))],
    )
