"""An organisation over the years: from read tables alone, so that no assessment is opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import String, bindparam, select, type_coerce

from registry.assessment import catalogue
from registry.extensions import db
from registry.models import (
    MARKS,
    PublicStatus,
    RegisterEntry,
    Statement,
    StatementFigures,
    StatementFinding,
    status_as_of,
    table_of,
)
from registry.public.queries import is_past

Findings = Mapping[str, str]
"""Criterion -> a word of ``Outcome``; plain text, of which a page looks up hundreds."""


@dataclass(frozen=True, slots=True)
class OfYear:
    """A reporting year of an organisation, as far as it is public on a day."""

    entry: Any
    """The columns of its entry, of its newest statement and of that one's figures."""
    outcomes: "Outcomes"
    status: PublicStatus
    grade_is_public: bool

    @property
    def year(self) -> int:
        return int(self.entry.year)

    @property
    def version(self) -> int | None:
        """Of its newest statement, if there is one."""
        version: int | None = self.entry.version
        return version

    @property
    def figures(self) -> Any | None:
        """Its figures, if it has a statement."""
        return self.entry if self.entry.has_figures else None

    @property
    def seal(self) -> str | None:
        """Tells the statement from every other, in every register there ever was."""
        of = self.entry
        return of.sha256 and f"{of.sha256} {of.published_at}"

    @property
    def known(self) -> tuple[object, ...]:
        """All that the figures, marks and findings of this year depend on, besides the rules."""
        of = self.entry
        shown = self.grade_is_public, of.grade_withdrawn_on, of.grade, of.rules
        return of.year, of.statement_id, self.seal, *shown

    @property
    def findings(self) -> Findings:
        """Empty until the grade is public."""
        return self.outcomes.of(self.entry.statement_id) if self.grade_is_public else {}

    @property
    def is_judged(self) -> bool:
        """Whether the register shows and stands by marks of this year."""
        return self.grade_is_public and self.entry.grade_withdrawn_on is None

    def mark(self, name: str) -> Decimal | None:
        """One of the three marks, of 100."""
        tenths = getattr(self.figures, f"{name}_tenths", None) if self.is_judged else None
        return None if tenths is None else Decimal(tenths) / 10

    def ringgit(self, name: str) -> Decimal | None:
        """What workers paid, or what was repaid to them."""
        sen = getattr(self.figures, f"{name}_sen", None)
        return None if sen is None else Decimal(sen) / 100

    @property
    def months(self) -> tuple[Decimal | None, Decimal | None]:
        """Months of wages that workers paid, before and after repayment."""
        gross, net = (getattr(self.figures, f"{name}_months", None) for name in ("gross", "net"))
        return _decimal(gross), _decimal(net)

    @property
    def hides_repaid(self) -> bool:
        """Whether only what was repaid is hidden, as fewer than five people got it."""
        of = self.figures
        return of is not None and of.worker_paid_sen is not None and of.reimbursed_sen is None

    @property
    def repaid_share(self) -> Decimal | None:
        """Of what workers paid, from 0 to 1; None where they paid nothing, or nobody knows."""
        paid = self.figures.worker_paid_sen if self.figures else None
        repaid = self.figures.reimbursed_sen if self.figures else None
        return None if not paid or repaid is None else Decimal(repaid) / paid


class Outcomes:
    """The findings of some statements, asked for together when one of them is wanted."""

    def __init__(self, statements: set[Any]) -> None:
        self.statements = statements

    @cached_property
    def _found(self) -> Mapping[int, Findings]:
        return findings(self.statements)

    def of(self, statement_id: int | None) -> Findings:
        return self._found.get(statement_id or 0, {})


_ENTRY, _STATEMENT = table_of(RegisterEntry).c, table_of(Statement).c
_FIGURES = table_of(StatementFigures).c
COLUMNS = (
    *_ENTRY,
    *(_STATEMENT.version, _STATEMENT.sha256, _STATEMENT.published_at),
    _FIGURES.statement_id.is_not(None).label("has_figures"),
    *(column for column in _FIGURES if column.key != "statement_id"),
)
"""What ``OfYear`` reads, of tables that are joined as they are below."""
_YEARS = (
    select(*COLUMNS)
    .select_from(table_of(RegisterEntry))
    .outerjoin(table_of(Statement), _STATEMENT.id == _ENTRY.statement_id)
    .outerjoin(table_of(StatementFigures), _FIGURES.statement_id == _STATEMENT.id)
    .where(_ENTRY.organisation_id == bindparam("organisation_id"))
    .order_by(_ENTRY.year.desc())
)
_FINDING = table_of(StatementFinding).c
_FINDINGS = select(
    _FINDING.statement_id, _FINDING.criterion, type_coerce(_FINDING.outcome, String)
).where(
    _FINDING.criterion.in_(bindparam("criteria", expanding=True)),
    _FINDING.statement_id.in_(bindparam("statements", expanding=True)),
)


def years_of(organisation_id: int, today: date) -> list[OfYear]:
    """Every reporting year of an organisation, newest first: one query, and one for findings."""
    return of_rows(db.session.execute(_YEARS, {"organisation_id": organisation_id}).all(), today)


def of_rows(rows: Sequence[Any], today: date) -> list[OfYear]:
    """The same of rows that were read already, with all of ``COLUMNS``."""
    outcomes = Outcomes({row.statement_id for row in rows if _grade_is_public(row, today)})
    return [
        OfYear(
            row,
            outcomes=outcomes,
            status=status_as_of(row.status, row.due_on, today),
            grade_is_public=_grade_is_public(row, today),
        )
        for row in rows
    ]


def findings(statements: set[Any]) -> dict[int, Findings]:
    """The outcomes of these statements, found by the criteria under which they lie together."""
    if not statements:
        return {}
    criteria = [each.id for each in catalogue().criteria]
    rows = db.session.execute(_FINDINGS, {"criteria": criteria, "statements": list(statements)})
    found: dict[int, dict[str, str]] = {}
    for statement_id, criterion, outcome in rows.all():
        found.setdefault(statement_id, {})[criterion] = outcome
    return dict(found)


def records(years: Sequence[OfYear], today: date) -> list[dict[str, Any]]:
    """A line for each year, newest first: what the page of an organisation shows of it."""
    return [_record(each, today) for each in years]


def _record(of: OfYear, today: date) -> dict[str, Any]:
    entry, judged, findings = of.entry, of.is_judged, of.findings
    gross, net = of.months
    return {
        "year": of.year,
        "as_of": today.isoformat(),
        "status": of.status,
        "due_on": entry.due_on.isoformat(),
        "published_on": entry.published_on and entry.published_on.isoformat(),
        "version": of.version,
        "grade": entry.grade if judged else None,
        "score": entry.score_tenths / 10 if judged and entry.score_tenths is not None else None,
        **{name: of.mark(name) for name in MARKS},
        "rules": entry.rules if judged else None,
        "worker_paid": of.ringgit("worker_paid"),
        "reimbursed": of.ringgit("reimbursed"),
        "gross_months": gross,
        "net_months": net,
        **{each.id: findings.get(each.id) for each in catalogue().criteria},
    }


def _grade_is_public(entry: Any, today: date) -> bool:
    return entry.statement_id is not None and is_past(entry.grade_public_on, today)


def _decimal(figure: str | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)
