"""Every way in which people may write a choice, in both languages and as its name."""

from collections.abc import Mapping

from registry.exchange.asked import UNKNOWN, Asked
from registry.i18n import LANGUAGES, speaking
from registry.scoring.shapes import DO_NOT_KNOW, Kind

DASH = " – "
"""Between a name and its words: ``MED – Medical examinations``."""
YES = ("yes", "ya", "y", "x", "✓", "✔", "true", "1", "benar")
NO = ("no", "tidak", "n", "false", "0", "palsu")


def plain(text: str) -> str:
    """A word as it is compared: without case, marks and doubled spaces."""
    kept = "".join(c if c.isalnum() or c in "✓✔" else " " for c in text.casefold())
    return " ".join(kept.split())


def shown(asked: Asked, code: str) -> str:
    """A choice as a cell shows it, in the language being spoken."""
    if code == DO_NOT_KNOW:
        return str(UNKNOWN)
    words = str(asked.choices[code])
    return f"{code}{DASH}{words}" if asked.kind is Kind.CHOICE and _is_code(code, words) else words


def offered(asked: Asked) -> list[str]:
    """What the list of a cell offers; empty for a question without a closed list."""
    if not asked.choices:
        return []
    return [shown(asked, code) for code in _codes(asked)]


def readings(asked: Asked) -> Mapping[str, str]:
    """Plain word -> the choice; a word that two choices share stands for neither."""
    found: dict[str, set[str]] = {}
    for code in _codes(asked):
        for way in _ways(asked, code):
            found.setdefault(plain(way), set()).add(code)
    exact = {plain(code): code for code in _codes(asked)}
    return {
        way: next(iter(codes)) for way, codes in found.items() if way and len(codes) == 1
    } | exact


def is_yes(text: str) -> bool | None:
    """Whether a tick says yes or no; None where it says neither."""
    word = plain(text) or text.strip()
    return True if word in YES else False if word in NO else None


def unknown_ways() -> set[str]:
    ways = {plain(DO_NOT_KNOW), "do not know", "tidak tahu"}
    for language in LANGUAGES:
        with speaking(language):
            ways.add(plain(str(UNKNOWN)))
    return ways


def _codes(asked: Asked) -> list[str]:
    return [*asked.choices, *([DO_NOT_KNOW] if asked.offers_unknown else [])]


def _ways(asked: Asked, code: str) -> set[str]:
    ways = {code}
    for language in LANGUAGES:
        with speaking(language):
            text = shown(asked, code)
            ways |= {text, text.partition(DASH)[2]}
            if code in asked.choices:
                ways.add(str(asked.choices[code]))
    return ways


def _is_code(code: str, words: str) -> bool:
    """Whether people know the choice by its code, as ``MED``, and its words lack it."""
    return code.isupper() and not words.startswith(code)
