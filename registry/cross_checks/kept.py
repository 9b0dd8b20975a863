"""Keeps what a version that becomes public changes in the text of the one before it."""

from sqlalchemy import select

from registry.cross_checks.index import statement_text
from registry.cross_checks.revisions import revisions
from registry.extensions import db
from registry.models import FilingVersion, Statement, StatementRevision


def keep_revision(statement: Statement, version: FilingVersion) -> None:
    """Compare with the version that was published before; the first has nothing to compare."""
    before = _published_before(statement)
    if before is None:
        return
    db.session.add(
        StatementRevision(
            statement_id=statement.id,
            previous=before.number,
            text=_revised(statement_text(before), statement_text(version)),
        )
    )


def _published_before(statement: Statement) -> FilingVersion | None:
    return db.session.scalars(
        select(FilingVersion)
        .join(
            Statement,
            (Statement.filing_id == FilingVersion.filing_id)
            & (Statement.version == FilingVersion.number),
        )
        .where(Statement.filing_id == statement.filing_id, Statement.version < statement.version)
        .order_by(Statement.version.desc())
        .limit(1)
    ).first()


def _revised(before: str, after: str) -> list[dict[str, object]] | None:
    if not before or not after:
        return None
    return [revision.as_dict() for revision in revisions(before, after)]
