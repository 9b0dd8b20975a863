"""The words of a text as both databases keep them: plain, without endings, in two languages.

Texts mix English and Malay, so each part of one is read in the language most of its small words
belong to, and a word that is looked for is looked for in both.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock
from unicodedata import normalize

import snowballstemmer

from registry.names import plain

LONGEST = 40
SHORTEST_STEMMED = 3
KNOWN_WORDS = 100_000
"""Stems that a process remembers: more than people write statements with."""

WORD = re.compile(r"[^\W_]+")
PART = re.compile(r"\n\s*\n")

_ENGLISH = (
    "a about also an and any are as at be been being but by can could did do does for from had has "
    "have he her his how i if in into is it its may more most must of on only or other our out "
    "over own shall she should so some such than that the their them then there these they this "
    "those to under up upon us was we were what when where which while who will with would you "
    "your"
)
_MALAY = (
    "ada adalah agar akan antara apa atau bagi bahawa beliau boleh dalam dan dapat dari daripada "
    "dengan di hendaklah ia ialah ini itu jika juga kami ke kepada kerana ketika lagi lain maka "
    "manakala mereka oleh pada para pula saya sebagai secara sedang sekiranya semasa serta "
    "setiap seperti supaya telah terhadap tersebut untuk yang"
)
ENGLISH, MALAY = frozenset(_ENGLISH.split()), frozenset(_MALAY.split())
SMALL = ENGLISH | MALAY
"""Words that nearly every text has; they are not looked for. ``no`` and ``tidak`` are not small."""

_stemmers = {
    "en": snowballstemmer.stemmer("english"),
    "ms": snowballstemmer.stemmer("indonesian"),
}
_one_at_a_time = Lock()
"""A stemmer holds the word it works on."""


def stems(text: str) -> Iterator[str]:
    """The words of a text in their order, each without endings, small words left out."""
    for part in PART.split(text):
        words = split(part)
        language = _language(words)
        yield from (stem(word, language) for word in words if word not in SMALL)


def split(text: str) -> list[str]:
    """The words of a text, plain and at most ``LONGEST`` long."""
    if text.isascii():
        return [word[:LONGEST] for word in WORD.findall(text.lower())]
    return [
        each[:LONGEST]
        for word in WORD.findall(normalize("NFC", text).lower())
        for each in ((word,) if word.isascii() else WORD.findall(plain(word)))
    ]


@lru_cache(maxsize=KNOWN_WORDS)
def stem(word: str, language: str) -> str:
    if len(word) < SHORTEST_STEMMED or not word.isalpha():
        return word
    with _one_at_a_time:
        return str(_stemmers[language].stemWord(word)) or word


def _language(words: Sequence[str]) -> str:
    malay = sum(word in MALAY for word in words)
    return "ms" if malay > sum(word in ENGLISH for word in words) else "en"
