"""What a version of a statement changed: answers, findings and the text of the document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import defer

from registry.answers_compared import ChangedPage, changed_pages
from registry.extensions import db
from registry.models import RegisterEntry, Statement, StatementRevision
from registry.public.queries import is_past
from registry.public.statements.comparison import Change, changes


@dataclass(frozen=True, slots=True)
class Changes:
    """Two versions of a statement beside each other."""

    before: Statement
    after: Statement
    pages: list[ChangedPage]
    findings: list[Change]
    """Empty until both assessments are public."""
    judged: bool
    """Whether both assessments are public, so that their findings may be compared."""
    text: Sequence[dict[str, Any]] | None
    """The changes of the document in its order; None where they cannot be told."""
    same_document: bool

    @property
    def answers(self) -> int:
        return sum(len(page.answers) for page in self.pages)


def of(after: Statement, before: Statement, *, today: date) -> Changes:
    """The changes from one version to another of the same statement."""
    judged = all(is_past(each.grade_public_on, today) for each in (before, after))
    same = before.document_sha256 == after.document_sha256
    return Changes(
        before,
        after,
        pages=changed_pages(before.answers, after.answers),
        findings=changes(before.assessment, after.assessment) if judged else [],
        judged=judged,
        text=None if same else _text(after, before),
        same_document=same,
    )


def versions_before(statement: Statement) -> Sequence[int]:
    """The published versions that came before this one, newest first."""
    return db.session.scalars(
        select(Statement.version)
        .where(Statement.filing_id == statement.filing_id, Statement.version < statement.version)
        .order_by(Statement.version.desc())
    ).all()


def bare_version(entry: RegisterEntry, number: int) -> Statement:
    """A version of an entry's statement, without its lines."""
    return db.session.scalars(
        select(Statement)
        .options(defer(Statement.replies))
        .where(
            Statement.organisation_id == entry.organisation_id,
            Statement.year == entry.year,
            Statement.version == number,
        )
    ).one()


def newest_of_years(organisation_id: int, years: tuple[int, int]) -> tuple[Statement, Statement]:
    """The newest statements of two years, the older first; both have to be there."""
    found = db.session.scalars(
        select(Statement)
        .join(RegisterEntry, RegisterEntry.statement_id == Statement.id)
        .where(RegisterEntry.organisation_id == organisation_id, RegisterEntry.year.in_(years))
        .order_by(RegisterEntry.year)
    ).all()
    if len(found) != len(years):
        raise NoResultFound
    return found[0], found[1]


def _text(after: Statement, before: Statement) -> Sequence[dict[str, Any]] | None:
    """Kept at publication, beside the version that was public then and no other."""
    kept = db.session.get(StatementRevision, after.id)
    return kept.text if kept and kept.previous == before.version else None
