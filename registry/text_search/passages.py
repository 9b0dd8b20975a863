"""Cuts out of a text where it says what was looked for, and marks the words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from registry.names import plain
from registry.text_search.query import LANGUAGES, Term
from registry.text_search.words import KNOWN_WORDS, SMALL, WORD, stem

WIDTH = 220
"""Characters of a passage, about."""
LEAD = 70
"""Of these, how many stand before the first word found."""
MOST_PLACES = 16
"""Places looked at in one text; the best passages are among the first."""
SPACE = re.compile(r"\s+")
PARAGRAPHS = re.compile(r"\s*\n\s*\n\s*")
SHORTEST_CORE = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text has a term."""

    start: int
    end: int
    term: int


def passages(text: str, terms: Sequence[Term], *, most: int = 2) -> list[Markup]:
    """The passages of a text that have most of the terms, in their order, safe to print."""
    places = sorted(_places(text, terms), key=lambda place: place.start)
    chosen = _best(text, places, most)
    return [_marked(text, start, end, places) for start, end in sorted(chosen)]


def _places(text: str, terms: Sequence[Term]) -> Iterator[Place]:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text
    for number, term in enumerate(terms):
        found = 0
        for start, end in _words_of(text, lowered, term):
            if found == MOST_PLACES:
                break
            for reading in term.readings:
                if last := _follows(text, start, end, reading):
                    found += 1
                    yield Place(start, last, number)
                    break


def _words_of(text: str, lowered: str, term: Term) -> Iterator[tuple[int, int]]:
    """Words that may begin the term: near what all its forms share, or else any word."""
    firsts = {reading[0] for reading in term.readings}
    cores = {first[1:-1] if len(first) > SHORTEST_CORE + 1 else first for first in firsts}
    found = False
    for core in cores:
        for start, end in _words_with(text, lowered, core):
            if stems_of(text[start:end]) & firsts:
                found = True
                yield start, end
    if not found and not text.isascii():
        for word in WORD.finditer(text):
            if stems_of(word[0]) & firsts:
                yield word.start(), word.end()


def _words_with(text: str, lowered: str, core: str) -> Iterator[tuple[int, int]]:
    """Words that hold some letters; one or two letters are in too many, and stand alone."""
    if len(core) < SHORTEST_CORE:
        yield from (each.span() for each in re.finditer(rf"\b{core}\b", lowered))
        return
    at = lowered.find(core)
    while at >= 0:
        start, end = _around(text, at)
        yield start, end
        at = lowered.find(core, max(end, at + 1))


def _around(text: str, at: int) -> tuple[int, int]:
    """The word at a place."""
    start = at
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    end = at
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


@lru_cache(maxsize=KNOWN_WORDS)
def stems_of(word: str) -> frozenset[str]:
    folded = plain(word)
    return frozenset(stem(folded, language) for language in LANGUAGES)


def _follows(text: str, start: int, end: int, reading: Sequence[str]) -> int | None:
    """Where a reading ends that begins with the word at ``start``; None where it does not."""
    if len(reading) == 1:
        return end if reading[0] in stems_of(text[start:end]) else None
    words = iter(WORD.finditer(text, start))
    last = end
    for wanted in reading:
        word = next((w for w in words if plain(w[0]) not in SMALL), None)
        if word is None or wanted not in stems_of(word[0]):
            return None
        last = word.end()
    return last


def _best(text: str, places: Sequence[Place], most: int) -> list[tuple[int, int]]:
    """Windows with most different terms, the earlier first, that do not overlap."""
    windows = []
    for place in places:
        start, end = _window(text, place)
        terms = {each.term for each in places if start <= each.start and each.end <= end}
        windows.append((-len(terms), start, end))
    chosen: list[tuple[int, int]] = []
    for _, start, end in sorted(windows):
        if len(chosen) < most and all(end <= s or start >= e for s, e in chosen):
            chosen.append((start, end))
    return chosen


def _window(text: str, place: Place) -> tuple[int, int]:
    """A stretch of whole words around a place."""
    start = max(place.start - LEAD, 0)
    end = max(min(start + WIDTH, len(text)), place.end)
    if start and (space := SPACE.search(text, start, place.start)):
        start = space.end()
    if end < len(text):
        end = max(text.rfind(" ", place.end, end), place.end)
    return start, end


def _marked(text: str, start: int, end: int, places: Sequence[Place]) -> Markup:
    """The stretch on one line, with what was looked for marked, and dots where it was cut."""
    parts, at = [Markup("… ") if start else Markup()], start
    for place in places:
        if at <= place.start and place.end <= end:
            words = _line(text[place.start : place.end])
            parts += [
                escape(_line(text[at : place.start])),
                Markup("<mark>{}</mark>").format(words),
            ]
            at = place.end
    dots = Markup(" …") if end < len(text) else Markup()
    return Markup().join([*parts, escape(_line(text[at:end])), dots])


def _line(text: str) -> str:
    """On one line, with a dot between paragraphs, such as two answers."""
    return SPACE.sub(" ", PARAGRAPHS.sub(" · ", text))
