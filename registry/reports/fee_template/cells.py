"""Turn what a person typed into one cell into an answer, or say what to enter instead."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.dates import get_month_names
from flask_babel import gettext as _

from registry.i18n import LANGUAGES
from registry.reports.fee_template.columns import DASH, Column, Shape, plain, readings

CENT = Decimal("0.01")
NOISE = Decimal("0.000001")
"""What a sum of fractions in a spreadsheet may be off by."""
MOST = Decimal(10) ** 12
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
EXCEL_DAY_ZERO = date(1899, 12, 30)
CURRENCY = re.compile(r"^(?:rm|myr)\s*|\s*(?:rm|myr)$", re.IGNORECASE)
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
NAMED_MONTH = re.compile(r"(\d{1,2})[\s\-]+([^\W\d]+)\.?[\s\-,]+(\d{4})")
MONTHS = {
    plain(name): number
    for locale in LANGUAGES.values()
    for width in ("wide", "abbreviated")
    for number, name in get_month_names(width, locale=locale).items()
}


class Unreadable(ValueError):
    """The cell is not what its column asks; the message says what to enter."""


def answer(column: Column, value: Any, corridors: Collection[str]) -> str | int:
    """The answer as it is kept: money "1500.00", a date "2026-06-30", a code or a count."""
    if isinstance(value, str) and value.startswith("#"):
        raise Unreadable(_("The spreadsheet could not work this out. Type the value itself."))
    if column.shape is Shape.CORRIDOR:
        return _corridor(value, corridors)
    if column.shape is Shape.CHOICE:
        return _choice(column, value)
    return READERS[column.shape](value)


def _corridor(value: Any, corridors: Collection[str]) -> str:
    key = str(value).partition(DASH)[0].strip()
    if key in corridors:
        return key
    known = ", ".join(corridors) or _("none yet")
    raise Unreadable(
        _(
            "This corridor is not among yours (%(known)s). Choose one of them, or add it on the "
            "page on recruitment first.",
            known=known,
        )
    )


def _choice(column: Column, value: Any) -> str:
    ways = readings(column)
    for text in (str(value), str(value).partition(DASH)[0]):
        if (code := ways.get(plain(text))) is not None:
            return code
    codes = ", ".join(dict.fromkeys(ways.values()))
    raise Unreadable(
        _("Choose from the list of this cell, or write one of: %(codes)s.", codes=codes)
    )


def _money(value: Any) -> str:
    amount = _number(value)
    rounded = None if amount is None else amount.quantize(CENT)
    if amount is None or rounded is None or abs(amount - rounded) > NOISE:
        raise Unreadable(
            _("Enter the amount in ringgit, such as 1500.00, or 0 if nothing was paid.")
        )
    return str(rounded)


def _count(value: Any) -> int:
    number = _number(value)
    if number is None or number != number.to_integral_value():
        raise Unreadable(_("Enter a whole number of workers, such as 12, or 0."))
    return int(number)


def _number(value: Any) -> Decimal | None:
    """A number from 0 to a million million, however it is written; None if it is none."""
    try:
        number = Decimal(_digits(value))
    except InvalidOperation:
        return None
    return abs(number) if number.is_finite() and 0 <= number < MOST else None


def _digits(value: Any) -> str:
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float | Decimal):
        return repr(value) if isinstance(value, float) else str(value)
    text = CURRENCY.sub("", re.sub(r"\s+", " ", str(value)).strip()).replace(" ", "")
    if THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    if DECIMAL_COMMA.fullmatch(text):
        return text.replace(",", ".")
    return text if text.isascii() and text[-1:].isdigit() and text[0].isdigit() else ""


def _date(value: Any) -> str:
    day = _day(value)
    if day is None or not FIRST_DAY <= day < LAST_DAY:
        raise Unreadable(
            _("Enter a date that exists, such as 30/06/2026, with four digits of the year.")
        )
    return day.isoformat()


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return EXCEL_DAY_ZERO + timedelta(days=int(value)) if 0 < value < 10**6 else None
    try:
        return _written_day(str(value).strip())
    except ValueError:
        return None


def _written_day(text: str) -> date:
    if found := DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
        return date(int(year), int(month), int(day))
    if found := NAMED_MONTH.fullmatch(text):
        day, name, year = found.groups()
        return date(int(year), MONTHS.get(plain(name), 0), int(day))
    return date.fromisoformat(text[:10])


READERS: Mapping[Shape, Callable[[Any], str | int]] = {
    Shape.MONEY: _money,
    Shape.COUNT: _count,
    Shape.DATE: _date,
}
