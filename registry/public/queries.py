"""What anyone may read of an organisation and its statements: read tables, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from registry.extensions import db
from registry.models import Organisation, RegisterEntry, Statement

LATEST = 6
YEARS_BACK = 3
_WITH_LINES = select(Statement).options(selectinload(Statement.fee_lines))


@dataclass(frozen=True)
class YearOfOrganisation:
    """A reporting year of an organisation: its entry, and its newest statement if any."""

    entry: RegisterEntry
    statement_id: int | None
    version: int | None

    def grade_is_public(self, today: date) -> bool:
        return is_past(self.entry.grade_public_on, today)


def is_past(day: date | None, today: date) -> bool:
    """Whether something that is public from a day on is public today."""
    return day is not None and day <= today


def organisation(organisation_id: int) -> Organisation:
    """An organisation with its other names and reporting classes."""
    found = db.session.scalars(
        select(Organisation)
        .where(Organisation.id == organisation_id)
        .options(joinedload(Organisation.aliases), joinedload(Organisation.reporting_classes))
    )
    return found.unique().one()


def years_of(organisation_id: int) -> list[YearOfOrganisation]:
    """Every reporting year of an organisation, newest first."""
    found = db.session.execute(
        select(RegisterEntry, Statement.id, Statement.version)
        .outerjoin(Statement, Statement.id == RegisterEntry.statement_id)
        .where(RegisterEntry.organisation_id == organisation_id)
        .order_by(RegisterEntry.year.desc())
    )
    return [YearOfOrganisation(*row) for row in found]


def entry(organisation_id: int, year: int) -> RegisterEntry:
    """The entry of an organisation and year, with the organisation."""
    return db.session.scalars(
        select(RegisterEntry)
        .join(RegisterEntry.organisation)
        .options(contains_eager(RegisterEntry.organisation))
        .where(RegisterEntry.organisation_id == organisation_id, RegisterEntry.year == year)
    ).one()


def statement(entry: RegisterEntry) -> Statement | None:
    """The newest statement of an entry, with its lines."""
    return db.session.scalar(_WITH_LINES.where(Statement.id == entry.statement_id))


def withdrawn(entry: RegisterEntry) -> Sequence[Any]:
    """The versions of an entry's statement that the organisation withdrew, newest first."""
    return db.session.execute(
        select(Statement.version, Statement.withdrawn_on, Statement.withdrawn_reason)
        .where(
            Statement.organisation_id == entry.organisation_id,
            Statement.year == entry.year,
            Statement.withdrawn_on.is_not(None),
        )
        .order_by(Statement.version.desc())
    ).all()


def version(entry: RegisterEntry, number: int) -> Statement:
    """One version of the statement of an entry, with its lines."""
    return db.session.scalars(
        _WITH_LINES.where(
            Statement.organisation_id == entry.organisation_id,
            Statement.year == entry.year,
            Statement.version == number,
        )
    ).one()


def statement_by_id(statement_id: int) -> tuple[Statement, Organisation]:
    """A statement by its permanent number, with its lines and its organisation."""
    found = db.session.execute(
        _WITH_LINES.options(selectinload(Statement.corridors))
        .add_columns(Organisation)
        .join(Organisation, Organisation.id == Statement.organisation_id)
        .where(Statement.id == statement_id)
    ).one()
    return found[0], found[1]


def document(organisation_id: int, year: int, version: int) -> str:
    """The SHA-256 of the commitment statement of a version."""
    found = db.session.scalars(
        select(Statement.document_sha256).where(
            Statement.organisation_id == organisation_id,
            Statement.year == year,
            Statement.version == version,
            Statement.document_sha256.is_not(None),
        )
    ).one()
    return str(found)


def versions(statement: Statement) -> Sequence[Any]:
    """What tells the versions of a statement apart, newest first."""
    return db.session.execute(
        select(
            Statement.version,
            Statement.published_at,
            Statement.note,
            Statement.change_note,
            Statement.sha256,
        )
        .where(
            Statement.organisation_id == statement.organisation_id,
            Statement.year == statement.year,
        )
        .order_by(Statement.version.desc())
    ).all()


def earlier_answers(statement: Statement) -> list[tuple[int, dict[str, Any]]]:
    """The public answers of the years before, newest first: enough to see what stays the same."""
    found = db.session.execute(
        select(Statement.year, Statement.answers)
        .join(RegisterEntry, RegisterEntry.statement_id == Statement.id)
        .where(
            RegisterEntry.organisation_id == statement.organisation_id,
            RegisterEntry.year < statement.year,
        )
        .order_by(RegisterEntry.year.desc())
        .limit(YEARS_BACK)
    )
    return [(year, answers) for year, answers in found]


def latest_published(year: int) -> Sequence[Any]:
    """The organisations of a reporting year whose statements became public last."""
    return db.session.execute(
        select(
            RegisterEntry.organisation_id,
            RegisterEntry.year,
            RegisterEntry.published_on,
            Organisation.name,
        )
        .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
        .where(RegisterEntry.year == year, RegisterEntry.statement_id.is_not(None))
        .order_by(RegisterEntry.status_on.desc(), RegisterEntry.organisation_id.desc())
        .limit(LATEST)
    ).all()


def published_in(year: int) -> Sequence[int]:
    """The organisations with a statement of a year, for the site map."""
    return db.session.scalars(
        select(RegisterEntry.organisation_id)
        .where(and_(RegisterEntry.year == year, RegisterEntry.statement_id.is_not(None)))
        .order_by(RegisterEntry.organisation_id)
    ).all()
