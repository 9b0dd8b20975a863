"""Fields that read what a person typed into plain JSON, and keep on the page what they cannot read.

``answer`` is what may be stored: None where nothing, or nothing readable, was said.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

import wtforms
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms.widgets import HiddenInput, Select, TextArea, TextInput, html_params

from registry.scoring.shapes import DO_NOT_KNOW

NONE = "none"
LONGEST_TEXT = 2000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
BLANKS = re.compile(r"\s+")
RINGGIT = re.compile(r"^(RM|MYR)", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,12}(\.\d+)?|\d{1,3}(,\d{3}){1,3}(\.\d+)?")

Text: TypeAlias = str | LazyString


class Unreadable(ValueError):
    """What was typed is not what the field asks; the message is the remedy."""


def plain_number(typed: str) -> Decimal | None:
    """The number in ``1,500.00``, ``RM 1,500`` or ``1 500``; None where there is none."""
    text = RINGGIT.sub("", BLANKS.sub("", typed))
    return Decimal(text.replace(",", "")) if NUMBER.fullmatch(text) else None


class TypedField(wtforms.Field):
    """One typed line. With ``offers_unknown`` a box beside it says that nobody knows."""

    widget = TextInput()

    def __init__(
        self,
        label: Text | None = None,
        validators: Any = None,
        *,
        offers_unknown: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(label, validators, **options)
        self.offers_unknown = offers_unknown

    @property
    def answer(self) -> Any:
        return None if self.process_errors else self.data

    @property
    def is_unknown(self) -> bool:
        return DO_NOT_KNOW in (self.raw_data or [self.data])

    def _value(self) -> str:
        sent = [self.data] if self.raw_data is None else self.raw_data
        shown = [value for value in sent if value not in (None, DO_NOT_KNOW)]
        return str(shown[0]) if shown else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = [text for value in valuelist if (text := value.strip())]
        self.data = None
        if self.offers_unknown and DO_NOT_KNOW in typed:
            if len(set(typed)) > 1:
                raise Unreadable(_l("Give an answer or tick “We do not know”, not both."))
            self.data = DO_NOT_KNOW
        elif typed:
            self.data = self.read(typed[0])

    def read(self, typed: str) -> Any:
        """The plain JSON value of what was typed, or ``Unreadable``."""
        raise NotImplementedError


class TextField(TypedField):
    def read(self, typed: str) -> str:
        if len(typed) > LONGEST_TEXT:
            raise Unreadable(_l("Shorten this to at most %(most)s characters.", most=LONGEST_TEXT))
        return CONTROL.sub("", typed)


class LongTextField(TextField):
    """A text of more than one line."""

    widget = TextArea()


class HiddenField(TextField):
    widget = HiddenInput()


class IntegerField(TypedField):
    def read(self, typed: str) -> int:
        number = plain_number(typed)
        if number is None or number != int(number) or number > 999_999_999:
            raise Unreadable(_l("Enter a whole number such as 12, or 0 where there are none."))
        return int(number)


class MoneyField(TypedField):
    """Ringgit, kept as ``"1500.00"``."""

    def read(self, typed: str) -> str:
        number = plain_number(typed)
        if number is None or round(number, 2) != number:
            raise Unreadable(
                _l("Enter the amount in ringgit such as 1,500.00, or 0 if nothing was paid.")
            )
        return f"{number:.2f}"


class PercentField(TypedField):
    def read(self, typed: str) -> str:
        number = plain_number(typed.rstrip("% "))
        if number is None or number > 100 or round(number, 4) != number:
            raise Unreadable(_l("Enter a percentage from 0 to 100, such as 62.5."))
        return f"{number.normalize():f}"


class DecimalField(TypedField):
    """A number with at most two decimals, kept as ``"3.6"``."""

    def read(self, typed: str) -> str:
        number = plain_number(typed)
        if number is None or round(number, 2) != number:
            raise Unreadable(_l("Enter a number with at most two decimals, such as 3.6."))
        return f"{number.normalize():f}"


class UrlField(TypedField):
    def read(self, typed: str) -> str:
        if not re.fullmatch(r"https?://[^\s/.]{1,63}\.[^\s]{1,1900}", typed):
            raise Unreadable(
                _l("Enter the whole address, such as https://www.company.com.my/statement.")
            )
        return typed


class _OneOf:
    """One word of a closed list, or None."""

    data: Any
    process_errors: list[Any]

    @property
    def answer(self) -> Any:
        return None if self.process_errors else self.data

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist and valuelist[0] else None
        if self.data is not None and self.data not in self._words():
            raise Unreadable(_l("Choose one of the answers in the list."))

    def pre_validate(self, form: wtforms.Form) -> None:
        """A blank answer is for ``Answered`` to judge."""

    def _words(self) -> set[str]:
        return {choice.value for choice in self.choices}  # type: ignore[attr-defined]


class RadioField(_OneOf, wtforms.RadioField):
    pass


class SelectInput(Select):
    """A list whose lines are written once for all rows of a table: there may be 500 rows."""

    OPTION = Markup('<option value="{}">{}</option>')

    def __call__(self, field: "SelectField", **attributes: Any) -> Markup:
        lines = field.lines(self._written)
        if field.data:
            chosen = Markup('value="{}"').format(field.data)
            lines = lines.replace(chosen, chosen + Markup(" selected"), 1)
        start = html_params(id=field.id, name=field.name, **attributes)
        return Markup(f"<select {start}>") + lines + Markup("</select>")

    def _written(self, field: "SelectField") -> Markup:
        choices = [("", _l("Choose")), *((c.value, c.label) for c in field.choices)]
        return Markup("").join(self.OPTION.format(value, str(label)) for value, label in choices)


class SelectField(_OneOf, wtforms.SelectField):
    """A list with a blank first line, in a row of a table."""

    widget = SelectInput()

    def lines(self, write: Callable[["SelectField"], Markup]) -> Markup:
        """What ``write`` makes of the choices, which are the same in every row of the table."""
        written: dict[str, Markup] = self._form.written
        if self.short_name not in written:
            written[self.short_name] = write(self)
        return written[self.short_name]


class CheckboxesField(wtforms.SelectMultipleField):
    """Several words of a list; ``none`` and ``do_not_know`` stand alone."""

    @property
    def answer(self) -> Any:
        if self.process_errors or not self.data:
            return None
        return DO_NOT_KNOW if self.data == [DO_NOT_KNOW] else self.data

    def process_data(self, value: Any) -> None:
        self.data = [value] if value == DO_NOT_KNOW else list(value or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = list(dict.fromkeys(valuelist))
        if not set(valuelist) <= {choice.value for choice in self.choices}:
            raise Unreadable(_l("Choose only answers in the list."))
        if len(self.data) > 1 and {NONE, DO_NOT_KNOW} & set(self.data):
            raise Unreadable(_l("Choose the last answer alone, or leave it out."))

    def pre_validate(self, form: wtforms.Form) -> None:
        """Judged as it is read."""
