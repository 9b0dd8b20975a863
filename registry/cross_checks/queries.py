"""What the database knows of last year's filing and of others, for the reader who asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select, true

from registry.cross_checks.index import CORRIDOR, COVERED, ENTITY, RECRUITER
from registry.cross_checks.others import Mention, Others, recruiter_key
from registry.extensions import db
from registry.groups import entity_key
from registry.models import (
    Filing,
    FilingMention,
    FilingVersion,
    Organisation,
    RegisterEntry,
    Statement,
    StatementPassage,
)
from registry.scoring.case import Case

MOST_ASKED = 500
"""Keys of one filing that are looked up, and"""
MOST_MENTIONS = 2_000
"""answers that are read: a recruiter may stand in thousands of filings."""


def last_published(filing: Filing) -> FilingVersion | None:
    """The newest published version of an earlier year."""
    return db.session.scalar(
        select(FilingVersion)
        .join(Filing)
        .where(
            Filing.organisation_id == filing.organisation_id,
            Filing.year < filing.year,
            FilingVersion.assessment.is_not(None),
        )
        .order_by(Filing.year.desc(), FilingVersion.number.desc())
        .limit(1)
    )


def copied_paragraphs(filing_ids: Iterable[int]) -> dict[int, int]:
    """How many paragraphs of each filing stood elsewhere when it came in; those with any."""
    rows = db.session.execute(
        select(StatementPassage.filing_id, func.count())
        .where(StatementPassage.filing_id.in_(filing_ids), StatementPassage.is_copied)
        .group_by(StatementPassage.filing_id)
    )
    return dict(rows.all())


def others(filing: Filing, case: Case, *, unpublished: bool) -> Others:
    """What other filings of the same year say; ``unpublished`` is for the staff only."""
    answers = case.answers
    entities = {entity_key(row.ssm_number) for row in answers.entities}
    recruiters = {recruiter_key(row.country, row.name) for row in answers.recruiters}
    corridors = {row.key for row in answers.corridors}
    own = _own_keys(filing)
    members = _organisations(filing, entities)
    return Others(
        entities=_mentions(filing, ENTITY, entities, unpublished),
        recruiters=_mentions(filing, RECRUITER, recruiters, unpublished),
        corridors=_mentions(filing, CORRIDOR, corridors, False),
        without_migrants=_without_migrants(filing, members, unpublished),
        covered=_mentions(filing, COVERED, entities | own, unpublished),
        own=own,
        filed=_filed(filing, members, unpublished),
        in_a_circle=_in_a_circle(filing, members, own, unpublished),
    )


def _mentions(
    filing: Filing, kind: str, keys: Iterable[str], unpublished: bool
) -> dict[str, list[Mention]]:
    asked = sorted(filter(None, keys))[:MOST_ASKED]
    rows = db.session.execute(
        select(FilingMention.key, FilingMention.value, Organisation.name)
        .join(Organisation, Organisation.id == FilingMention.organisation_id)
        .where(
            FilingMention.kind == kind,
            FilingMention.key.in_(asked),
            FilingMention.year == filing.year,
            FilingMention.organisation_id != filing.organisation_id,
            true() if unpublished else FilingMention.is_public,
        )
        .order_by(FilingMention.id.desc())
        .limit(MOST_MENTIONS)
    )
    found: dict[str, list[Mention]] = {}
    for key, value, name in rows:
        found.setdefault(key, []).append(Mention(key, value, name))
    return found


def _own_keys(filing: Filing) -> frozenset[str]:
    organisation = filing.organisation
    numbers = (organisation.ssm_number, organisation.ssm_old_number)
    return frozenset(entity_key(number) for number in numbers if number)


def _organisations(filing: Filing, keys: Iterable[str]) -> dict[int, str]:
    """Those of the entities that are other organisations of the register: id -> key."""
    asked = sorted(filter(None, keys))[:MOST_ASKED]
    found = db.session.execute(
        select(Organisation.id, Organisation.ssm_number).where(
            Organisation.ssm_number.in_(asked), Organisation.id != filing.organisation_id
        )
    )
    return {id: number or "" for id, number in found}


def _without_migrants(
    filing: Filing, members: Mapping[int, str], unpublished: bool
) -> frozenset[str]:
    """Which of these organisations say in their own filing that they employ no migrants."""
    if not members:
        return frozenset()
    found = _submitted(filing, members) if unpublished else _published(filing, members)
    return frozenset(
        members[id]
        for id, answers in found
        if answers.get("workforce", {}).get("workforce_has_migrants") == "no"
    )


def _filed(filing: Filing, members: Mapping[int, str], unpublished: bool) -> frozenset[str]:
    """Which of these organisations have a statement of their own, or a filing that came in."""
    if not members:
        return frozenset()
    published = select(RegisterEntry.organisation_id).where(
        RegisterEntry.organisation_id.in_(members),
        RegisterEntry.year == filing.year,
        RegisterEntry.statement_id.is_not(None),
    )
    submitted = (
        select(Filing.organisation_id)
        .join(FilingVersion)
        .where(Filing.organisation_id.in_(members), Filing.year == filing.year)
    )
    return frozenset(
        members[id] for id in db.session.scalars(submitted if unpublished else published)
    )


def _in_a_circle(
    filing: Filing, members: Mapping[int, str], own: frozenset[str], unpublished: bool
) -> frozenset[str]:
    """Which of these organisations name the one that files as an entity of theirs."""
    if not members or not own:
        return frozenset()
    naming = select(FilingMention.organisation_id).where(
        FilingMention.kind == ENTITY,
        FilingMention.key.in_(own),
        FilingMention.year == filing.year,
        FilingMention.organisation_id.in_(members),
        true() if unpublished else FilingMention.is_public,
    )
    return frozenset(members[id] for id in db.session.scalars(naming))


def _published(filing: Filing, ids: Iterable[int]) -> Iterable[tuple[int, dict[str, Any]]]:
    rows = db.session.execute(
        select(Statement.organisation_id, Statement.answers)
        .join(RegisterEntry, RegisterEntry.statement_id == Statement.id)
        .where(RegisterEntry.organisation_id.in_(ids), RegisterEntry.year == filing.year)
    )
    return rows.all()


def _submitted(filing: Filing, ids: Iterable[int]) -> Iterable[tuple[int, dict[str, Any]]]:
    """The answers of each organisation's newest version of the year, newest last."""
    rows = db.session.execute(
        select(Filing.organisation_id, FilingVersion.answers)
        .join(FilingVersion)
        .where(Filing.organisation_id.in_(ids), Filing.year == filing.year)
        .order_by(FilingVersion.number)
    )
    return dict(rows.all()).items()
