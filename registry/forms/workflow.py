"""What people of a filing organisation say when they move a filing on, short of its answers."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from registry.forms.base import Form

LONGEST_REASON = 1000
LONGEST_REPLY = 4000
DECLARATION = _l(
    "I am authorised to sign for the organisation. I have read the answers, and to the best of my "
    "knowledge they are true and complete."
)
"""What a signatory declares; the record of the signature keeps it as it was read."""


def _strip(text: str | None) -> str:
    return (text or "").strip()


class SendForm(Form):
    """Send a filing for signature."""


class StartForm(Form):
    """Begin the filing of a year, with the answers of the last one where there is one."""

    begin = RadioField(
        _l("How do you want to begin?"),
        choices=[
            SelectChoice("last_year", _l("With the answers of your last filing")),
            SelectChoice("blank", _l("With blank pages")),
        ],
        default="last_year",
    )


class ApprovalForm(Form):
    """Sign pages off; which ones is read from what was ticked."""


class ReopenForm(Form):
    reason = TextAreaField(
        _l("What has to change on this page?"),
        description=_l("Your colleagues read this, and it stays in the filing's history."),
        filters=[_strip],
        validators=[
            DataRequired(_l("Say what has to change, so that your colleagues know what to do.")),
            Length(max=LONGEST_REASON, message=_l("Shorten this to at most 1,000 characters.")),
        ],
    )


class CommentForm(Form):
    """Ask or answer a colleague; the other buttons of the page need no words."""

    text = TextAreaField(
        _l("Your comment"),
        description=_l(
            "For the people of your organisation only: the regulator and the public never see it. "
            "Write no names, passport or telephone numbers of workers."
        ),
        filters=[_strip],
        validators=[
            DataRequired(_l("Write a comment first.")),
            Length(max=LONGEST_REASON, message=_l("Shorten this to at most 1,000 characters.")),
        ],
    )


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
    post = StringField(
        _l("Your post"),
        description=_l("As it is to stand on the receipt, for example: executive director."),
        filters=[_strip],
        validators=[
            DataRequired(_l("Say in which post you sign.")),
            Length(max=120, message=_l("Use at most 120 characters.")),
        ],
        render_kw={"autocomplete": "organization-title"},
    )
    declaration = BooleanField(
        DECLARATION,
        validators=[InputRequired(_l("Tick the declaration to sign, if you can stand by it."))],
    )
    code = StringField(
        _l("Code of your second factor"),
        description=_l(
            "The six digits that your app shows now, also if you gave a code when you signed in. "
            "A recovery code works too, and is used up by it."
        ),
        filters=[_strip],
        validators=[DataRequired(_l("Enter the six digits that your app shows."))],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false"},
    )
    seen = HiddenField()
    """The SHA-256 of what stood on the page."""
    opened_at = HiddenField()
    """When it stood there."""

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
