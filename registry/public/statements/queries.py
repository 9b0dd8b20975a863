"""What anyone may read of published statements: their versions, and those of years before."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, exists, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import contains_eager, defer, selectinload

from registry.extensions import db
from registry.models import (
    Authority,
    Filing,
    Organisation,
    RegisterEntry,
    Statement,
    StatementFeeLine,
)
from registry.models.types import table_of
from registry.public.queries import SAID

YEARS_BACK = 3
_WITH_LINES = select(Statement).options(selectinload(Statement.fee_lines))
_HAS_AGENTS = exists().where(
    Authority.organisation_id == Organisation.id, Authority.agency_id.is_not(None)
)
_PUBLISHED = (
    select(RegisterEntry, Statement, Statement.answers[("period", "entities")])
    .add_columns(*SAID.values(), _HAS_AGENTS)
    .join(RegisterEntry.organisation)
    .outerjoin(
        Statement,
        and_(
            Statement.organisation_id == RegisterEntry.organisation_id,
            Statement.year == RegisterEntry.year,
        ),
    )
    .options(
        contains_eager(RegisterEntry.organisation),
        defer(Statement.answers),
        defer(Statement.assessment),
    )
    .where(
        RegisterEntry.organisation_id == bindparam("organisation_id"),
        RegisterEntry.year == bindparam("year"),
    )
    .order_by(Statement.version.desc())
)
_STATEMENT, _ENTRY = table_of(Statement).c, table_of(RegisterEntry).c
_WHOLE = select(_STATEMENT.answers, _STATEMENT.assessment).where(_STATEMENT.id == bindparam("id"))
_YEARS_BEFORE = (
    select(_STATEMENT.year)
    .join(table_of(RegisterEntry), _ENTRY.statement_id == _STATEMENT.id)
    .where(_ENTRY.organisation_id == bindparam("organisation_id"))
    .where(_ENTRY.year < bindparam("year"))
    .order_by(_ENTRY.year.desc())
    .limit(YEARS_BACK)
)
_FEE_LINE = table_of(StatementFeeLine).c
_FEE_LINES = (
    select(
        *(_FEE_LINE.corridor, _FEE_LINE.category, _FEE_LINE.payer, _FEE_LINE.amount_sen),
        *(_FEE_LINE.workers, _FEE_LINE.source, _FEE_LINE.suppressed),
        *(_FEE_LINE.reimbursed_sen, _FEE_LINE.reimbursed_workers),
    )
    .where(_FEE_LINE.statement_id == bindparam("id"))
    .order_by(_FEE_LINE.id)
)
_EARLIER = _YEARS_BEFORE.add_columns(_STATEMENT.id, _STATEMENT.sha256, _STATEMENT.published_at)
_EARLIER_ANSWERS = _YEARS_BEFORE.add_columns(_STATEMENT.answers)


class Published(NamedTuple):
    """A version of a statement, without its answers and its assessment, which are large."""

    statement: Statement
    entities: list[dict[str, Any]] | None
    """The companies of the group, as they were filed."""
    has_promises: bool
    has_concerns: bool
    has_facts: bool
    has_agents: bool


def published(organisation_id: int, year: int) -> tuple[RegisterEntry, list[Published]]:
    """The entry of an organisation and year with every version of its statement, newest first."""
    found = db.session.execute(_PUBLISHED, {"organisation_id": organisation_id, "year": year}).all()
    if not found:
        raise NoResultFound
    return found[0][0], [Published(*row[1:]) for row in found if row[1]]


def whole(statement_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The public answers of a statement, and its frozen assessment."""
    answers, assessment = db.session.execute(_WHOLE, {"id": statement_id}).one()
    return answers, assessment


def fee_lines(statement_id: int) -> Sequence[Any]:
    """The lines of the fee table, as a page shows them."""
    return db.session.execute(_FEE_LINES, {"id": statement_id}).all()


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


def statement_by_reference(reference: str, version: int) -> Statement:
    """A version of a statement by the reference of its filing."""
    return db.session.scalars(
        select(Statement)
        .join(Filing, and_(Filing.id == Statement.filing_id, Filing.reference == reference))
        .where(Statement.reference == reference, Statement.version == version)
    ).one()


def place(statement_id: int) -> dict[str, int]:
    """Organisation, year and version of a statement, as addresses of its page name them."""
    asked = select(Statement.organisation_id, Statement.year, Statement.version)
    return dict(db.session.execute(asked.where(Statement.id == statement_id)).one()._mapping)


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


def earlier(entry: RegisterEntry) -> Sequence[Any]:
    """Year, number and seal of the statements of the years before: enough to see what stays."""
    return db.session.execute(_EARLIER, _years_before(entry)).all()


def earlier_answers(entry: RegisterEntry) -> list[tuple[int, dict[str, Any]]]:
    """The public answers of the same statements, newest first."""
    found = db.session.execute(_EARLIER_ANSWERS, _years_before(entry))
    return [(year, answers) for year, answers in found]


def _years_before(entry: RegisterEntry) -> dict[str, int]:
    return {"organisation_id": entry.organisation_id, "year": entry.year}
