"""Read one value as its form would, or say what to enter instead."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from registry.exchange.asked import Asked
from registry.forms.filing.fields import NONE, Unreadable
from registry.i18n import in_language
from registry.scoring import parsing
from registry.scoring.shapes import DO_NOT_KNOW, YES_NO, Kind

TYPED = frozenset({Kind.TEXT, Kind.URL, Kind.DIGEST, Kind.CORRIDOR, Kind.DATE})
"""Kinds that are text in a file; the others are numbers or words of a list."""


def is_blank(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def read_answer(asked: Asked, value: Any) -> Any:
    """The answer as a page would keep it; None for a blank one. Tables are read row by row."""
    if is_blank(value):
        return None
    if value in (DO_NOT_KNOW, [DO_NOT_KNOW]):
        return _unknown(asked)
    if asked.kind is Kind.CHOICES:
        return _several(asked, value)
    if asked.choices and not asked.is_open:
        return _one(asked, value)
    return _typed(asked, value)


def _unknown(asked: Asked) -> str:
    if asked.offers_unknown:
        return DO_NOT_KNOW
    raise Unreadable(_("“We do not know” is no answer to this. Give an answer or leave it blank."))


def _one(asked: Asked, value: Any) -> str:
    if isinstance(value, str) and value in asked.choices:
        return value
    raise Unreadable(_("Write one of: %(codes)s.", codes=", ".join(asked.choices)))


def _several(asked: Asked, value: Any) -> list[str]:
    """In the order in which the page shows them."""
    if not isinstance(value, list) or not all(_is_word(asked, word) for word in value):
        codes = ", ".join(asked.choices)
        raise Unreadable(_("Write a list made only of: %(codes)s.", codes=codes))
    if NONE in value and len(set(value)) > 1:
        raise Unreadable(_("“None of these” stands alone. Leave it out, or leave out the others."))
    return [code for code in asked.choices if code in value]


def _is_word(asked: Asked, word: Any) -> bool:
    return isinstance(word, str) and word in asked.choices


def _typed(asked: Asked, value: Any) -> Any:
    if asked.read is None:
        raise Unreadable(_("This filing offers nothing to choose here. Leave it blank."))
    text = _as_typed(asked, value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unreadable(_("Half a character stands in this text. Type it again.")) from None
    answer = asked.read(text.strip())
    if answer == "":
        return None
    _check_shape(asked, answer)
    return answer


def _as_typed(asked: Asked, value: Any) -> str:
    """The value as somebody would have typed it; other shapes of JSON are refused by the field."""
    if isinstance(value, str):
        return value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if asked.kind in TYPED or not is_number:
        raise Unreadable(REMEDIES.get(asked.kind, lambda: _("Write this as text in quotes."))())
    return str(int(value)) if isinstance(value, float) and value.is_integer() else repr(value)


def _check_shape(asked: Asked, answer: Any) -> None:
    """What the form takes from its own page only, such as a hash, is judged by its declaration."""
    try:
        parsing.parse_value(asked.kind, answer, tuple(asked.choices) or YES_NO)
    except parsing.Unreadable as error:
        remedy = REMEDIES.get(asked.kind)
        raise Unreadable(remedy() if remedy else in_language(error.remedy)) from None


REMEDIES: Mapping[Kind, Any] = {
    Kind.COUNT: lambda: _("Enter a whole number such as 12, or 0 where there are none."),
    Kind.MONEY: lambda: _("Enter the amount in ringgit such as 1500.00, or 0."),
    Kind.PERCENT: lambda: _("Enter a percentage from 0 to 100, such as 62.5."),
    Kind.DECIMAL: lambda: _("Enter a number with at most two decimals, such as 3.6."),
    Kind.DATE: lambda: _("Enter a day that exists, such as 2026-06-30."),
    Kind.DIGEST: lambda: _("Enter the SHA-256 of the file: 64 characters of 0-9 and a-f."),
    Kind.CORRIDOR: lambda: _("Enter origin and sector, such as BGD-manufacturing."),
}
