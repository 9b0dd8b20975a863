"""Paragraphs of a statement that other filings have nearly word for word."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select, true
from sqlalchemy.sql.elements import ColumnElement

from registry.cross_checks import passages
from registry.cross_checks.passages import Piece
from registry.extensions import db
from registry.models import Filing, Organisation, PassageBand, StatementPassage

COMMON_FROM = 5
"""So many other organisations with the same words make it common wording, such as a statute."""
MOST_ROWS = 20_000
NEAREST = 12
"""Of each paragraph, so many that share most bands are read and measured."""


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph and the most similar one of another filing."""

    number: int
    percent: int
    organisation: str | None
    """None where it is the organisation's own text of an earlier year."""
    year: int
    mine: list[Piece]
    theirs: list[Piece]


@dataclass(frozen=True, slots=True)
class Comparison:
    matches: list[Match]
    common: int
    """How many paragraphs are common wording, which is not held against anybody."""


@dataclass(frozen=True, slots=True)
class Near:
    """What a paragraph resembles: the nearest passage, and how many others have it too."""

    passage: StatementPassage | None
    likeness: float
    others: int
    """How many other organisations have these words; at most ``NEAREST`` are counted."""

    @property
    def is_common(self) -> bool:
        return self.others >= COMMON_FROM

    @property
    def is_copied(self) -> bool:
        return self.passage is not None and not self.is_common


def compare(texts: Sequence[str], filing: Filing, *, unpublished: bool) -> Comparison:
    """What of a statement stands in other filings; ``unpublished`` is for the staff only."""
    found = nearest(texts, filing, unpublished=unpublished)
    copied = [
        (number, near.passage, near.likeness)
        for number, near in enumerate(found)
        if near.passage and near.is_copied
    ]
    names = _names({passage.organisation_id for _, passage, _ in copied})
    return Comparison(
        matches=[
            _match(number, texts[number], passage, likeness, filing, names)
            for number, passage, likeness in copied
        ],
        common=sum(near.is_common for near in found),
    )


def nearest(texts: Sequence[str], filing: Filing, *, unpublished: bool) -> list[Near]:
    """For each paragraph what it resembles most, in three queries whatever their number."""
    hashes = [passages.bands(text) for text in texts]
    holders = _holders({h for bands in hashes for h in bands}, filing, unpublished=unpublished)
    wanted = [_sharing_most(bands, holders) for bands in hashes]
    stored = _stored({id for ids in wanted for id in ids})
    return [
        _near(text, [stored[id] for id in ids], filing)
        for text, ids in zip(texts, wanted, strict=True)
    ]


def _near(text: str, candidates: Iterable[StatementPassage], filing: Filing) -> Near:
    mine = passages.words(text)
    measured = [(passages.likeness(mine, passages.words(c.text)), c) for c in candidates]
    alike = [(likeness, passage) for likeness, passage in measured if likeness]
    others = {p.organisation_id for _, p in alike} - {filing.organisation_id}
    likeness, passage = max(alike, key=lambda pair: (pair[0], -pair[1].id), default=(0.0, None))
    return Near(passage, likeness, len(others))


def _holders(hashes: set[int], filing: Filing, *, unpublished: bool) -> Mapping[int, list[int]]:
    rows = db.session.execute(
        select(PassageBand.hash, PassageBand.passage_id)
        .join(StatementPassage)
        .where(PassageBand.hash.in_(hashes), _comparable(filing, unpublished))
        .limit(MOST_ROWS)
    )
    holders: dict[int, list[int]] = defaultdict(list)
    for hash, passage_id in rows:
        holders[hash].append(passage_id)
    return holders


def _comparable(filing: Filing, unpublished: bool) -> ColumnElement[bool]:
    """Own text of earlier years, and that of others up to this year."""
    own = StatementPassage.organisation_id == filing.organisation_id
    earlier = or_(
        StatementPassage.year < filing.year, and_(~own, StatementPassage.year == filing.year)
    )
    readable = true() if unpublished else or_(own, StatementPassage.is_public)
    return and_(StatementPassage.filing_id != filing.id, earlier, readable)


def _sharing_most(bands: Sequence[int], holders: Mapping[int, list[int]]) -> list[int]:
    shared = Counter(id for band in bands for id in holders.get(band, ()))
    return [id for id, _ in shared.most_common(NEAREST)]


def _stored(ids: set[int]) -> dict[int, StatementPassage]:
    found = db.session.scalars(select(StatementPassage).where(StatementPassage.id.in_(ids)))
    return {passage.id: passage for passage in found}


def _names(ids: set[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    )
    return dict(rows.all())


def _match(
    number: int,
    text: str,
    passage: StatementPassage,
    likeness: float,
    filing: Filing,
    names: Mapping[int, str],
) -> Match:
    mine, theirs = passages.compare(text, passage.text)
    own = passage.organisation_id == filing.organisation_id
    return Match(
        number=number + 1,
        percent=round(likeness * 100),
        organisation=None if own else names[passage.organisation_id],
        year=passage.year,
        mine=mine,
        theirs=theirs,
    )
