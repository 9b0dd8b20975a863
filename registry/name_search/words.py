"""The words of names, and of what people type to find them."""

import re
from collections.abc import Sequence
from itertools import groupby

from registry import names

MOST_WORDS = 8
"""Of a query; each further word would cost a look-up and hardly tell two organisations apart."""
MOST_STARTS = 8
"""Words of a name from which it can be typed."""
JOINING = frozenset({"and", "dan", "the", "of"})
UNFINISHED_KIND = re.compile(
    r"(?<=\w) (?:b|be|ber|berh|berha|bh|s|sd|sdn b|sdn bh|sdn be|sdn ber|sdn berh|sdn berha"
    r"|l|li|lim|limi|limit|limite|p|pl)$"
)
"""The beginning of Berhad, Sdn Bhd, Limited or PLT behind a name, as somebody types it."""
EXCHANGE = re.compile(r"^(?:bursa|klse|myx)\s*:\s*(?=\d)|(?<=\d)\.(?:kl|my|klse)$", re.IGNORECASE)
SPACED_NUMBER = re.compile(r"[\d\s.-]*\d[\s.-]*[a-z]?", re.IGNORECASE | re.ASCII)


def of_name(name: str) -> list[str]:
    """The words of a name in their order; initials stand together, as in S.P. Contoh: sp contoh."""
    found: list[str] = []
    for is_letter, run in groupby(names.key(name).split(), key=lambda word: len(word) == 1):
        letters = list(run)
        found += ["".join(letters)] if is_letter and len(letters) > 1 else letters
    return [word[: names.LONGEST_WORD] for word in found]


def searchable(name: str) -> set[str]:
    """Every word by which a name is found, initials apart and together."""
    return {*names.words(name), *of_name(name)}


def asked(text: str) -> tuple[str, ...]:
    """The words that somebody looks for; a number is one word, however it is spaced."""
    text = EXCHANGE.sub("", text.strip())
    if SPACED_NUMBER.fullmatch(text):
        text = re.sub(r"[\s.-]", "", text)
    words = [*names.words(text)]
    telling = [word for word in words if word not in JOINING]
    return tuple((telling or words)[:MOST_WORDS])


def starts(name: str) -> list[str]:
    """The name from each of its words on, the whole first."""
    words = of_name(name)
    return [" ".join(words[place:]) for place in range(min(len(words), MOST_STARTS))]


def typed(text: str) -> str:
    """What somebody has typed so far of a name, in the shape of ``starts``."""
    return " ".join(of_name(text)) or names.key(text)


def without_kind(text: str) -> str:
    """The text without a kind of company that is only begun: ``Contoh Getah Ber``."""
    return UNFINISHED_KIND.sub("", " ".join(names.plain(text).split()))


def pairs(words: Sequence[str]) -> list[tuple[int, str]]:
    """Neighbours written as one word, with the place of the first."""
    return [(place, words[place] + words[place + 1]) for place in range(len(words) - 1)]
