"""Copies published statements to other organisations, inside the database."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Insert, Table, bindparam, insert, select, update

from registry.extensions import db
from registry.models import (
    CorridorCost,
    CorridorFigure,
    CorridorReach,
    Filing,
    FilingStatus,
    PublicStatus,
    RecruiterUse,
    Statement,
    StatementCorridor,
    StatementFeeLine,
    StatementFigures,
    StatementFinding,
)
from registry.obligations import Period

REVIEW_DAYS = 7
REPLY_DAYS = 14
LATE_DAYS = 40

STATEMENT: Table = Statement.metadata.tables["statement"]
ENTRY: Table = Statement.metadata.tables["register_entry"]
PARTS: tuple[Table, ...] = tuple(
    part.metadata.tables[part.__tablename__]
    for part in (
        *(StatementCorridor, StatementFeeLine, StatementFinding, StatementFigures),
        *(CorridorFigure, CorridorReach, CorridorCost, RecruiterUse),
    )
)
OWN = (
    "filing_id", "organisation_id", "reference", "submitted_on", "published_at",
    "grade_public_on", "sha256",
)  # fmt: skip
"""Columns in which a copy differs from its model."""


@dataclass(frozen=True, slots=True)
class Model:
    """A published statement to copy, and what its entry says."""

    statement_id: int
    year: int
    period: Period
    grade: str | None
    score_tenths: int | None
    rules: str | None


@dataclass(frozen=True, slots=True)
class Copy:
    """Whose statement it is to be, which it copies, and how many days before the deadline."""

    organisation_id: int
    model: Model
    days_before: int

    @property
    def reference(self) -> str:
        return f"ATIP-{self.model.year}-{self.organisation_id:06d}"

    @property
    def filed_on(self) -> date:
        return self.model.period.due_on - timedelta(days=self.days_before)

    @property
    def published_on(self) -> date:
        return self.filed_on + timedelta(days=REVIEW_DAYS)


def make(copies: Sequence[Copy]) -> None:
    """Write filings, statements with their lines, and entries; then commit."""
    connection = db.session.connection()
    filings = db.session.scalars(
        insert(Filing).returning(Filing.id, sort_by_parameter_order=True),
        [filing_columns(copy.organisation_id, copy.model) for copy in copies],
    ).all()
    rows = [_own(copy, filing_id) for copy, filing_id in zip(copies, filings, strict=True)]
    connection.execute(_copy_statement(), rows)
    numbers = dict(
        db.session.execute(
            select(Statement.filing_id, Statement.id).where(
                Statement.filing_id.between(min(filings), max(filings))
            )
        ).all()
    )
    places = [
        {
            "model": copy.model.statement_id,
            "copy": numbers[filing_id],
            "whose": copy.organisation_id,
        }
        for copy, filing_id in zip(copies, filings, strict=True)
    ]
    for part in PARTS:
        connection.execute(_copy_part(part), places)
    connection.execute(
        _point_entry(), [_entry(c, numbers[f]) for c, f in zip(copies, filings, strict=True)]
    )
    db.session.commit()


def filing_columns(organisation_id: int, model: Model) -> dict[str, Any]:
    return {
        "reference": f"ATIP-{model.year}-{organisation_id:06d}",
        "organisation_id": organisation_id,
        "year": model.year,
        "period_start": model.period.start,
        "period_end": model.period.end,
        "due_on": model.period.due_on,
        "status": FilingStatus.PUBLISHED,
    }


def digest(organisation_id: int, year: int) -> str:
    return hashlib.sha256(f"{organisation_id}-{year}".encode()).hexdigest()


def _own(copy: Copy, filing_id: int) -> dict[str, Any]:
    return {
        "model": copy.model.statement_id,
        "new_filing_id": filing_id,
        "new_organisation_id": copy.organisation_id,
        "new_reference": copy.reference,
        "new_submitted_on": copy.filed_on,
        "new_published_at": datetime.combine(copy.published_on, time(3), UTC),
        "new_grade_public_on": copy.published_on + timedelta(days=REPLY_DAYS),
        "new_sha256": digest(copy.organisation_id, copy.model.year),
    }


def _copy_statement() -> Insert:
    shared = [c.name for c in STATEMENT.c if c.name not in {*OWN, "id"}]
    own = [bindparam(f"new_{name}", type_=STATEMENT.c[name].type) for name in OWN]
    chosen = select(*own, *(STATEMENT.c[name] for name in shared)).where(
        STATEMENT.c.id == bindparam("model")
    )
    return insert(STATEMENT).from_select([*OWN, *shared], chosen)


def _copy_part(part: Table) -> Insert:
    own = {"statement_id": "copy", "organisation_id": "whose"}
    owned = [name for name in own if name in part.c]
    shared = [c.name for c in part.c if c.name not in {"id", *own}]
    owners = [bindparam(own[name], type_=part.c[name].type) for name in owned]
    chosen = select(*owners, *(part.c[name] for name in shared)).where(
        part.c.statement_id == bindparam("model")
    )
    return insert(part).from_select([*owned, *shared], chosen)


def _point_entry() -> Any:
    names = ("status", "status_on", "published_on", "statement_id", "grade", "grade_public_on",
             "score_tenths", "rules")  # fmt: skip
    return (
        update(ENTRY)
        .where(ENTRY.c.organisation_id == bindparam("whose"), ENTRY.c.year == bindparam("of_year"))
        .values({name: bindparam(f"new_{name}", type_=ENTRY.c[name].type) for name in names})
    )


def _entry(copy: Copy, statement_id: int) -> dict[str, Any]:
    late = copy.days_before < 0
    return {
        "whose": copy.organisation_id,
        "of_year": copy.model.year,
        "new_status": PublicStatus.PUBLISHED_LATE if late else PublicStatus.PUBLISHED_ON_TIME,
        "new_status_on": copy.published_on,
        "new_published_on": copy.published_on,
        "new_statement_id": statement_id,
        "new_grade": copy.model.grade,
        "new_grade_public_on": copy.published_on + timedelta(days=REPLY_DAYS),
        "new_score_tenths": copy.model.score_tenths,
        "new_rules": copy.model.rules,
    }
