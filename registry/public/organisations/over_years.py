"""An organisation over the years: from read tables alone, so that no assessment is opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, select

from registry.assessment import catalogue
from registry.extensions import db
from registry.models import (
    MARKS,
    PublicStatus,
    RegisterEntry,
    Statement,
    StatementFigures,
    StatementFinding,
    table_of,
)
from registry.public.queries import is_past
from registry.scoring import Outcome
from registry.scoring.model import Text

Findings = Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class OfYear:
    """A reporting year of an organisation, as far as it is public on a day."""

    entry: RegisterEntry
    figures: StatementFigures | None
    """Of its newest statement, if there is one."""
    version: int | None
    seal: str | None
    """Tells the statement from every other, in every register there ever was."""
    outcomes: "Outcomes"
    status: PublicStatus
    grade_is_public: bool

    @property
    def year(self) -> int:
        return self.entry.year

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
        return bool(self.figures and self.figures.hides_repaid)

    @property
    def repaid_share(self) -> Decimal | None:
        """Of what workers paid, from 0 to 1; None where they paid nothing, or nobody knows."""
        paid = self.figures.worker_paid_sen if self.figures else None
        repaid = self.figures.reimbursed_sen if self.figures else None
        return None if not paid or repaid is None else Decimal(repaid) / paid


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with its outcome in each year that is judged; None where it has none."""

    criterion: str
    title: Text
    outcomes: Sequence[Outcome | None]


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    title: Text
    lines: Sequence[Line]

    @property
    def newest(self) -> Sequence[Outcome | None]:
        return [line.outcomes[-1] for line in self.lines]

    @property
    def met(self) -> int:
        return sum(outcome is Outcome.MET for outcome in self.newest)

    @property
    def apply(self) -> int:
        left_out = (None, Outcome.DOES_NOT_APPLY)
        return sum(outcome not in left_out for outcome in self.newest)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Criteria by years, oldest year first."""

    years: Sequence[int]
    themes: Sequence[Theme]


class Outcomes:
    """The findings of some statements, asked for together when one of them is wanted."""

    def __init__(self, statements: set[Any]) -> None:
        self.statements = statements

    @cached_property
    def _found(self) -> Mapping[int, Findings]:
        return findings(self.statements)

    def of(self, statement_id: int | None) -> Findings:
        return self._found.get(statement_id or 0, {})


_YEARS = (
    select(RegisterEntry, StatementFigures, Statement.version, Statement.sha256)
    .add_columns(Statement.published_at)
    .outerjoin(Statement, Statement.id == RegisterEntry.statement_id)
    .outerjoin(StatementFigures, StatementFigures.statement_id == Statement.id)
    .where(RegisterEntry.organisation_id == bindparam("organisation_id"))
    .order_by(RegisterEntry.year.desc())
)
_FINDING = table_of(StatementFinding).c
_FINDINGS = select(_FINDING.statement_id, _FINDING.criterion, _FINDING.outcome).where(
    _FINDING.criterion.in_(bindparam("criteria", expanding=True)),
    _FINDING.statement_id.in_(bindparam("statements", expanding=True)),
)


def years_of(organisation_id: int, today: date) -> list[OfYear]:
    """Every reporting year of an organisation, newest first: one query, and one for findings."""
    rows = db.session.execute(_YEARS, {"organisation_id": organisation_id}).all()
    outcomes = Outcomes({row[0].statement_id for row in rows if _grade_is_public(row[0], today)})
    return [
        OfYear(
            entry,
            figures,
            version,
            seal=sha256 and f"{sha256} {published_at}",
            outcomes=outcomes,
            status=entry.status_as_of(today),
            grade_is_public=_grade_is_public(entry, today),
        )
        for entry, figures, version, sha256, published_at in rows
    ]


def findings(statements: set[Any]) -> dict[int, Findings]:
    """The outcomes of these statements, found by the criteria under which they lie together."""
    if not statements:
        return {}
    criteria = [each.id for each in catalogue().criteria]
    rows = db.session.execute(_FINDINGS, {"criteria": criteria, "statements": list(statements)})
    found: dict[int, dict[str, Outcome]] = {}
    for statement_id, criterion, outcome in rows:
        found.setdefault(statement_id, {})[criterion] = outcome
    return dict(found)


def matrix(years: Sequence[OfYear]) -> Matrix:
    """Each criterion in each year that has findings."""
    judged = [each for each in reversed(years) if each.findings]
    rules = catalogue()
    themes = [
        Theme(
            theme.id,
            theme.title,
            [
                Line(rule.id, rule.title, [each.findings.get(rule.id) for each in judged])
                for rule in rules.criteria
                if rule.theme == theme.id
            ],
        )
        for theme in rules.themes
    ]
    return Matrix([each.year for each in judged], themes)


def records(years: Sequence[OfYear], today: date) -> list[dict[str, Any]]:
    """A line for each year, newest first: what the page of an organisation shows of it."""
    return [_record(each, today) for each in years]


def _record(of: OfYear, today: date) -> dict[str, Any]:
    entry, judged = of.entry, of.is_judged
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
        **{each.id: of.findings.get(each.id) for each in catalogue().criteria},
    }


def _grade_is_public(entry: RegisterEntry, today: date) -> bool:
    return entry.statement_id is not None and is_past(entry.grade_public_on, today)


def _decimal(figure: str | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)
