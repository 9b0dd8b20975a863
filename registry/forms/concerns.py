"""Asking about a statement, deciding what becomes of it, and answering it."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from registry import personal_data
from registry.forms.base import Form
from registry.forms.guarded import GuardedForm, mail_field
from registry.personal_data import PersonalData

LONGEST = 2000
LONGEST_ANSWER = 4000

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


def stripped(text: str | None) -> str:
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
    about = SelectField(_l("Is it about one of its statements?"))
    text = TextAreaField(
        _l("Your question or concern"),
        description=_l(
            "Up to 2,000 characters. Give no names of workers, no phone, passport or identity "
            "card numbers, and nothing by which one person could be found."
        ),
        filters=[stripped],
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
        validators=[
            Optional(),
            Length(max=120, message=_l("Shorten this to at most 120 characters.")),
        ],
        render_kw={"autocomplete": "name"},
    )
    role = StringField(
        _l("Who you are"),
        description=_l("For example: buyer, journalist, union, neighbour."),
        filters=[_one_line],
        validators=[
            Optional(),
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
            SelectChoice("", _l("No, about the organisation")),
            *(SelectChoice(str(each), _("Its statement of %(year)s", year=each)) for each in years),
        ]

    @property
    def year(self) -> int | None:
        return int(self.about.data) if self.about.data else None


class ConfirmForm(Form):
    """A press on a button: programs that open links in letters do not press it."""


class AnswerForm(Form):
    """What the organisation answers: kept as a draft, or sent."""

    text = TextAreaField(
        _l("Answer"),
        description=_l("Up to 4,000 characters. Everybody reads it; name no workers."),
        filters=[stripped],
        validators=[
            DataRequired(_l("Write the answer.")),
            Length(max=LONGEST_ANSWER, message=_l("Shorten this to at most 4,000 characters.")),
            NoPersonalData(),
        ],
    )
    send = BooleanField(_l("Send it: it speaks for the organisation"))
