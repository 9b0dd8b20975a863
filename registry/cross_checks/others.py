"""What other filings of the year say about the same entities, recruiters and corridors.

One pure function for each check; ``Others`` holds what the database knew. The words are in YAML.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from registry import names
from registry.groups import entity_key
from registry.scoring.case import Case
from registry.scoring.consistency.base import Found, Place, found_in, found_in_rows
from registry.scoring.rows import EntityRow

LONGEST_KEY = 160
WHOLE = 100
LEAST_FILERS = 5
"""A median of fewer organisations would tell of one of them."""
FAR = 2000
"""Ringgit for each worker by which a corridor's fees stay below the median of others. Whoever
reports more than others is not asked: looking harder finds more."""


class Mention(NamedTuple):
    """What another filing says of an entity or a recruiter."""

    key: str
    value: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Others:
    """What other filings of the year say that this reader may see."""

    entities: Mapping[str, list[Mention]] = field(default_factory=dict)
    recruiters: Mapping[str, list[Mention]] = field(default_factory=dict)
    corridors: Mapping[str, list[Mention]] = field(default_factory=dict)
    without_migrants: frozenset[str] = frozenset()
    """Keys of entities that file for themselves and say that they employ no migrant workers."""
    covered: Mapping[str, list[Mention]] = field(default_factory=dict)
    """Of the entities, and of the organisation that files: who covers them."""
    own: frozenset[str] = frozenset()
    """Keys of the organisation that files."""
    filed: frozenset[str] = frozenset()
    """Keys of entities that file for themselves, and"""
    in_a_circle: frozenset[str] = frozenset()
    """of those that name the organisation that files as an entity of their own."""


def recruiter_key(country: str | None, name: str | None) -> str:
    known = names.key(name or "")
    return f"{country or '?'} {known}"[:LONGEST_KEY] if known else ""


Find = Callable[[Case, Others], Found | None]


def shares_above_the_whole(case: Case, others: Others) -> Found | None:
    """Y20. More of an entity is held than there is."""
    hits = []
    for number, row in enumerate(case.answers.entities, 1):
        mentions = others.entities.get(entity_key(row.ssm_number), [])
        held = {mention.organisation: _decimal(mention.value) for mention in mentions}
        total = (row.share_percent or Decimal(0)) + sum(held.values())
        if row.share_percent and total > WHOLE:
            hits.append((number, (row.name, total, sorted(held))))
    return found_in_rows(
        "entities",
        hits,
        ("share_percent",),
        lambda hit: {"entity": hit[0], "total": hit[1], "others": hit[2]},
    )


def migrants_denied_by_the_entity(case: Case, others: Others) -> Found | None:
    """Y21. A filing covers an entity and reports migrants; the entity's own filing denies any."""
    if not case.metrics.migrants:
        return None
    hits = [
        (number, row)
        for number, row in enumerate(case.answers.entities, 1)
        if row.covered and entity_key(row.ssm_number) in others.without_migrants
    ]
    return found_in_rows("entities", hits, ("covered",), lambda row: {"entity": row.name})


def covered_twice(case: Case, others: Others) -> Found | None:
    """Y24. Another filing of the year covers an entity, too."""
    hits = [
        (number, (row.name, sorted({mention.organisation for mention in mentions})))
        for number, row in enumerate(case.answers.entities, 1)
        if row.covered and (mentions := others.covered.get(entity_key(row.ssm_number)))
    ]
    return found_in_rows(
        "entities", hits, ("covered",), lambda hit: {"entity": hit[0], "others": hit[1]}
    )


def covered_and_filing(case: Case, others: Others) -> Found | None:
    """Y25. An entity that is covered here files for itself."""
    hits = _entities(case, others.filed)
    hits = [(number, row) for number, row in hits if row.covered]
    return found_in_rows("entities", hits, ("covered",), lambda row: {"entity": row.name})


def filer_covered_elsewhere(case: Case, others: Others) -> Found | None:
    """Y26. Another filing of the year covers the organisation that files."""
    mentions = [mention for key in others.own for mention in others.covered.get(key, [])]
    if not mentions:
        return None
    return found_in(
        {"others": sorted({mention.organisation for mention in mentions})}, "str_entities_covered"
    )


def holding_each_other(case: Case, others: Others) -> Found | None:
    """Y27. An entity names the organisation that files as an entity of its own."""
    hits = _entities(case, others.in_a_circle)
    return found_in_rows("entities", hits, ("share_percent",), lambda row: {"entity": row.name})


def _entities(case: Case, keys: frozenset[str]) -> list[tuple[int, EntityRow]]:
    """The rows of the entities that have one of these keys, with their numbers."""
    return [
        (number, row)
        for number, row in enumerate(case.answers.entities, 1)
        if entity_key(row.ssm_number) in keys
    ]


def another_licence_elsewhere(case: Case, others: Others) -> Found | None:
    """Y22. More filings give another licence number for a recruiter than give this one."""
    hits = []
    for number, row in enumerate(case.answers.recruiters, 1):
        mentions = others.recruiters.get(recruiter_key(row.country, row.name), [])
        given = [m for m in mentions if m.value]
        unlike = [m for m in given if names.key(m.value) != names.key(row.licence_no or "")]
        if row.licence_no and len(unlike) > len(given) - len(unlike):
            hits.append((number, (row.name, row.licence_no, unlike[0].value, len(unlike))))
    return found_in_rows(
        "recruiters",
        hits,
        ("licence_no",),
        lambda hit: {"recruiter": hit[0], "here": hit[1], "there": hit[2], "filings": hit[3]},
    )


def fees_far_below_others(case: Case, others: Others) -> Found | None:
    """Y23. Workers paid far less on a corridor than in the median of those who published."""
    hits = [hit for hit in _corridors(case, others) if hit[1][1] - hit[1][0] >= FAR]
    places = tuple(Place("fees", row) for number, _ in hits for row in _lines(case, number))
    if not hits:
        return None
    _, (here, there, key, filers) = hits[0]
    values = {"corridor": key, "here": here, "there": there, "filers": filers}
    return Found(values, places or (Place("fees"),))


def _corridors(
    case: Case, others: Others
) -> Iterator[tuple[str, tuple[Fraction, Fraction, str, int]]]:
    for figures in case.metrics.corridors:
        known = {m.organisation: m.value for m in others.corridors.get(figures.key, [])}
        if figures.per_worker is not None and len(known) >= LEAST_FILERS:
            usual = Fraction(median(map(_decimal, known.values())))
            yield figures.key, (figures.per_worker, usual, figures.key, len(known))


def _lines(case: Case, corridor: str) -> list[int]:
    """Rows of the fee table in which workers of a corridor paid something."""
    return [
        number
        for number, line in enumerate(case.answers.fees, 1)
        if line.corridor == corridor and line.payer == "worker" and line.amount_myr
    ]


def _decimal(written: str) -> Decimal:
    try:
        return Decimal(written)
    except InvalidOperation:
        return Decimal(0)


CHECKS: Mapping[str, Find] = {
    "Y20": shares_above_the_whole,
    "Y21": migrants_denied_by_the_entity,
    "Y22": another_licence_elsewhere,
    "Y23": fees_far_below_others,
    "Y24": covered_twice,
    "Y25": covered_and_filing,
    "Y26": filer_covered_elsewhere,
    "Y27": holding_each_other,
}
