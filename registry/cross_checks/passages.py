"""A statement's text in paragraphs, and how alike two of them are. Nothing here knows the database.

Paragraphs that may be alike are found by MinHash over pairs of words: two paragraphs share a band
hash with a probability that rises steeply with the pairs they have in common. How alike they are
is then measured word by word. docs/scoring.md says how well this works.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel
from rensa import RMinHash

LEAST_WORDS = 25
"""Shorter paragraphs are headings and phrases that anybody may share."""
MOST_WORDS = 160
MOST_PASSAGES = 300
"""More than the text of a hundred pages; what comes after is not compared."""
ALIKE = 0.7
"""The share of words in common from which two paragraphs count as one text."""
BANDS, ROWS = 20, 3
SEED = 1

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LAST_LINE = 0.8
"""A line that ends a sentence and is shorter than this share of the longest ends a paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph, and whether the other one has them too."""

    text: str
    is_shared: bool


def split(text: str) -> list[str]:
    """The paragraphs of a document that are long enough to compare, in their order."""
    found = (part for paragraph in paragraphs(text) for part in _parts(paragraph))
    return [part for part in found if len(words(part)) >= LEAST_WORDS][:MOST_PASSAGES]


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def bands(text: str) -> list[int]:
    """The hashes by which similar paragraphs are found, each a signed number of 64 bits."""
    found = words(text)
    pairs = [f"{one} {two}" for one, two in zip(found, found[1:], strict=False)]
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    minhash.update(pairs or found)
    digest = minhash.digest()
    return [_band(n, digest[n * ROWS : (n + 1) * ROWS]) for n in range(BANDS)]


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of words that two texts have in common, in the same order; 1 is the same text."""
    return Indel.normalized_similarity(one, other, score_cutoff=ALIKE)


def compare(one: str, other: str, *, exact: bool = False) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces that the other shares or does not.

    Unless ``exact``, words that differ only in case or punctuation are the same.
    """
    mine, theirs = one.split(), other.split()
    read = str if exact else _plain
    steps = Indel.opcodes([read(word) for word in mine], [read(word) for word in theirs])
    return (
        [Piece(" ".join(mine[s.src_start : s.src_end]), s.tag == "equal")
         for s in steps if s.src_end > s.src_start],
        [Piece(" ".join(theirs[s.dest_start : s.dest_end]), s.tag == "equal")
         for s in steps if s.dest_end > s.dest_start],
    )  # fmt: skip


def _plain(word: str) -> str:
    return "".join(_WORD.findall(word.casefold())) or word


def _band(number: int, values: Sequence[int]) -> int:
    written = ",".join(map(str, (number, *values))).encode()
    return int.from_bytes(hashlib.blake2b(written, digest_size=8).digest(), "big", signed=True)


def paragraphs(text: str) -> Iterator[str]:
    """Lines put together; a blank line, or a short one that ends a sentence, ends a paragraph."""
    lines = [line.strip() for line in text.splitlines()]
    width = max(map(len, lines), default=0)
    paragraph: list[str] = []
    for line in lines:
        if line:
            paragraph.append(line)
        if not line or (line[-1] in ".!?:" and len(line) < _LAST_LINE * width):
            yield " ".join(paragraph)
            paragraph = []
    yield " ".join(paragraph)


def _parts(paragraph: str) -> Iterator[str]:
    """The paragraph, or runs of its sentences where it is long."""
    part: list[str] = []
    for sentence in _SENTENCE.split(paragraph):
        if part and len(words(" ".join([*part, sentence]))) > MOST_WORDS:
            yield " ".join(part)
            part = []
        part.append(sentence)
    yield " ".join(part)
