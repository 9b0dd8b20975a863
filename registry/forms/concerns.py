"""Asking about a statement, deciding what becomes of it, and answering it."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from registry import personal_data
from registry.forms.base import Form
from registry.forms.guarded import GuardedForm, mail_field
from registry.personal_data import PersonalData

LONGEST = 2000
LONGEST_ANSWER = 4000
WITHHELD = "[…]"
"""What stands in public where an officer left something out."""

KINDS = {
    "question": _l("A question"),
    "concern": _l("A concern"),
    "danger": _l("Somebody’s safety is at risk"),
}
KIND_HINTS = {
    "question": _l("About the statement: the organisation may answer, both are published."),
    "concern": _l("Something that you think is wrong or missing: likewise."),
    "danger": _l("Never published. An officer reads it first and passes it on."),
}
STATES = {
    "waiting": _l("To be read by an officer"),
    "asked": _l("With the organisation"),
    "answered": _l("Answer to be read by an officer"),
    "closed": _l("Answered and published"),
    "refused": _l("Not published"),
    "passed_on": _l("Passed on"),
}
REASONS = {
    "personal_data": _l("It names people or gives details by which they can be found"),
    "not_about_statement": _l("It is not about the organisation’s statement or its workers"),
    "abusive": _l("It is abusive, threatening or discriminating"),
    "advertising": _l("It is advertising"),
    "asked_before": _l("The same was asked and answered before"),
    "case_under_way": _l("It could harm an investigation or a case in court"),
    "not_understood": _l("It cannot be understood"),
}
"""Why something is not published; who sent it reads the reason."""
PERSONAL = {
    PersonalData.IDENTITY_CARD: _l("an identity card number"),
    PersonalData.PASSPORT: _l("a passport number"),
    PersonalData.PHONE: _l("a phone number"),
    PersonalData.EMAIL: _l("an e-mail address"),
}
LONGER = _l("Shorten this to at most 2,000 characters.")


def _strip(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


class NoPersonalData:
    """A validator: the text holds no number or address of a person."""

    def __call__(self, _form: Form, field: TextAreaField) -> None:
        if kinds := personal_data.found(field.data or ""):
            names = ", ".join(str(PERSONAL[kind]) for kind in kinds)
            raise ValidationError(
                _(
                    "This seems to hold %(what)s. Take it out: it would be public, and it could "
                    "put somebody at risk.",
                    what=names,
                )
            )


class AskForm(GuardedForm):
    """What somebody wants to ask or tell about an organisation or one of its statements."""

    kind = RadioField(
        _l("What do you send?"),
        choices=[SelectChoice(value, label) for value, label in KINDS.items()],
        validators=[InputRequired(_l("Choose what you send."))],
    )
    about = SelectField(_l("What is it about?"))
    text = TextAreaField(
        _l("Your question or concern"),
        description=_l(
            "Up to 2,000 characters. Give no names of workers, no phone, passport or identity "
            "card numbers, and nothing by which one person could be found."
        ),
        filters=[_strip],
        validators=[
            DataRequired(_l("Write what you want to ask or tell.")),
            Length(max=LONGEST, message=LONGER),
            NoPersonalData(),
        ],
    )
    name = StringField(
        _l("Your name"),
        description=_l("Leave it empty to stay anonymous."),
        filters=[_one_line],
        validators=[Length(max=120, message=_l("Shorten this to at most 120 characters."))],
        render_kw={"autocomplete": "name"},
    )
    role = StringField(
        _l("Who you are"),
        description=_l("For example: buyer, journalist, union, neighbour."),
        filters=[_one_line],
        validators=[
            Length(max=120, message=_l("Shorten this to at most 120 characters.")),
            NoPersonalData(),
        ],
    )
    name_shown = BooleanField(_l("Show my name and who I am beside it in public"))
    email = mail_field(
        _l("E-mail address for the outcome"),
        _l(
            "We write to it twice at most: to confirm it, and when this is settled. Then it is "
            "deleted. It is never shown, nor given to the organisation."
        ),
    )

    def __init__(self, *, at: datetime, years: Sequence[int], year: int | None = None) -> None:
        super().__init__(at=at, data={"about": str(year) if year in years else ""})
        self.about.choices = [
            SelectChoice("", _l("The organisation")),
            *(SelectChoice(str(each), _("Its statement of %(year)s", year=each)) for each in years),
        ]

    @property
    def year(self) -> int | None:
        return int(self.about.data) if self.about.data else None


class ConfirmForm(Form):
    """A press on a button: programs that open links in letters do not press it."""


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
        filters=[_strip],
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
        filters=[_strip],
        validators=[Length(max=LONGEST, message=LONGER)],
    )

    def __init__(self, *, original: str, may_publish: bool) -> None:
        super().__init__(data={"text": original})
        self.original = _strip(original)
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


class AnswerForm(Form):
    """What the organisation answers: kept as a draft, or sent."""

    text = TextAreaField(
        _l("Answer"),
        description=_l("Up to 4,000 characters. Everybody reads it; name no workers."),
        filters=[_strip],
        validators=[
            DataRequired(_l("Write the answer.")),
            Length(max=LONGEST_ANSWER, message=_l("Shorten this to at most 4,000 characters.")),
            NoPersonalData(),
        ],
    )
    send = BooleanField(_l("Send it: it speaks for the organisation"))


class JudgeAnswerForm(Form):
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
        filters=[_strip],
        validators=[Length(max=LONGEST, message=LONGER)],
    )

    def validate_note(self, field: TextAreaField) -> None:
        if self.decision.data == "return" and not field.data:
            raise ValidationError(_l("Say what is to be changed."))
