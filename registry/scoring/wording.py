"""Fill the sentences of the catalogue with values, in both languages.

A template names its values and how to show each: ``{paid:money}``, ``{due:date}``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from registry.scoring.model import Text, Values
from registry.scoring.strict_yaml import read_yaml

WORDS = Path(__file__).parent / "criteria" / "words.yaml"
LANGUAGES = ("en", "ms")

_MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
    "ms": ["Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ogo", "Sep", "Okt", "Nov", "Dis"],
}
_AND = {"en": " and ", "ms": " dan "}
_NOT_STATED = {"en": "not stated", "ms": "tidak dinyatakan"}
_NOT_SHOWN: Mapping[str, Text] = {
    "money": {"en": "an amount not shown", "ms": "amaun yang tidak ditunjukkan"},
    "percent": {"en": "a share not shown", "ms": "bahagian yang tidak ditunjukkan"},
    "": {"en": "a number not shown", "ms": "bilangan yang tidak ditunjukkan"},
}

WITHHELD = "suppressed"
"""Stands for a value that this reader may not see."""


def without(values: Values, names: Collection[str]) -> dict[str, Any]:
    """The values, with ``WITHHELD`` in place of each that bears one of the names."""
    return {name: WITHHELD if name in names else value for name, value in values.items()}


def fill(text: Text, values: Values) -> dict[str, str]:
    """The text in each language with its values."""
    return {lang: _fill(text[lang], values, lang) for lang in LANGUAGES}


@lru_cache(maxsize=4096)
def parts(template: str) -> tuple[tuple[str, str | None, str], ...]:
    """The literal texts of a template, each followed by a name and the way to show it."""
    return tuple(
        (literal, name, spec or "") for literal, name, spec, _ in Formatter().parse(template)
    )


@lru_cache(maxsize=1)
def words() -> Mapping[str, Text]:
    """What each choice is called inside a sentence."""
    return read_yaml(WORDS)


def _fill(template: str, values: Values, lang: str) -> str:
    return "".join(
        literal if name is None else literal + _show(values[name], spec, lang)
        for literal, name, spec in parts(template)
    )


def _show(value: Any, spec: str, lang: str) -> str:
    if value == WITHHELD:
        return _NOT_SHOWN.get(spec, _NOT_SHOWN[""])[lang]
    return _NOT_STATED[lang] if value is None else SHOW[spec](value, lang)


def _exact(number: Any) -> Decimal:
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return Decimal(number)


def rounded(number: Any, places: int) -> Decimal:
    """Half up, as people round by hand."""
    return _exact(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def trimmed(number: Any, places: int) -> str:
    """Without zeros after the last digit that says something."""
    text = f"{rounded(number, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _money(amount: Any, lang: str) -> str:
    return f"RM{rounded(amount, 2):,}"


def _percent(share: Any, lang: str) -> str:
    return f"{trimmed(_exact(share) * 100, 2)}%"


def _date(day: date, lang: str) -> str:
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"


def _number(number: Any, lang: str) -> str:
    return trimmed(number, 2) if isinstance(number, Decimal | Fraction) else f"{number:,}"


def _word(word: str, lang: str) -> str:
    return words()[word][lang]


def _corridor(key: str, lang: str) -> str:
    origin, _, sector = key.partition("-")
    known = words()
    return f"{_country(origin, lang)}, {known[sector][lang] if sector in known else sector}"


def _country(code: str, lang: str) -> str:
    known = words()
    return known[code][lang] if code in known else code


def _month(day: date, lang: str) -> str:
    return f"{_MONTHS[lang][day.month - 1]} {day.year}"


def _joined(show: Callable[[str, str], str], separator: str) -> Callable[[Any, str], str]:
    def join(items: Iterable[str], lang: str) -> str:
        shown = [show(item, lang) for item in items]
        if len(shown) < 2:
            return "".join(shown)
        last = _AND[lang] if separator == ", " else separator
        return separator.join(shown[:-1]) + last + shown[-1]

    return join


SHOW: Mapping[str, Callable[[Any, str], str]] = {
    "": lambda value, lang: str(value),
    "money": _money,
    "percent": _percent,
    "date": _date,
    "number": _number,
    "word": _word,
    "words": _joined(_word, ", "),
    "names": _joined(lambda name, lang: name, ", "),
    "corridor": _corridor,
    "corridors": _joined(_corridor, "; "),
    "countries": _joined(_country, ", "),
    "country": _country,
    "month": _month,
}


def plain(value: Any) -> Any:
    """A value as JSON that keeps its exactness: numbers with a point become strings."""
    if isinstance(value, Decimal):
        return f"{rounded(value, 2):f}"
    if isinstance(value, Fraction):
        return trimmed(value, 4)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset | set):
        return [plain(item) for item in value]
    return value
