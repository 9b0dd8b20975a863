"""Texts of statements to search: sentences of the register itself in both languages, and names.

Some sentences stand in most texts and some in few, as in the statements that companies write; each
text also names places and people that hardly another has. The same number gives the same text.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, islice, product
from pathlib import Path
from random import Random

from babel.messages.pofile import read_po

CATALOGUE = Path("registry/translations/ms/LC_MESSAGES/messages.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|<[^>]+>")
FEWEST_WORDS, MOST_WORDS = 300, 3_000
SHORTEST_SENTENCE = 5
SYLLABLES = ("ba", "ki", "lan", "mu", "ra", "sen", "ti", "wo", "pur", "ja", "le", "gam", "ni", "do")
NAME_EVERY = 3
"""Sentences; a name follows each third."""
PER_PARAGRAPH = 6
LANGUAGES = ("en", "en", "en", "ms", "both")


def statement_words(number: int) -> str:
    """Between 300 and 3,000 words, in one of the languages or both."""
    random = Random(number)
    language = random.choice(LANGUAGES)
    wanted = random.randint(FEWEST_WORDS, MOST_WORDS)
    parts = [_part(random, each, wanted) for each in ("en", "ms") if language in {each, "both"}]
    return "\n\n".join(parts)


def _part(random: Random, language: str, wanted: int) -> str:
    sentences, weights = _sentences(language)
    paragraphs: list[list[str]] = [[]]
    while wanted > 0:
        for sentence in random.choices(sentences, cum_weights=weights, k=PER_PARAGRAPH):
            wanted -= sentence.count(" ") + 1
            paragraphs[-1].append(sentence)
        paragraphs[-1].insert(NAME_EVERY, f"{random.choice(_names()).title()} {_name(random)}.")
        paragraphs.append([])
    return "\n".join(" ".join(sentences) for sentences in paragraphs)


def _name(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=4))


@cache
def _names() -> Sequence[str]:
    return ["".join(parts) for parts in islice(product(SYLLABLES, repeat=3), 2_000)]


@cache
def _sentences(language: str) -> tuple[Sequence[str], Sequence[float]]:
    """Sentences, and how often each is written: the tenth a tenth as often as the first."""
    with CATALOGUE.open("rb") as file:
        messages = [message for message in read_po(file) if isinstance(message.id, str)]
    texts = [message.id if language == "en" else str(message.string) for message in messages]
    plain = [" ".join(PLACEHOLDER.sub(" ", text).split()) for text in texts]
    long = sorted({text for text in plain if text.count(" ") >= SHORTEST_SENTENCE})
    Random(language).shuffle(long)
    return long, list(accumulate(1 / (10 + place) for place in range(len(long))))
