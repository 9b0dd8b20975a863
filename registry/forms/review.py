"""What a reviewer sends: a decision with its note, and what is to be corrected where."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from registry.forms.base import Form

COMMENT = "comment:"
LONGEST_COMMENT = 2000


class DecisionForm(Form):
    """Return or publish. A return says somewhere what to correct; a publication may say why."""

    decision = RadioField(
        _l("Decision"),
        choices=[
            SelectChoice("return", _l("Return for correction")),
            SelectChoice("publish", _l("Publish")),
        ],
        validators=[InputRequired(_l("Choose whether to return or to publish this filing."))],
    )
    note = TextAreaField(
        _l("Note"),
        description=_l("On a return it goes to the organisation; on publication it is public."),
        validators=[
            Length(max=4000, message=_l("Shorten the note to at most 4,000 characters.")),
        ],
    )

    def __init__(self, *args: object, comments: Mapping[str, str] | None = None) -> None:
        self.comments = dict(comments or {})
        super().__init__(*args)

    def validate_note(self, field: TextAreaField) -> None:
        if self.decision.data == "return" and not (field.data or "").strip() and not self.comments:
            raise ValidationError(_l("Say what to correct: here, or in the box beside an answer."))
        if any(len(text) > LONGEST_COMMENT for text in self.comments.values()):
            raise ValidationError(_l("Shorten each comment to at most 2,000 characters."))


class GradeForm(Form):
    """Why a grade is withdrawn or given back; the public reads it."""

    reason = TextAreaField(
        _l("Reason"),
        description=_l("The public reads it in place of the grade or beside it, as you write it."),
        filters=[lambda text: (text or "").strip()],
        validators=[
            DataRequired(_l("Say why: readers of the published statement will want to know.")),
            Length(max=2000, message=_l("Shorten this to at most 2,000 characters.")),
        ],
    )


def comments_in(sent: Mapping[str, str], known: Iterable[str]) -> dict[str, str]:
    """The comments typed beside answers: ``page.field`` -> text; boxes left empty are left out."""
    return {place: text for place in known if (text := sent.get(f"{COMMENT}{place}", "").strip())}
