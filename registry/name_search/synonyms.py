"""Words that say the same in Malay and English."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from registry import names
from registry.scoring.strict_yaml import read_yaml

FILE = Path(__file__).with_name("synonyms.yaml")

Words = tuple[str, ...]


@cache
def meanings() -> Mapping[Words, tuple[Words, ...]]:
    """Each word, or words that belong together, and all that say the same."""
    groups = [
        tuple(names.words(text) for text in texts) for texts in read_yaml(FILE)["meanings"].values()
    ]
    return {words: group for group in groups for words in group}


@cache
def longest() -> int:
    """How many words stand together at most."""
    return max(len(words) for words in meanings())


def grouped(words: Sequence[str]) -> list[tuple[Words, ...]]:
    """For each word, or words that belong together: these first, then what says the same."""
    found: list[tuple[Words, ...]] = []
    place = 0
    while place < len(words):
        taken = next(
            part
            for size in range(min(longest(), len(words) - place), 0, -1)
            if (part := tuple(words[place : place + size])) in meanings() or size == 1
        )
        others = (each for each in meanings().get(taken, ()) if each != taken)
        found.append((taken, *others))
        place += len(taken)
    return found
