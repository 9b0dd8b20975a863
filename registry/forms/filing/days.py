"""Fields that read a day or a month, as people type them here, into an ISO day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms.widgets import TextInput

from registry.forms.filing.fields import TypedField, Unreadable

FIRST_YEAR, LAST_YEAR = 1900, 2100
ISO_DAY = "%Y-%m-%d"
DAYS = (ISO_DAY, "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
MONTHS = ("%Y-%m", "%m/%Y", "%m-%Y", "%m.%Y", *DAYS)


class DateInput(TextInput):
    """A picker; what it could not show is shown as text, so that nobody types it twice."""

    def __call__(self, field: wtforms.Field, **attributes: Any) -> Any:
        if field.process_errors:
            attributes["type"] = "text"
        return super().__call__(field, **attributes)


class DateField(TypedField):
    """A day, kept as ``"2026-06-30"``; days typed the Malaysian way (30/6/2026) are understood."""

    widget = DateInput()

    def read(self, typed: str) -> str:
        day = _read(typed, DAYS)
        if day is None:
            raise Unreadable(_l("Enter a day that exists, such as 30/6/2026."))
        return day.isoformat()


class MonthField(TypedField):
    """A month, kept as its first day; also 12/2025, where a browser has no picker of months."""

    widget = DateInput()

    def read(self, typed: str) -> str:
        day = _read(typed, MONTHS)
        if day is None:
            raise Unreadable(_l("Enter a month and a year, such as 12/2025."))
        return day.replace(day=1).isoformat()

    def _value(self) -> str:
        """What the picker understands, ``2025-12``; of anything else, what was typed."""
        shown = super()._value()
        day = _read(shown, MONTHS)
        return f"{day:%Y-%m}" if day else shown


def _read(typed: str, patterns: Sequence[str]) -> date | None:
    for pattern in patterns:
        try:
            day = datetime.strptime(typed, pattern).date()  # noqa: DTZ007 a day has no time zone
        except ValueError:
            continue
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None
