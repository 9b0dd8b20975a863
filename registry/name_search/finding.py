"""Organisations for what somebody has typed so far, and what was meant where it finds none."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import select, union_all

from registry import names
from registry.extensions import db
from registry.models import (
    LONGEST_START,
    NameKind,
    NameStart,
    Organisation,
    OrganisationWord,
    table_of,
)
from registry.name_search import asking, correcting, deletions, words
from registry.name_search.asking import begins_with
from registry.name_search.index import PART, WHOLE

OFFERED = 8
RANKS = (WHOLE, WHOLE + 1, PART, PART + 1)
SPARE = 3
"""Rows read for each organisation offered: it may have several names that begin alike."""
MISSING_WORD = 3.0
"""What a typed word costs that no word of a name resembles."""
BEGUN = 0.1
"""What one costs that a word begins with."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An organisation and the name or number by which it was found."""

    organisation_id: int
    name: str
    kind: NameKind
    reports: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """Organisations for a text, best first."""

    hits: tuple[Hit, ...]
    meant: str | None = None
    """What was searched for instead, where the text itself finds nothing."""


def suggestions(text: str, *, limit: int = OFFERED) -> Found:
    """Organisations for what has been typed so far.

    First those whose name begins so, then those with a word that begins so, then those with all
    words in any order, or words that say the same; where there are none, those that were meant.
    """
    if not words.asked(text):
        return Found(())
    hits = _by_number(text, limit) + _by_start(text, limit)
    if len(hits) < limit and _says_more(text):
        hits += _by_words(text, limit)
    if not hits and (shorter := words.without_kind(text)) != names.plain(text):
        return suggestions(shorter, limit=limit)
    return Found(_each_once(hits, limit)) if hits else _meant(text, limit)


def _says_more(text: str) -> bool:
    """Whether words say more than how a name begins: several, or one that others say as well."""
    [first, *others] = asking.readings(text)
    return bool(others) or len(first) > 1 or bool(first[0].exact)


def meant(text: str) -> str | None:
    """The words that somebody meant whose own find no organisation; None if they do find some.

    The answer finds at least one organisation; None also where nothing resembles the words.
    """
    if any(asking.first_ids(terms, 1) for terms in asking.readings(text)):
        return None
    return _meant(text, 1).meant


def _by_number(text: str, limit: int) -> list[Hit]:
    """By the beginning of a registration number or stock code."""
    asked = words.asked(text)
    if len(asked) != 1 or not asked[0][0].isdigit():
        return []
    number = asked[0]
    rows = db.session.execute(
        select(OrganisationWord.organisation_id, OrganisationWord.word)
        .where(begins_with(OrganisationWord.word, number))
        .order_by(OrganisationWord.word)
        .limit(limit)
    )
    return [Hit(id, word, NameKind.NUMBER) for id, word in rows]


def _by_start(text: str, limit: int) -> list[Hit]:
    """By how a name begins, or goes on from one of its words; of each rank the first few."""
    typed = words.typed(text)[:LONGEST_START]
    table = table_of(NameStart)
    parts = [
        select(table)
        .where(table.c.rank == rank, begins_with(table.c.start, typed))
        .order_by(table.c.start)
        .limit(limit * SPARE)
        .subquery()
        for rank in RANKS
    ]
    rows = db.session.execute(union_all(*(select(part) for part in parts))).all()
    rows = sorted(rows, key=lambda r: (r.rank, r.start != typed, len(r.start), r.start))
    return [hit(row) for row in rows]


def _by_words(text: str, limit: int) -> list[Hit]:
    """By all words in any order, those with the typed words before those that say the same."""
    ids: dict[int, None] = {}
    for terms in asking.readings(text):
        if len(ids) < limit:
            ids.update(dict.fromkeys(asking.first_ids(terms, correcting.MOST_FOUND)))
    return closest(words.asked(text), ids)


def _meant(text: str, limit: int) -> Found:
    guess = correcting.guess(text)
    if not guess:
        return Found(())
    hits = _each_once(closest(guess.words, guess.ids, like=words.typed(text)), limit)
    return Found(hits, _corrected(guess.words, hits[0]) if hits else None)


def closest(typed: Sequence[str], ids: Iterable[int], *, like: str = "") -> list[Hit]:
    """These organisations, each by the name that fits best; those nearest to the words first.

    Of names equally far, first those most ``like`` a text, if one is given, then who reports.
    """
    named: dict[int, list[Hit]] = {}
    for hit in whole_names(ids):
        named.setdefault(hit.organisation_id, []).append(hit)
    ranked = [(_all_away(typed, hits), *_best(typed, hits)) for hits in named.values()]
    ranked.sort(key=lambda found: (*found[:2], *_after_that(found[2], like)))
    return [hit for _together, _alone, hit in ranked]


def _after_that(hit: Hit, like: str) -> tuple[float, bool, int, str]:
    unlike = -fuzz.token_sort_ratio(like, words.typed(hit.name)) if like else 0.0
    return unlike, not hit.reports, len(hit.name), hit.name


def _all_away(typed: Sequence[str], hits: Iterable[Hit]) -> float:
    """How far the words are from those of all names of an organisation together."""
    own = {word for hit in hits for word in words.of_name(hit.name)}
    return sum(_away(word, own)[0] for word in typed)


def _best(typed: Sequence[str], hits: Iterable[Hit]) -> tuple[float, Hit]:
    """The name that fits best, and how far the words are from it; of equals today's name."""
    away = [(sum(_away(word, words.of_name(h.name))[0] for word in typed), h) for h in hits]
    return min(away, key=lambda found: (found[0], found[1].kind is not NameKind.CURRENT))


def _away(typed: str, found: Collection[str]) -> tuple[float, str]:
    """How far the nearest of these words is, and which it is."""
    return min((_apart(typed, word), word) for word in found) if found else (MISSING_WORD, typed)


def _apart(typed: str, word: str) -> float:
    if word.startswith(typed):
        return 0.0 if word == typed else BEGUN
    away = deletions.distance(typed, word)
    return MISSING_WORD if away is None else away


def _corrected(typed: Sequence[str], hit: Hit) -> str:
    """The typed words as the organisation writes them; those that begin a word of it stay."""
    own = words.of_name(hit.name)
    return " ".join(
        word if any(each.startswith(word) for each in own) else _away(word, own)[1]
        for word in typed
    )


def whole_names(ids: Iterable[int]) -> list[Hit]:
    """Every name of these organisations."""
    rows = db.session.execute(
        select(table_of(NameStart)).where(
            NameStart.organisation_id.in_(list(ids)), NameStart.rank.in_((WHOLE, WHOLE + 1))
        )
    )
    return [hit(row) for row in rows]


def hit(row: Any) -> Hit:
    return Hit(row.organisation_id, row.name, row.kind, row.rank % PART == 0)


def current_names(ids: Iterable[int]) -> dict[int, str]:
    """What these organisations are called today."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_(list(ids)))
    )
    return {row.id: row.name for row in rows}


def _each_once(hits: Iterable[Hit], limit: int) -> tuple[Hit, ...]:
    """Each organisation at the place of its first hit, by its name today where that fits too."""
    best: dict[int, Hit] = {}
    for hit in hits:
        if hit.kind is NameKind.CURRENT or hit.organisation_id not in best:
            best[hit.organisation_id] = hit
    return tuple(best.values())[:limit]
