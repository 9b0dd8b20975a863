"""What somebody meant whose words find nothing: typing mistakes, words joined or split."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from registry.extensions import db
from registry.models import NameDeletion, OrganisationWord
from registry.name_search import asking, deletions, words
from registry.name_search.asking import LAST_CHARACTER, Term

MOST_NEAR = 12
"""Words that are tried for a mistaken one."""
MOST_READ = 20_000
"""Words that share a form with a mistaken one; only forms of few letters have so many."""
MOST_FOUND = 200
"""Organisations that are compared with what was typed."""
SHORTEST_PART = 3
"""Letters of a word that was perhaps joined to another."""
MANY = 2
"""Of more words than these one may be wrong altogether."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The words that a query was taken for, and organisations that have them all."""

    words: tuple[str, ...]
    ids: tuple[int, ...]


def guess(text: str) -> Guess | None:
    """The first reading of a query that finds somebody; None if nothing resembles it.

    Words that nobody has are read as those that resemble them; then neighbours as one word and
    one word as two; then every word as others; at last without the word that fits least.
    """
    typed = words.asked(text)
    near = {word: _near(word) for word in typed}
    for reading in _readings(typed, near):
        if ids := asking.first_ids([near[word] for word in reading], MOST_FOUND):
            return Guess(reading, tuple(ids))
    return None


def _readings(typed: tuple[str, ...], near: dict[str, Term]) -> Iterator[tuple[str, ...]]:
    """Ways to read the words; ``near`` grows by the words that were put together or apart."""
    yield typed
    unknown = [word for word in typed if not is_known(word)]
    for place, joined in words.pairs(typed):
        near[joined] = _near(joined)
        yield (*typed[:place], joined, *typed[place + 2 :])
    for word in unknown:
        for parts in _split(word):
            near.update({part: Term(begun=(part,)) for part in parts})
            place = typed.index(word)
            yield (*typed[:place], *parts, *typed[place + 1 :])
    yield from _without_one(typed, unknown)


def _without_one(typed: tuple[str, ...], unknown: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words without one that nobody has, or of many words without any one of them."""
    letters = len("".join(typed))
    for word in unknown or (reversed(typed) if len(typed) > MANY else ()):
        rest = tuple(other for other in typed if other != word)
        if len("".join(rest)) * 2 >= max(letters, SHORTEST_PART * 2):
            yield rest


def _near(typed: str) -> Term:
    """The word itself, as far as it was typed, and words that resemble it."""
    return Term(exact=tuple(word for word, _away in near(typed)), begun=(typed,))


def near(typed: str) -> list[tuple[str, float]]:
    """Words of names that resemble a typed one, nearest first, with their distances."""
    if len(typed) < deletions.SHORTEST - 1 or any(c.isdigit() for c in typed):
        return []
    among = db.session.scalars(
        select(NameDeletion.word)
        .where(NameDeletion.deletion.in_(deletions.forms(typed, deletions.reach(typed))))
        .limit(MOST_READ)
    )
    return deletions.nearest(typed, among, MOST_NEAR)


def is_known(word: str) -> bool:
    """Whether a word of some organisation begins so."""
    found = select(OrganisationWord.word).where(
        OrganisationWord.word >= word, OrganisationWord.word < word + LAST_CHARACTER
    )
    return db.session.scalar(found.limit(1)) is not None


def _split(word: str) -> Iterator[tuple[str, str]]:
    """The word as two, where the first is a word of names and one begins with the second."""
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    firsts: Sequence[str] = db.session.scalars(
        select(OrganisationWord.word)
        .where(OrganisationWord.word.in_([word[:cut] for cut in cuts]))
        .distinct()
    ).all()
    for first in sorted(firsts, key=len, reverse=True):
        if is_known(rest := word[len(first) :]):
            yield first, rest
