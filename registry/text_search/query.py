"""What people type to search statements: words, "phrases" and -words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from registry.text_search.words import SMALL, split, stem

TYPED = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
LANGUAGES = ("en", "ms")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or several that follow one another: as English and as Malay, where these differ."""

    readings: tuple[tuple[str, ...], ...]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for reading in self.readings for stem in reading)


@dataclass(frozen=True, slots=True)
class Query:
    """All of ``wanted`` is in a statement that is found, and nothing of ``unwanted``."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    def __add__(self, other: "Query") -> "Query":
        return Query(
            tuple(dict.fromkeys(self.wanted + other.wanted)),
            tuple(dict.fromkeys(self.unwanted + other.unwanted)),
        )


NOTHING = Query()


def read(text: str) -> Query:
    """``recruitment fees "right of reply" -passport``; nothing of small words alone."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for typed in TYPED.finditer(text):
        if term := _term(typed["phrase"] or typed["word"] or ""):
            (unwanted if typed["minus"] else wanted).append(term)
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)))


def without(text: str) -> Query:
    """The statements that have none of these words and phrases."""
    asked = read(text)
    return Query(unwanted=asked.wanted + asked.unwanted)


def _term(typed: str) -> Term | None:
    """One word, or a phrase: also of a word that is written with signs, such as re-hired."""
    words = [word for word in split(typed) if word not in SMALL]
    return Term(_readings(words)) if words else None


def _readings(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(tuple(stem(w, lang) for w in words) for lang in LANGUAGES))
