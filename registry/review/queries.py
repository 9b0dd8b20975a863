"""What the regulator's staff may read: every submitted filing, no draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from registry import cross_checks
from registry.assessment import assess_version
from registry.extensions import db
from registry.models import AuditStep, Filing, FilingStatus, FilingVersion, Statement
from registry.review.priority import Facts, Priority, prioritise
from registry.scoring.screening import Path


@dataclass(frozen=True, slots=True)
class Waiting:
    """A filing in the queue, with its place and the reasons for it."""

    filing: Filing
    days: int
    priority: Priority


def submitted() -> Select[Filing]:
    """Filings of which at least one version came in; drafts nobody submitted stay private."""
    return select(Filing).where(Filing.first_submitted_at.is_not(None))


def reviewable_filing(reference: str) -> Filing:
    return db.session.scalars(submitted().where(Filing.reference == reference)).one()


def filing_to_decide(reference: str) -> Filing:
    """The filing, locked until the decision is committed."""
    return db.session.scalars(
        submitted().where(Filing.reference == reference).with_for_update()
    ).one()


def queue(*, now: datetime) -> list[Waiting]:
    """Every filing that waits for a decision, the first to read first."""
    filings = db.session.scalars(
        submitted()
        .where(Filing.status == FilingStatus.SUBMITTED)
        .options(
            joinedload(Filing.organisation),
            selectinload(Filing.versions).defer(FilingVersion.answers),
            selectinload(Filing.events),
        )
    ).unique()
    found = filings.all()
    earlier = _years_filed()
    copied = cross_checks.copied_paragraphs([filing.id for filing in found])
    waiting = [
        _waiting(
            filing,
            now=now,
            is_first=earlier[filing.organisation_id] >= filing.year,
            copied=copied.get(filing.id, 0),
        )
        for filing in found
    ]
    return sorted(waiting, key=lambda item: (-item.priority.rank, item.filing.id))


def recently_decided(limit: int = 20) -> Sequence[Filing]:
    return db.session.scalars(
        submitted()
        .where(Filing.status.in_([FilingStatus.PUBLISHED, FilingStatus.RETURNED]))
        .options(joinedload(Filing.organisation))
        .order_by(Filing.submitted_at.desc())
        .limit(limit)
    ).all()


def years_with_short_filings() -> Sequence[int]:
    """Reporting years with a published short filing, newest first."""
    return db.session.scalars(
        select(Statement.year)
        .where(Statement.path == Path.SHORT)
        .distinct()
        .order_by(Statement.year.desc())
    ).all()


def drawn_filings(year: int) -> list[tuple[Filing, AuditStep]]:
    """The filings of a year that were drawn for an audit, each with its newest step."""
    newest = select(func.max(AuditStep.id)).group_by(AuditStep.filing_id)
    rows = db.session.execute(
        select(Filing, AuditStep)
        .join(AuditStep, AuditStep.filing_id == Filing.id)
        .where(AuditStep.id.in_(newest), Filing.year == year)
        .options(joinedload(Filing.organisation))
        .order_by(AuditStep.draw_id.desc(), Filing.reference)
    )
    return [(filing, step) for filing, step in rows]


def last_years_answers(filing: Filing) -> dict[str, Any]:
    """The answers of the newest published version of an earlier year, page by page; or nothing."""
    version = db.session.scalar(
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
    return version.answers if version else {}


def _waiting(filing: Filing, *, now: datetime, is_first: bool, copied: int) -> Waiting:
    version = filing.versions[-1]
    cap, gaps, conflicts = _risk(version.id, version.sha256)
    days = (now - version.submitted_at).days
    facts = Facts(
        waiting_days=days,
        strictest_cap=cap,
        legal_gaps=gaps,
        conflicts=conflicts,
        copied=copied,
        was_returned=any(event.kind == FilingStatus.RETURNED for event in filing.events),
        is_target_sector=bool(filing.organisation.target_sector),
        is_first=is_first,
    )
    return Waiting(filing, days, prioritise(facts))


@lru_cache(maxsize=8192)
def _risk(version_id: int, sha256: str) -> tuple[str | None, int, int]:
    """The strictest cap, legal gaps and conflicts; a version never changes, so they are kept."""
    version = db.session.get_one(FilingVersion, version_id)
    judged = assess_version(version, version.filing).as_dict()
    caps = [gate["cap"] for gate in judged["gates"] if gate["cap"]]
    conflicts = sum(not each["explained"] for each in judged["consistency"])
    return max(caps, default=None), len(judged["legal_gaps"]), conflicts


def _years_filed() -> dict[int, int]:
    """The first year in which each organisation filed."""
    first = (
        select(Filing.organisation_id, func.min(Filing.year))
        .where(Filing.first_submitted_at.is_not(None))
        .group_by(Filing.organisation_id)
    )
    return {row[0]: row[1] for row in db.session.execute(first)}
