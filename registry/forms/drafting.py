"""What the regulator says when it changes the rules: a draft, its values, and the decision."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from registry.forms.base import Form
from registry.forms.filing.days import DateField
from registry.forms.filing.fields import CheckboxesField, DecimalField, IntegerField, PercentField
from registry.i18n import in_language
from registry.scoring.adjustable import Setting, Sort, Subject
from registry.scoring.wording import words
from registry.value_words import THRESHOLDS

LONGEST_REASON = 2000
MOST_WEIGHT = 20


def _strip(text: str | None) -> str:
    return (text or "").strip()


def _reason(label: Any, description: Any = "") -> TextAreaField:
    return TextAreaField(
        label,
        description=description,
        filters=[_strip],
        validators=[
            Length(max=LONGEST_REASON, message=_l("Shorten this to at most 2,000 characters."))
        ],
    )


class StartForm(Form):
    title = StringField(
        _l("What is it about?"),
        description=_l("A few words for your colleagues, such as: a higher share to be repaid."),
        filters=[_strip],
        validators=[
            DataRequired(_l("Give the draft a name, so that your colleagues can find it.")),
            Length(max=120, message=_l("Shorten the name to at most 120 characters.")),
        ],
    )


class AboutForm(StartForm):
    """From when the changes would hold, and why; a draft may leave both open."""

    since = DateField(
        _l("Periods ending on this day or later"),
        description=_l("Not before the day of adoption: no period that is over is judged anew."),
        validators=[Optional()],
    )
    reason_en = _reason(
        _l("Reason, in English"), _l("The public reads it in the history of each criterion.")
    )
    reason_ms = _reason(_l("Reason, in Malay"))

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.since.answer) if self.since.answer else None


class TrialForm(Form):
    year = SelectField(_l("Published filings of"), coerce=int, validate_choice=True)

    def __init__(self, *, years: Iterable[int]) -> None:
        super().__init__()
        self.year.choices = [SelectChoice(year, str(year)) for year in years]


class AdoptionForm(Form):
    """A second person adopts what was proposed, or refuses it and says why."""

    decision = RadioField(
        _l("Your decision"),
        choices=[
            SelectChoice("adopt", _l("Adopt: these rules hold from the day stated")),
            SelectChoice("refuse", _l("Refuse: the draft is open for changes again")),
        ],
        validators=[InputRequired(_l("Choose to adopt or to refuse."))],
    )
    note = _reason(
        _l("Note"), _l("Your colleagues read it in the history of the draft. Needed to refuse.")
    )

    def validate_note(self, field: TextAreaField) -> None:
        if self.decision.data == "refuse" and not field.data:
            raise ValidationError(_l("Say why, so that your colleagues know what to change."))


class ValuesForm(Form):
    """The settings of one part of the rules; ``values_form`` gives it its fields."""

    def chosen(self, subject: Subject) -> dict[str, Any]:
        """What was chosen for a criterion or gate, as a change keeps it."""
        return {
            setting.name: _kept(setting, self[field_name(subject, setting)].answer)
            for setting in subject.settings
        }

    def of(self, subject: Subject) -> list[Any]:
        """The fields of a criterion or gate, in order."""
        return [self[field_name(subject, setting)] for setting in subject.settings]


def values_form(subjects: Iterable[Subject], chosen: Mapping[str, Mapping[str, Any]]) -> ValuesForm:
    """A form with a field for each setting; ``chosen`` holds what a draft says already."""
    pairs = [(subject, setting) for subject in subjects for setting in subject.settings]
    fields = {field_name(*pair): _field(pair[1]) for pair in pairs}
    stored = {
        field_name(subject, setting): _typed(
            setting, chosen.get(subject.id, {}).get(setting.name, setting.plain)
        )
        for subject, setting in pairs
    }
    form: ValuesForm = type("ValuesForm", (ValuesForm,), fields)(data=stored)
    return form


def field_name(subject: Subject, setting: Setting) -> str:
    return f"{subject.id}-{setting.name.replace('.', '-')}"


def _field(setting: Setting) -> Any:
    text = label(setting)
    needed = InputRequired(_l("Enter a value: the rules cannot do without it."))
    if setting.sort is Sort.SHARE:
        return PercentField(text, [needed])
    if setting.sort is Sort.NUMBER:
        return DecimalField(text, [needed])
    if setting.sort is Sort.COUNT:
        return IntegerField(text, [needed, *_bounds(setting)])
    if setting.sort is Sort.WORDS:
        chosen = InputRequired(_l("Choose at least one."))
        return CheckboxesField(text, [chosen], choices=_named(setting.choices))
    return _ChosenField(text, [needed], choices=_named(setting.choices))


class _ChosenField(SelectField):
    @property
    def answer(self) -> Any:
        return self.data


def label(setting: Setting) -> str:
    """What a setting is called: the words of its rule, with a blank in its place."""
    if setting.name == "weight":
        return str(_l("Weight in its theme"))
    if setting.name == "cap":
        return str(_l("Highest grade while it holds"))
    if setting.clause:
        return in_language(dict(setting.clause))
    called = str(THRESHOLDS[setting.name.removeprefix("value.")])
    return called[0].upper() + called[1:]


def _bounds(setting: Setting) -> list[NumberRange]:
    if setting.name != "weight":
        return []
    return [NumberRange(0, MOST_WEIGHT, _l("Enter a weight from 0 to 20."))]


def _named(choices: Iterable[str]) -> list[SelectChoice]:
    known = words()
    return [
        SelectChoice(word, in_language(dict(known[word])) if word in known else word)
        for word in choices
    ]


def _typed(setting: Setting, plain: Any) -> Any:
    """A stored value as it is typed: a share of 0.95 as 95."""
    if setting.sort is Sort.SHARE:
        return f"{(Decimal(str(plain)) * 100).normalize():f}"
    return plain


def _kept(setting: Setting, typed: Any) -> Any:
    if setting.sort is Sort.SHARE and typed is not None:
        return f"{(Decimal(typed) / 100).normalize():f}"
    return typed
