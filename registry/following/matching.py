"""Which organisation each line of a list means: numbers first, whole names, then resemblance.

What is not sure is never decided here: it is offered, and whoever brought the list chooses.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import or_, select

from registry import name_search, names
from registry.extensions import db
from registry.following.reading import Line, is_code
from registry.models import Organisation

SURE = 0.9
OFFERED = 0.6
"""Confidence from which a resemblance is offered to be chosen."""
FAR_APART = 0.5
"""A number whose organisation has a name this far from the name beside it is not sure."""
LOOKED_UP = 300
"""Lines that are looked up by resemblance, which takes time; the rest is said not to be found."""
OLD_NUMBER = re.compile(r"(\d{1,7})([A-Z])")
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Candidate:
    organisation_id: int
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Matched:
    """A line, whom it means, and how that is known."""

    line: Line
    how: str
    """number, name, similar, chosen, unsure or none."""
    organisation_id: int | None = None
    confidence: float | None = None
    candidates: tuple[Candidate, ...] = ()


def matched(lines: Sequence[Line], chosen: Mapping[int, int]) -> list[Matched]:
    """Each line matched; ``chosen``: by the place of a line, whom somebody chose (0: nobody)."""
    numbers = _by_number(_code(line) for line in lines)
    whole = _by_name(names.key(line.name) for line in lines if line.name)
    left = LOOKED_UP
    sizes: name_search.Sizes = {}
    found = []
    for place, line in enumerate(lines):
        one = _exactly(line, numbers, whole)
        if one is None and left and line.name:
            one, left = _similar(line, sizes), left - 1
        found.append(_choice(one or Matched(line, "none"), chosen.get(place)))
    return found


def _exactly(
    line: Line,
    numbers: Mapping[str, Candidate],
    whole: Mapping[str, list[Candidate]],
) -> Matched | None:
    """By its number or its whole name; None where neither is known."""
    numbered = numbers.get(_code(line))
    if numbered and _is_named_so(line.name, numbered.name):
        return Matched(line, "number", numbered.organisation_id, 1.0, (numbered,))
    named = whole.get(names.key(line.name), []) if line.name else []
    if numbered:
        others = [each for each in named if each.organisation_id != numbered.organisation_id]
        return Matched(line, "unsure", candidates=(numbered, *others))
    if len(named) == 1:
        return Matched(line, "name", named[0].organisation_id, 1.0, tuple(named))
    return Matched(line, "unsure", candidates=tuple(named)) if named else None


def _is_named_so(typed: str, name: str) -> bool:
    """Whether a name beside a number may be that of its organisation."""
    if not typed or is_code(typed):
        return True
    return fuzz.token_set_ratio(names.key(typed), names.key(name)) / 100 > FAR_APART


def _similar(line: Line, sizes: name_search.Sizes) -> Matched:
    best = [
        Candidate(each.organisation_id, each.name, each.confidence)
        for each in name_search.best_match(line.name, sizes=sizes)
        if each.confidence >= OFFERED
    ]
    if not best:
        return Matched(line, "none")
    alone = len(best) == 1 or best[1].confidence < SURE
    if best[0].confidence >= SURE and alone:
        first = best[0]
        return Matched(line, "similar", first.organisation_id, first.confidence, tuple(best))
    return Matched(line, "unsure", candidates=tuple(best))


def _choice(found: Matched, chosen: int | None) -> Matched:
    """What somebody chose among those that were offered, or that it is none of them."""
    if chosen is None:
        return found
    for each in found.candidates:
        if each.organisation_id == chosen:
            return Matched(found.line, "chosen", chosen, each.confidence, found.candidates)
    return Matched(found.line, "none", candidates=found.candidates)


def _code(line: Line) -> str:
    """The number of a line, which may stand in the place of a name."""
    text = line.code or (line.name if is_code(line.name) else "")
    return re.sub(r"\(.*\)|[\s-]", "", text).upper()


def _by_number(codes: Iterable[str]) -> dict[str, Candidate]:
    found = {}
    for some in _batches({code for code in codes if code}):
        old = [OLD_NUMBER.sub(r"\1-\2", code) for code in some]
        for each in _organisations(
            or_(
                Organisation.ssm_number.in_(some),
                Organisation.ssm_old_number.in_(old),
                Organisation.stock_code.in_(some),
                Organisation.lei.in_(some),
            )
        ):
            old_number = (each.ssm_old_number or "").replace("-", "")
            for code in (each.ssm_number, old_number, each.stock_code, each.lei):
                if code:
                    found[code] = Candidate(each.id, each.name, 1.0)
    return found


def _by_name(keys: Iterable[str]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for some in _batches(set(keys)):
        for each in _organisations(Organisation.name_key.in_(some)):
            found[each.name_key].append(Candidate(each.id, each.name, 1.0))
    return found


def _batches(texts: Collection[str]) -> Iterator[list[str]]:
    """A few at a time: a database takes only so many values in one question."""
    ordered = sorted(texts)
    return (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))


def _organisations(condition: Any) -> Iterator[Any]:
    yield from db.session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.name_key,
            Organisation.ssm_number,
            Organisation.ssm_old_number,
            Organisation.stock_code,
            Organisation.lei,
        ).where(condition)
    )
