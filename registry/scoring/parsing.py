"""Turn one plain JSON value into a typed one, or say what to write instead."""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from registry.scoring.remedies import remedy
from registry.scoring.shapes import DO_NOT_KNOW, SECTORS, YES_NO, Kind

LONGEST_TEXT = 2000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?")
DECIMAL = re.compile(r"\d{1,12}(\.\d{1,2})?")
COUNT = re.compile(r"\d{1,9}")
PERCENT = re.compile(r"\d{1,3}(\.\d{1,4})?")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DIGEST = re.compile(r"[0-9a-f]{64}")
COUNTRY = re.compile(r"[A-Z]{3}")
CORRIDOR = re.compile(rf"[A-Z]{{3}}-({'|'.join(SECTORS)})")
URL = re.compile(r"https?://[^\s]{1,1990}")

MOST_KEPT = 1024
_LONG = (Kind.TEXT, Kind.URL, Kind.DIGEST)
"""Kinds whose texts are seldom the same, or too long to be kept."""

Value = str | bool | int | Decimal | date | frozenset[str]


class Unreadable(ValueError):
    """A value that is not what the field asks, with what to write instead."""

    def __init__(self, name: str, /, **values: Any) -> None:
        self.remedy = remedy(name, **values)
        super().__init__(self.remedy["en"])


def parse_value(kind: Kind, value: object, choices: Sequence[str]) -> Value:
    """The typed value: Decimal for money, bool for yes and no, a frozenset for several choices."""
    if kind is Kind.CHOICE:
        return _choice(value, choices)
    if kind is Kind.CHOICES:
        return _choices(value, choices)
    return _PARSERS[kind](value)


def reader(kind: Kind, choices: tuple[str, ...]) -> Callable[[object], Value | None]:
    """What reads answers of one kind; a blank one and "do not know" are None.

    A fee table says the same words, days and sums line after line: what is short is kept.
    """

    def read(value: object) -> Value | None:
        if value is None or value == "" or value == [] or value == DO_NOT_KNOW:
            return None
        return parse_value(kind, value, choices)

    if kind in _LONG:
        return read
    kept = lru_cache(maxsize=MOST_KEPT)(read)
    return lambda value: kept(value) if type(value) in (str, int) else read(value)


def _choice(value: object, choices: Sequence[str]) -> str | bool:
    if not isinstance(value, str) or value not in choices:
        raise Unreadable("choice", choices=", ".join(choices))
    return value == "yes" if choices is YES_NO else value


def _choices(value: object, choices: Sequence[str]) -> frozenset[str]:
    if not isinstance(value, list) or not all(word in choices for word in value):
        raise Unreadable("choices", choices=", ".join(choices))
    if "none" in value and len(value) > 1:
        raise Unreadable("none_alone")
    return frozenset(value)


def _plain_number(value: object) -> str:
    """Digits as written, whether sent as a JSON number or as a string."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**12:
        return str(int(value))
    return str(value) if isinstance(value, int | float | str) else ""


def _money(value: object) -> Decimal:
    if not MONEY.fullmatch(text := _plain_number(value)):
        raise Unreadable("money")
    return Decimal(text)


def _decimal(value: object) -> Decimal:
    if not DECIMAL.fullmatch(text := _plain_number(value)):
        raise Unreadable("decimal")
    return Decimal(text)


def _count(value: object) -> int:
    if not COUNT.fullmatch(text := _plain_number(value)):
        raise Unreadable("count")
    return int(text)


def _percent(value: object) -> Decimal:
    text = _plain_number(value)
    if not PERCENT.fullmatch(text) or Decimal(text) > 100:
        raise Unreadable("percent")
    return Decimal(text)


def parse_date(value: object) -> date:
    """A calendar date between 1900 and 2200."""
    if isinstance(value, str) and DATE.fullmatch(value):
        with suppress(ValueError):
            if FIRST_DAY <= (day := date.fromisoformat(value)) <= LAST_DAY:
                return day
    raise Unreadable("date")


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise Unreadable("text", most=LONGEST_TEXT)
    return value


def _pattern(pattern: re.Pattern[str], name: str) -> Callable[[object], str]:
    def parse(value: object) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise Unreadable(name)
        return value

    return parse


_PARSERS: Mapping[Kind, Callable[[object], Value]] = {
    Kind.TEXT: _text,
    Kind.URL: _pattern(URL, "url"),
    Kind.DIGEST: _pattern(DIGEST, "digest"),
    Kind.COUNTRY: _pattern(COUNTRY, "country"),
    Kind.CORRIDOR: _pattern(CORRIDOR, "corridor"),
    Kind.COUNT: _count,
    Kind.MONEY: _money,
    Kind.PERCENT: _percent,
    Kind.DECIMAL: _decimal,
    Kind.DATE: parse_date,
}
