"""What people of a filing organisation say when they move a filing on, short of its answers."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from registry.forms.base import Form

LONGEST_REASON = 1000
LONGEST_REPLY = 4000


def _strip(text: str | None) -> str:
    return (text or "").strip()


class SendForm(Form):
    """Send a filing for signature."""


class StartForm(Form):
    """Begin the filing of a year."""


class TakeBackForm(Form):
    reason = TextAreaField(
        _l("What has to change?"),
        description=_l("Your colleagues read this, and it stays in the filing's history."),
        filters=[_strip],
        validators=[
            DataRequired(_l("Say what has to change, so that your colleagues know what to do.")),
            Length(max=LONGEST_REASON, message=_l("Shorten this to at most 1,000 characters.")),
        ],
    )


class AmendForm(Form):
    reason = TextAreaField(
        _l("Why do you amend the published statement?"),
        description=_l("One or two sentences. The public reads them beside the new version."),
        filters=[_strip],
        validators=[
            DataRequired(_l("Say why: readers of the published statement will want to know.")),
            Length(max=LONGEST_REASON, message=_l("Shorten this to at most 1,000 characters.")),
        ],
    )


class SignForm(Form):
    """The signatory's declaration. ``for_version`` drops the questions that do not arise."""

    change_note = TextAreaField(
        _l("What changed since the version before?"),
        description=_l("The public reads this beside the new version."),
        filters=[_strip],
        validators=[
            Optional(),
            Length(max=LONGEST_REASON, message=_l("Shorten this to at most 1,000 characters.")),
        ],
    )
    incomplete = BooleanField(
        _l("File it although some pages are not complete"),
        description=_l("What is missing counts as not disclosed, and the public will see it so."),
        validators=[
            InputRequired(_l("Complete the pages listed here, or tick that you file without them."))
        ],
    )
    declaration = BooleanField(
        _l(
            "I am authorised to sign for the organisation. I have read the answers, and to the "
            "best of my knowledge they are true and complete."
        ),
        validators=[InputRequired(_l("Tick the declaration to sign, if you can stand by it."))],
    )

    def for_version(self, number: int, *, unfinished: bool) -> "SignForm":
        """Ask what changed only from the second version on, and confirm gaps only if any."""
        if number == 1:
            del self.change_note
        if not unfinished:
            del self.incomplete
        return self

    @property
    def note(self) -> str:
        """What changed, as far as it was asked and said."""
        return (self.change_note.data or "") if self.change_note else ""


class ReplyForm(Form):
    answer = RadioField(
        _l("Your reply"),
        choices=[
            SelectChoice("reply", _l("Publish this reply beside the assessment")),
            SelectChoice("nothing", _l("Nothing to add: show the grade now")),
        ],
        validators=[InputRequired(_l("Choose whether you reply or have nothing to add."))],
    )
    text = TextAreaField(
        _l("The text of your reply"),
        description=_l("At most 4,000 characters. It is published as you write it and stays."),
        filters=[_strip],
        validators=[
            Length(max=LONGEST_REPLY, message=_l("Shorten your reply to at most 4,000 characters."))
        ],
    )

    def validate_text(self, field: TextAreaField) -> None:
        if self.answer.data == "reply" and not field.data:
            raise ValidationError(_l("Write your reply, or choose that you have nothing to add."))
        if self.answer.data == "nothing" and field.data:
            raise ValidationError(
                _l("You wrote a reply but chose to add nothing. Choose one, or clear the text.")
            )
