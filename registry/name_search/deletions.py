"""Which words resemble each other, by what is left when letters are left out.

A word stands in the index under each form of its beginning with a letter or two left out. Two
words that differ by an edit (a letter more, less, other, or two of them swapped) share such a
form, so the words that resemble a typed one are read by a few exact look-ups, however many there
are. The method is SymSpell's (Wolf Garbe), which also cuts long words to their beginning.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

BEGINNING = 7
"""Letters that are indexed: more forms of longer words would hardly tell them better apart."""
SHORTEST = 4
"""Shorter words resemble too many others."""
LONG = 8
"""Words of so many letters may hold two mistakes, shorter ones one."""


def reach(word: str) -> int:
    """How many edits a word may be away from what was meant."""
    return 2 if len(word) >= LONG else 1


def is_correctable(word: str) -> bool:
    """Words of names; one wrong digit makes another company's number, so numbers never are."""
    return len(word) >= SHORTEST and not any(c.isdigit() for c in word)


def forms(word: str, edits: int) -> set[str]:
    """The beginning of a word with up to ``edits`` letters left out."""
    start = word[:BEGINNING]
    return {
        "".join(letters)
        for left_out in range(edits + 1)
        for letters in combinations(start, len(start) - left_out)
    }


def stored_forms(word: str) -> set[str]:
    """The forms under which a word of a name stands in the index; none if it is never corrected."""
    return forms(word, reach(word)) if is_correctable(word) else set()


UNFINISHED = 0.5
"""What a word costs more that would have to be typed on."""


def nearest(typed: str, words: Iterable[str], limit: int) -> list[tuple[str, float]]:
    """Of these words those within reach of the typed one, nearest first, with their distances."""
    found = []
    for word in set(words):
        away = distance(typed, word)
        if away is not None:
            found.append((away, word[0] != typed[0], abs(len(word) - len(typed)), word))
    return [(word, away) for away, _first, _length, word in sorted(found)[:limit]]


@lru_cache(maxsize=4096)
def distance(typed: str, word: str) -> float | None:
    """Edits between two words, or between the typed one and the other's beginning; None if far."""
    far = reach(typed)
    whole = OSA.distance(typed, word, score_cutoff=far)
    begun = far + 1
    if whole and len(word) > len(typed) >= SHORTEST:
        begins = (word[: len(typed) + more] for more in (-1, 0, 1))
        begun = min(OSA.distance(typed, each, score_cutoff=far) for each in begins)
    if min(whole, begun) > far:
        return None
    return min(whole, begun + UNFINISHED)
