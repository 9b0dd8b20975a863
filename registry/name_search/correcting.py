"""What somebody meant whose words find nothing: typing mistakes, words joined or split."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice, product

from sqlalchemy import Row, select

from registry.extensions import db
from registry.models import NameDeletion, NameStart, OrganisationWord
from registry.name_search import asking, deletions, words
from registry.name_search.asking import Term
from registry.name_search.index import WHOLE

MOST_NEAR = 40
"""Words that are tried for a mistaken one: a short one resembles many."""
MOST_READ = 5_000
"""Words that share a form with a mistaken one; only forms of few letters have so many."""
MOST_FOUND = 200
"""Organisations that are compared with what was typed."""
MOST_WAYS = 60
"""Whole names that a mistaken one is taken for."""
SHORTEST_PART = 3
"""Letters of a word that was perhaps joined to another."""
MORE_CUTS = 2
"""Of a name written as one word, beside the first: so many are looked for."""
MOST_FIRSTS = 3
"""Words with which such a name may begin that are tried."""
MANY = 2
"""Of more words than these one may be wrong altogether."""


Near = list[tuple[str, float]]
"""Words that resemble one, with their distances."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The words that a query was taken for, and organisations that have them all."""

    words: tuple[str, ...]
    ids: tuple[int, ...]


def guess(text: str, sizes: asking.Sizes | None = None) -> Guess | None:
    """The first reading of a query that finds somebody; None if nothing resembles it.

    Words are read as those that resemble them; then neighbours as one word and one word as two
    or more; at last without a word that nobody has. ``sizes`` is what earlier texts found of
    their words.
    """
    sizes = {} if sizes is None else sizes
    typed = words.asked(text)
    terms = _terms(typed)
    for reading in _readings(typed, terms):
        read = [terms[word] for word in reading]
        ids = asking.first_ids(read, MOST_FOUND, sizes)
        if ids or reading == typed:
            ids = [*_called(_ways(read)), *ids]
        if ids:
            return Guess(reading, tuple(ids))
    return None


def _called(ways: Sequence[str]) -> Sequence[int]:
    """Who is called exactly so: among many who have a word it would be found by chance."""
    if not ways:
        return ()
    return db.session.scalars(
        select(NameStart.organisation_id)
        .where(NameStart.rank.in_((WHOLE, WHOLE + 1)), NameStart.start.in_(ways))
        .limit(MOST_FOUND)
    ).all()


def _ways(terms: Sequence[Term]) -> Sequence[str]:
    """How the words may be written, those with the nearest words first."""
    places = product(*(range(len(term.exact)) for term in terms))
    nearest = nsmallest(MOST_WAYS, islice(places, MOST_READ), key=sum)
    return [
        " ".join(term.exact[place] for term, place in zip(terms, way, strict=True))
        for way in nearest
    ]


def _readings(typed: tuple[str, ...], terms: dict[str, Term]) -> Iterator[tuple[str, ...]]:
    """Ways to read the words; ``terms`` grows by the words that were put together or apart."""
    yield typed
    known = asking.known(typed)
    unknown = [word for word in typed if word not in known]
    joined = words.pairs(typed)
    terms.update(_terms([word for _place, word in joined]))
    for place, word in joined:
        yield (*typed[:place], word, *typed[place + 2 :])
    for word in unknown:
        for parts in _split(word):
            terms.update({part: Term(begun=(part,)) for part in parts})
            place = typed.index(word)
            yield (*typed[:place], *parts, *typed[place + 1 :])
    hopeless = [word for word in unknown if not terms[word].exact]
    leave_out = [hopeless, *([word] for word in unknown or _any_of_many(typed))]
    yield from (rest for each in leave_out if (rest := _without(typed, each)) != typed)


def _any_of_many(typed: tuple[str, ...]) -> Sequence[str]:
    """Of many words each may be the wrong one, the last first."""
    return typed[::-1] if len(typed) > MANY else ()


def _without(typed: tuple[str, ...], left_out: Collection[str]) -> tuple[str, ...]:
    """The words without some of them; all of them if hardly any letters would be left."""
    rest = tuple(word for word in typed if word not in left_out)
    letters = len("".join(typed))
    return rest if len("".join(rest)) * 2 >= max(letters, SHORTEST_PART * 2) else typed


def _terms(typed: Sequence[str]) -> dict[str, Term]:
    """Each word as far as it was typed, and the words that resemble it."""
    return {
        word: Term(exact=tuple(other for other, _away in others), begun=(word,))
        for word, others in near(typed).items()
    }


def near(typed: Sequence[str]) -> dict[str, Near]:
    """For each of these the words of names that resemble it, nearest first, with distances.

    A second mistake is looked for only where no word is one mistake away: its forms are many.
    """
    found = _near(typed, 1)
    further = [word for word in typed if not found[word] and deletions.reach(word) > 1]
    return found | _near(further, 2)


def _near(typed: Sequence[str], edits: int) -> dict[str, Near]:
    forms = {word: deletions.forms(word, edits) if _may_be_wrong(word) else set() for word in typed}
    among: dict[str, set[str]] = {}
    for form, word in _sharing(set().union(*forms.values())):
        among.setdefault(form, set()).add(word)
    return {
        word: deletions.nearest(word, set().union(*(among.get(f, ()) for f in own)), MOST_NEAR)
        for word, own in forms.items()
    }


def _may_be_wrong(word: str) -> bool:
    """Numbers are right or name somebody else; shorter words resemble too many others."""
    return len(word) >= deletions.SHORTEST - 1 and not any(c.isdigit() for c in word)


def _sharing(forms: Collection[str]) -> Sequence[Row[str, str]]:
    """Words of names that have one of these forms, with it."""
    if not forms:
        return []
    return db.session.execute(
        select(NameDeletion.deletion, NameDeletion.word)
        .where(NameDeletion.deletion.in_(sorted(forms)))
        .limit(MOST_READ)
    ).all()


def _split(word: str, more_cuts: int = MORE_CUTS) -> Iterator[tuple[str, ...]]:
    """The word as several, words of names all, of which the last is perhaps only begun.

    As two, the first as long as it can be; where that cannot be, as one more.
    """
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    firsts: Sequence[str] = db.session.scalars(
        select(OrganisationWord.word)
        .where(OrganisationWord.word.in_([word[:cut] for cut in cuts]))
        .distinct()
    ).all()
    begun = asking.known([word[len(first) :] for first in firsts])
    longest_first = sorted(firsts, key=len, reverse=True)
    for first in longest_first:
        if word[len(first) :] in begun:
            yield first, word[len(first) :]
    if more_cuts and not begun:
        for first in longest_first[:MOST_FIRSTS]:
            for rest in _split(word[len(first) :], more_cuts - 1):
                yield first, *rest
