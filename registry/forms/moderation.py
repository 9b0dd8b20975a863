"""What an officer decides about a question or concern, and about the answer to it."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from registry.forms.base import Form
from registry.forms.concerns import LONGER, LONGEST, REASONS, stripped

WITHHELD = "[…]"
"""What stands in public where an officer left something out."""


class ModerateForm(Form):
    """Publish as it is or with parts left out, refuse, or pass on."""

    decision = RadioField(
        _l("Decision"), validators=[InputRequired(_l("Choose what becomes of it."))]
    )
    text = TextAreaField(
        _l("Text to publish"),
        description=_l(
            "Put […] in the place of what is to be left out. Nothing else may be changed or added."
        ),
        filters=[stripped],
        validators=[Length(max=LONGEST, message=LONGER)],
    )
    reason = SelectField(
        _l("Reason"),
        description=_l("Needed to refuse, or to leave parts out. Who sent it reads it."),
        choices=[
            SelectChoice("", _l("None")),
            *(SelectChoice(value, label) for value, label in REASONS.items()),
        ],
    )
    note = TextAreaField(
        _l("Note for the file"),
        description=_l(
            "For colleagues; never public. On passing it on, say to whom and how it was passed on."
        ),
        filters=[stripped],
        validators=[Length(max=LONGEST, message=LONGER)],
    )

    def __init__(self, *, original: str, may_publish: bool) -> None:
        super().__init__(data={"text": original})
        self.original = stripped(original)
        publish = [SelectChoice("accept", _l("Publish; the organisation may answer first"))]
        self.decision.choices = (publish if may_publish else []) + [
            SelectChoice("refuse", _l("Do not publish")),
            SelectChoice("pass_on", _l("Pass on to the hotline or an authority; never public")),
        ]

    def validate_text(self, field: TextAreaField) -> None:
        if self.decision.data != "accept":
            return
        if not field.data.replace(WITHHELD, "").strip():
            raise ValidationError(_l("Leave something to read, or do not publish it."))
        if not only_left_out(self.original, field.data):
            raise ValidationError(
                _l("Only leave parts out, with […] in their place. The rest stays as it was sent.")
            )

    def validate_reason(self, field: SelectField) -> None:
        shortened = self.decision.data == "accept" and self.text.data != self.original
        if (shortened or self.decision.data == "refuse") and not field.data:
            raise ValidationError(_l("Choose the reason."))

    def validate_note(self, field: TextAreaField) -> None:
        if self.decision.data == "pass_on" and not field.data:
            raise ValidationError(_l("Say to whom you passed it on."))


def only_left_out(original: str, shown: str) -> bool:
    """Whether a text follows from another by leaving parts out, each marked as left out."""
    if WITHHELD not in shown:
        return shown == original
    pieces = [piece.strip() for piece in shown.split(WITHHELD)]
    if not original.startswith(pieces[0]) or not original.endswith(pieces[-1]):
        return False
    place = 0
    for piece in pieces:
        place = original.find(piece, place) + len(piece)
        if place < len(piece):
            return False
    return True


class JudgeAnswerForm(Form):
    """Publish the answer of an organisation, or send it back."""

    decision = RadioField(
        _l("Decision"),
        choices=[
            SelectChoice("publish", _l("Publish the answer")),
            SelectChoice("return", _l("Send it back")),
        ],
        validators=[InputRequired(_l("Choose what becomes of the answer."))],
    )
    note = TextAreaField(
        _l("What is to be changed"),
        description=_l("The organisation reads it if the answer goes back."),
        filters=[stripped],
        validators=[Length(max=LONGEST, message=LONGER)],
    )

    def validate_note(self, field: TextAreaField) -> None:
        if self.decision.data == "return" and not field.data:
            raise ValidationError(_l("Say what is to be changed."))
