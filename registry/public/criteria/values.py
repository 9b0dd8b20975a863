"""Thresholds and dated values of the rules, as people read them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel import Locale
from flask_babel import gettext as _

from registry.i18n import date_text, in_language, language, number_text
from registry.money import money_text
from registry.scoring import Criterion, Gate
from registry.scoring.wording import SHOW, parts, words
from registry.value_words import LABELS
from registry.wording import (
    COST_CATEGORIES,
    COUNTRIES,
    RECRUITMENT_SECTORS,
    REPORTING_CLASSES,
    SECTORS,
    STATES,
    TARGET_SECTORS,
    country_name,
)

FOR_LISTS = {"words", "names", "corridors"}
"""The ways to show that take a list."""
MONEY = re.compile(r"(^|_)myr($|_)")
SHARE = re.compile(r"(^|_)share$")
CODES: Mapping[str, Any] = {
    **SECTORS,
    **REPORTING_CLASSES,
    **RECRUITMENT_SECTORS,
    **TARGET_SECTORS,
    **COST_CATEGORIES,
}


@dataclass(frozen=True)
class Readable:
    """A value by what it is called; one line, or several that a page lists."""

    name: str
    label: str
    lines: Sequence[str]


def thresholds(rule: Criterion | Gate, values: Mapping[str, Any]) -> list[Readable]:
    """The values of one version, each shown as the sentences of its rule show it."""
    shown = _ways_to_show(rule)
    return [
        Readable(name, label(name), _as_in_sentence(name, value, shown.get(name)))
        for name, value in values.items()
    ]


def lines(name: str, value: Any) -> list[str]:
    """A value of the dated parameters: one line, or one for each part of it."""
    if isinstance(value, Mapping):
        if {"en", "ms"} <= value.keys():
            return [in_language(dict(value))]
        return [_part(str(key), part) for key, part in value.items()]
    if isinstance(value, list | tuple):
        return [_items(value)]
    return [_single(name, value)]


def label(name: str) -> str:
    """What a value or a condition is called; a code that stands for something says what."""
    if name in LABELS:
        return str(LABELS[name])
    return word(name) if name in CODES or name in COUNTRIES else name.replace("_", " ")


def word(item: Any) -> str:
    """One item of a list in the reader's language."""
    code = str(item)
    if code in COUNTRIES:
        return country_name(code)
    if code in CODES:
        return str(CODES[code])
    if "-" in code and code.partition("-")[0] in COUNTRIES:
        origin, _dash, sector = code.partition("-")
        return f"{country_name(origin)}, {word(sector)}"
    if code in LABELS:
        return str(LABELS[code])
    return str(words()[code][language()]) if code in words() else _language_name(code)


def _language_name(code: str) -> str:
    """Nepali for ``ne``; what is no code of a language stays as it is."""
    return str(Locale(language()).languages.get(code, code))


def fits(value: Any, spec: str) -> bool:
    """Whether a way to show is for this value, and not for the number of a finding named alike."""
    return isinstance(value, list) is (spec in FOR_LISTS)


def _part(key: str, value: Any) -> str:
    """One entry of a mapping: a code with its words, or a name with its value."""
    if isinstance(value, Mapping) and {"en", "ms"} <= value.keys():
        return f"{key} · {in_language(dict(value))}"
    return f"{label(key)}: {'; '.join(lines(key, value))}"


def _items(items: Sequence[Any]) -> str:
    """A list in words; three letters are a state only where all of the list are."""
    if items and all(item in STATES for item in items):
        return ", ".join(str(STATES[item]) for item in items)
    return ", ".join(word(item) for item in items) or str(_("nothing"))


def _ways_to_show(rule: Criterion | Gate) -> dict[str, str]:
    """How the sentences of a rule show each value that they name."""
    texts = [rule.why, rule.lift] if isinstance(rule, Gate) else [rule.rule]
    if isinstance(rule, Criterion):
        for reason in rule.reasons.values():
            texts += [reason.sentence, *([reason.lift] if reason.lift else [])]
    return {name: spec for text in texts for _t, name, spec in parts(text["en"]) if name and spec}


def _as_in_sentence(name: str, value: Any, spec: str | None) -> list[str]:
    return [SHOW[spec](value, language())] if spec and fits(value, spec) else lines(name, value)


def _single(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, date):
        return date_text(value)
    number = _number(value)
    if number is None:
        return word(value)
    if MONEY.search(name):
        return money_text(number)
    if name.endswith("_percent"):
        return f"{number_text(number)}%"
    is_share = SHARE.search(name) and number <= 1  # more than that has per cent as its unit
    return SHOW["percent"](number, language()) if is_share else number_text(number)


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
