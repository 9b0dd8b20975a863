"""Which organisation a name or number means, for lists that somebody brings along."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import or_, select

from registry.extensions import db
from registry.models import LONGEST_START, NameKind, NameStart, Organisation
from registry.name_search import asking, correcting, finding, words
from registry.name_search.finding import Hit
from registry.name_search.index import COMPANY, WHOLE

OLD_NUMBER = re.compile(r"(\d{1,7})([a-z])")
RESEMBLES = 0.95
"""The most that a name is worth that is not the whole name."""
OF_ITS_GROUP = 0.85
"""What the whole name of a company is worth that a statement of the organisation names."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that a name or number perhaps means."""

    organisation_id: int
    name: str
    """Its name today."""
    matched: str
    """The name or number that fits best, of those it has or had."""
    kind: NameKind
    """What ``matched`` is to it."""
    confidence: float
    """1 for its number or its whole name, less the more they differ."""


def best_match(text: str, *, limit: int = 5, sizes: asking.Sizes | None = None) -> list[Candidate]:
    """The organisations that a name or number perhaps means, the likeliest first.

    A registration number, stock code or LEI is worth more than the words beside it. Confidence is
    1 for a number or a whole name, whatever the kind of company (Berhad, Sdn Bhd) behind it; from
    0.9 on a person would take both for the same name with a slip; below 0.75 ask. Two candidates
    of equal confidence are two organisations of one name. A company that a public statement
    names leads to whose statement it is, with ``kind`` saying so and a confidence below 0.9.
    Empty where nothing resembles the text. Who looks for many names passes the same ``sizes``.
    """
    asked = words.asked(text)
    if numbered := _of_number(asked):
        return numbered[:limit]
    if named := _of_name(text, (WHOLE, WHOLE + 1)) or _of_name(text, (COMPANY,)):
        return _candidates(text, named, limit)
    return _candidates(text, _resembling(text, {} if sizes is None else sizes), limit)


def _of_number(asked: Sequence[str]) -> list[Candidate]:
    """Whose number stands among the words; words with digits are few in names."""
    numbers = {word.upper() for word in asked if any(c.isdigit() for c in word)}
    if not numbers:
        return []
    old = {OLD_NUMBER.sub(r"\1-\2", number.lower()).upper() for number in numbers}
    found = db.session.scalars(
        select(Organisation).where(
            or_(
                Organisation.ssm_number.in_(numbers),
                Organisation.ssm_old_number.in_(old),
                Organisation.stock_code.in_(numbers if len(asked) == 1 else ()),
                Organisation.lei.in_(numbers),
            )
        )
    )
    return [Candidate(each.id, each.name, asked[0], NameKind.NUMBER, 1.0) for each in found]


def _of_name(text: str, ranks: Sequence[int]) -> list[Hit]:
    """Who is, or was, called exactly so, or has a company of this name."""
    typed = words.typed(text)
    if not typed:
        return []
    rows = db.session.execute(
        select(NameStart.__table__)
        .where(NameStart.rank.in_(ranks), NameStart.start == typed[:LONGEST_START])
        .limit(correcting.MOST_FOUND)
    )
    return [finding.hit(row) for row in rows]


def _resembling(text: str, sizes: asking.Sizes) -> list[Hit]:
    """Who has all the words or, where nobody has, words that resemble them."""
    for terms in asking.readings(text):
        if ids := asking.first_ids(terms, correcting.MOST_FOUND, sizes):
            return finding.whole_names(ids)
    guess = correcting.guess(text, sizes)
    return finding.whole_names(guess.ids) if guess else []


def _candidates(text: str, hits: Sequence[Hit], limit: int) -> list[Candidate]:
    """The nearest name of each organisation, as candidates."""
    typed = words.typed(text)
    nearest: dict[int, tuple[float, Hit]] = {}
    for hit in hits:
        confidence = _confidence(typed, hit)
        if confidence > nearest.get(hit.organisation_id, (0.0, hit))[0]:
            nearest[hit.organisation_id] = confidence, hit
    best = sorted(nearest.values(), key=lambda found: (-found[0], not found[1].reports))[:limit]
    called = finding.current_names(hit.organisation_id for _confidence, hit in best)
    return [
        Candidate(hit.organisation_id, called[hit.organisation_id], hit.name, hit.kind, confidence)
        for confidence, hit in best
    ]


def _confidence(typed: str, hit: Hit) -> float:
    if hit.kind is NameKind.SUBSIDIARY:
        return OF_ITS_GROUP
    name = words.typed(hit.name)
    if typed == name:
        return 1.0
    return round(RESEMBLES * fuzz.token_sort_ratio(typed, name) / 100, 3)
