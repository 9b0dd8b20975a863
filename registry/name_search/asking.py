"""What a text asks of the words of organisations, as a condition and as the first few found."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress, islice, product
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    ScalarSelect,
    and_,
    false,
    func,
    intersect,
    or_,
    select,
    union_all,
)

from registry.extensions import db
from registry.models import OrganisationWord
from registry.name_search import synonyms, words

LAST_CHARACTER = "\U0010ffff"
COMMON = 3_000
"""A word that so many organisations have is common; the rarest word of a query leads."""
MOST_LOOKED_AT = 800
"""Organisations that are looked at one by one, where a query has nothing but common words."""
READ_MEANWHILE = 8
"""Entries of a word that are read in order while one is looked up for an organisation."""


def begins_with(column: Any, start: str) -> ColumnElement[bool]:
    """That a text begins so, asked as a stretch of the index of its column."""
    return and_(column >= start, column < start + LAST_CHARACTER)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query: any of these words, or one that begins with one of these."""

    exact: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()

    def on(self, word: Any) -> ColumnElement[bool]:
        """The condition on a column of words."""
        parts: list[ColumnElement[bool]] = [begins_with(word, start) for start in self.begun]
        if self.exact:
            parts.append(word.in_(self.exact))
        return or_(false(), *parts) if len(parts) != 1 else parts[0]

    def some(self, limit: int) -> CompoundSelect[Any]:
        """So many organisations for each part of the term, read from one place of the index each.

        In the order of the index, lest PostgreSQL read all of a common word before it counts.
        """
        table = OrganisationWord.__table__
        parts = [
            select(table.c.organisation_id)
            .where(begins_with(table.c.word, start))
            .order_by(table.c.word, table.c.organisation_id)
            .limit(limit)
            .subquery()
            for start in self.begun
        ]
        if self.exact:
            exact = select(table.c.organisation_id).where(table.c.word.in_(self.exact))
            parts.append(exact.limit(limit).subquery())
        return union_all(*(select(part) for part in parts))


Terms = tuple[Term, ...]
"""Terms that an organisation must all meet."""
Sizes = dict[Term, int]
"""How many organisations meet a term, as far as it matters, of those that were asked before."""

SEVERAL = 2
"""Terms from which on it matters which is the rarest."""
MOST_READINGS = 6
"""Ways in which a query is read, with words of the other language, while somebody types."""


def asked(text: str) -> list[list[Terms]]:
    """For each part of a query what meets it: what was typed, and what says the same."""
    return [_alternatives(groups) for groups in synonyms.grouped(words.asked(text))]


def _alternatives(groups: Sequence[synonyms.Words]) -> list[Terms]:
    """Single words that say the same are one term; words that belong together are a term each."""
    typed, *others = groups
    single = tuple(group[0] for group in others if len(group) == 1)
    begun = tuple(Term(begun=(word,)) for word in typed)
    together = [tuple(Term(exact=(word,)) for word in group) for group in others if len(group) > 1]
    if len(begun) > 1:
        return [begun, *([(Term(exact=single),)] if single else []), *together]
    return [(Term(exact=single, begun=begun[0].begun),), *together]


def readings(text: str) -> list[Terms]:
    """The terms of a query, as typed first, then with words that say the same."""
    ways = islice(product(*asked(text)), MOST_READINGS)
    return [tuple(chain.from_iterable(way)) for way in ways]


def condition(text: str, organisation_id: Any) -> ColumnElement[bool]:
    """That an organisation has, for each word of ``text``, a word that begins with it.

    ``organisation_id`` is the column that holds its number. A text without words asks nothing.
    """
    return and_(
        True,
        *(
            or_(*(and_(*(_has(term, organisation_id) for term in each)) for each in alternatives))
            for alternatives in asked(text)
        ),
    )


def _has(term: Term, organisation_id: Any) -> ColumnElement[bool]:
    among = select(OrganisationWord.organisation_id).where(term.on(OrganisationWord.word))
    found: ColumnElement[bool] = organisation_id.in_(among)
    return found


def first_ids(terms: Sequence[Term], limit: int, sizes: Sizes | None = None) -> list[int]:
    """Some organisations that meet every term: all, if one of the terms is not common.

    The rarest is looked up and the others are checked for what it finds. Where every word is
    common, only so many are looked at; whole names of common words are found by how they start.
    ``sizes`` is what earlier readings of the same words found; it grows.
    """
    counted = _sizes(terms, {} if sizes is None else sizes)
    if not counted or min(counted) == 0:
        return []
    ranked = sorted(zip(counted, terms, strict=True), key=_rarity)
    compared = _compared(ranked)
    led = _organisations(compared).subquery()
    meeting = select(led.c.organisation_id).where(
        *(
            _words_meeting(term, led.c.organisation_id) > 0
            for _size, term in ranked
            if term not in compared
        )
    )
    return list(dict.fromkeys(db.session.scalars(meeting.limit(limit))))


def _rarity(sized: tuple[int, Term]) -> int:
    return sized[0]


def _compared(ranked: Sequence[tuple[int, Term]]) -> list[Term]:
    """The rarest term, and those that are sooner read whole than checked for all it finds."""
    (rarest, leading), *others = ranked
    most = min(COMMON, rarest * READ_MEANWHILE)
    return [leading, *(term for size, term in others if size < most)]


def _organisations(terms: Sequence[Term]) -> CompoundSelect[Any]:
    """Those that meet all of these terms, which are not common; of a single one the first."""
    if len(terms) == 1:
        return terms[0].some(MOST_LOOKED_AT)
    return intersect(*(select(term.some(COMMON).subquery()) for term in terms))


def _words_meeting(term: Term, organisation_id: Any) -> ScalarSelect[int]:
    """How many words of one organisation meet a term.

    They are counted, though one is enough: PostgreSQL would answer an EXISTS for all organisations
    at once, by reading every one that has the word.
    """
    return (
        select(func.count())
        .where(OrganisationWord.organisation_id == organisation_id, term.on(OrganisationWord.word))
        .scalar_subquery()
    )


def _sizes(terms: Sequence[Term], known: Sizes) -> list[int]:
    """How many organisations meet each term, as far as it matters; nothing is asked twice."""
    if len(terms) < SEVERAL:
        return [COMMON] * len(terms)
    if any(known.get(term) == 0 for term in terms):
        return [0]
    if unknown := [term for term in dict.fromkeys(terms) if term not in known]:
        counts = (
            select(func.count()).select_from(term.some(COMMON).subquery()).scalar_subquery()
            for term in unknown
        )
        known.update(zip(unknown, db.session.execute(select(*counts)).one(), strict=True))
    return [known[term] for term in terms]


def known(words: Sequence[str]) -> frozenset[str]:
    """Those with which a word of some organisation begins."""
    if not words:
        return frozenset()
    counts = (
        select(func.count())
        .select_from(Term(begun=(word,)).some(1).subquery())
        .scalar_subquery()
        .label(f"word_{place}")
        for place, word in enumerate(words)
    )
    return frozenset(compress(words, db.session.execute(select(*counts)).one()))
