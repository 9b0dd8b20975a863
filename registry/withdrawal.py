"""Withdrawing the grade of a published statement that was false or misleading, or giving it back.

The assessment stays as it was frozen: what changes is whether the register stands by its grade.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from registry import ledger, obligations, seals
from registry.clock import day_of
from registry.extensions import db
from registry.models import Filing, GradeDecision, RegisterEntry, Statement, User


def statement_of(filing: Filing) -> Statement | None:
    """The newest statement of a filing: the one whose grade the register shows."""
    return db.session.scalar(
        select(Statement)
        .where(Statement.filing_id == filing.id)
        .order_by(Statement.version.desc())
        .limit(1)
    )


def decisions(statement: Statement) -> Sequence[GradeDecision]:
    """What was decided about the grade of a statement, newest first."""
    return db.session.scalars(
        select(GradeDecision)
        .where(GradeDecision.statement_id == statement.id)
        .options(joinedload(GradeDecision.by))
        .order_by(GradeDecision.id.desc())
    ).all()


def state_of(statement: Statement) -> str:
    """What of the grade was on the screen: another version, or another act, makes it another."""
    return f"{statement.version} {statement.grade_withdrawn_on or 'stands'}"


def why_not_withdraw(statement: Statement, today: date) -> LazyString | None:
    """Why the grade cannot be withdrawn on a day; None where it can."""
    if statement.grade_withdrawn_on:
        return _l("The grade of this statement is withdrawn already.")
    if statement.grade_public_on > today:
        return _l("The organisation may still reply, so the grade is not public yet.")
    if statement.assessment["grade"] is None:
        return _l("This statement has no grade.")
    return None


def withdraw(statement: Statement, *, by: User, at: datetime, reason: str) -> None:
    """Show no grade from today, and the reason in its place."""
    today = day_of(at)
    statement.grade_withdrawn_on, statement.grade_withdrawn_reason = today, reason
    entry = _entry(statement)
    entry.grade = entry.score_tenths = None
    entry.grade_withdrawn_on, entry.grade_withdrawn_reason = today, reason
    _decided(statement, withdrawn=True, by=by, at=at, reason=reason)


def restore(statement: Statement, *, by: User, at: datetime, reason: str) -> None:
    """Show the grade again: it was withdrawn wrongly."""
    statement.grade_withdrawn_on = statement.grade_withdrawn_reason = None
    entry = _entry(statement)
    score = statement.assessment["score"]
    entry.grade = statement.assessment["grade"]
    entry.score_tenths = None if score is None else int(Decimal(score) * 10)
    entry.grade_withdrawn_on = entry.grade_withdrawn_reason = None
    _decided(statement, withdrawn=False, by=by, at=at, reason=reason)


def _entry(statement: Statement) -> RegisterEntry:
    return obligations.entry_for(statement.organisation_id, statement.year)


def _decided(statement: Statement, *, withdrawn: bool, by: User, at: datetime, reason: str) -> None:
    decision = GradeDecision(
        statement_id=statement.id, withdrawn=withdrawn, at=at, by_id=by.id, reason=reason
    )
    db.session.add(decision)
    db.session.flush()
    ledger.append(
        "grade_withdrawn" if withdrawn else "grade_restored",
        statement.reference,
        {
            "version": statement.version,
            "reason": reason,
            "standing": seals.of_standing(statement),
        },
        at=at,
    )
