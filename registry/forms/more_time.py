"""Asking for a later deadline, and deciding on it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Form, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length

from registry.forms import base
from registry.forms.filing.days import DAYS, DateInput
from registry.i18n import date_text

LONGEST = 1000


def _strip(text: str | None) -> str:
    return (text or "").strip()


def between(after: date, last: date) -> Callable[[Form, DateField], None]:
    """A validator: a day later than one day and not later than another."""

    def check(form: Form, field: DateField) -> None:
        if field.data is not None and not after < field.data <= last:
            raise ValidationError(
                _(
                    "Choose a day after %(after)s and not later than %(last)s.",
                    after=date_text(after),
                    last=date_text(last),
                )
            )

    return check


class PlainDateField(DateField):
    """A day as a picker sends it or as people here type it; empty is no day."""

    widget = DateInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        for pattern in DAYS if typed else ():
            with suppress(ValueError):
                self.data = datetime.strptime(typed, pattern).date()  # noqa: DTZ007 only a day
                return
        if typed:
            raise ValueError(_l("Enter a day that exists, such as 30/6/2026."))

    @property
    def day(self) -> date:
        """The day on a form that was found valid."""
        if self.data is None:
            raise ValueError(f"{self.name} holds no day")
        return self.data


class AskForm(base.Form):
    """Until when an organisation needs, and why. ``after`` and ``last`` bound the day."""

    wanted_on = PlainDateField(
        _l("Until when do you need?"),
        validators=[InputRequired(_l("Enter the day by which you will have filed."))],
    )
    reason = TextAreaField(
        _l("Why can it not be filed by the deadline?"),
        description=_l(
            "The regulator reads this and decides. Its own reason is published, yours is not."
        ),
        filters=[_strip],
        validators=[
            DataRequired(_l("Say why you need more time.")),
            Length(max=LONGEST, message=_l("Shorten this to at most 1,000 characters.")),
        ],
    )

    def __init__(self, *, after: date, last: date) -> None:
        super().__init__()
        self.wanted_on.validators = [*self.wanted_on.validators, between(after, last)]


class WithdrawForm(base.Form):
    """Take back a request for more time."""


class DecideForm(base.Form):
    """Grant, until which day, or refuse; the reason of a grant is public."""

    outcome = RadioField(
        _l("Decision"),
        choices=[
            SelectChoice("granted", _l("Extend the deadline")),
            SelectChoice("refused", _l("Refuse: the deadline stays")),
        ],
        validators=[InputRequired(_l("Choose whether to extend the deadline or to refuse."))],
    )
    due_on = PlainDateField(
        _l("New deadline"),
        description=_l("Only if you extend it. It need not be the day that was asked for."),
    )
    reason = TextAreaField(
        _l("Reason"),
        description=_l(
            "The organisation reads it. If you extend the deadline, the public reads it too."
        ),
        filters=[_strip],
        validators=[
            DataRequired(_l("Give the reason for the decision.")),
            Length(max=LONGEST, message=_l("Shorten this to at most 1,000 characters.")),
        ],
    )

    def __init__(self, *, after: date, last: date, wanted_on: date) -> None:
        super().__init__(data={"due_on": wanted_on})
        self.after, self.last = after, last

    def validate_due_on(self, field: DateField) -> None:
        if self.outcome.data != "granted":
            return
        if field.data is None and not field.errors:
            raise ValidationError(_l("Enter the new deadline."))
        between(self.after, self.last)(self, field)


class CalendarForm(base.Form):
    """Another secret address of one's calendar, or none."""

    wanted = StringField(validators=[AnyOf(["new", "none"])])
