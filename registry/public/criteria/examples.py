"""Good answers to learn from: statements that met a criterion on the strongest evidence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from registry.answers_shown import Shown, answer_shown, pages
from registry.assessment import catalogue
from registry.extensions import db
from registry.models import Organisation, RegisterEntry, Statement, StatementFinding
from registry.public.listing.conditions import grade_is_public
from registry.public.unchanged import while_unchanged
from registry.scoring import Criterion, Outcome

SHOWN = 3
LOOKED_AT = 24
"""The statements published last, of which those with the strongest evidence are shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """What one organisation answered, and what the rule found in it."""

    organisation_id: int
    name: str
    year: int
    sentence: Mapping[str, str]
    evidence: str
    answers: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class _Kept:
    """The same without words, which follow the language of the reader."""

    organisation_id: int
    name: str
    year: int
    finding: Mapping[str, Any]
    answers: Mapping[str, Any]


def of_criterion(criterion: Criterion, year: int | None, today: date) -> list[Example]:
    """From the newest statements of a year whose grade is public and stands; few or none."""
    if year is None:
        return []
    question = ("examples", criterion.id, year, today)
    kept: list[_Kept] = while_unchanged(question, lambda: _find(criterion, year, today))
    return [
        Example(
            each.organisation_id,
            each.name,
            each.year,
            each.finding["sentence"],
            each.finding["evidence_level"],
            list(_said(criterion, each.answers)),
        )
        for each in kept
    ]


def _find(criterion: Criterion, year: int, today: date) -> list[_Kept]:
    """Two queries: the findings of those that met it, and the answers of the few that are shown."""
    found = [row for row in _met(criterion, year, today) if _is_of(row.finding, criterion)]
    found.sort(key=lambda row: str(row.finding["evidence_level"]), reverse=True)
    best = found[:SHOWN]
    answers = _answers([row.statement_id for row in best])
    return [
        _Kept(row.organisation_id, row.name, year, row.finding, _asked(answers[row.statement_id]))
        for row in best
    ]


def _answers(statements: Sequence[int]) -> dict[int, Any]:
    wanted = select(Statement.id, Statement.answers).where(Statement.id.in_(statements))
    return {row.id: row.answers for row in db.session.execute(wanted)}


def _met(criterion: Criterion, year: int, today: date) -> Sequence[Any]:
    """Findings lie in an assessment in the order of the catalogue: one of them is read of each."""
    place = [each.id for each in catalogue().criteria].index(criterion.id)
    return db.session.execute(
        select(
            RegisterEntry.organisation_id,
            RegisterEntry.statement_id,
            Organisation.name,
            Statement.assessment["findings"][place].label("finding"),
        )
        .select_from(StatementFinding)
        .join(RegisterEntry, RegisterEntry.statement_id == StatementFinding.statement_id)
        .join(Statement, Statement.id == RegisterEntry.statement_id)
        .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
        .where(
            StatementFinding.criterion == criterion.id,
            StatementFinding.outcome == Outcome.MET,
            RegisterEntry.year == year,
            RegisterEntry.grade_withdrawn_on.is_(None),
            grade_is_public(today),
        )
        .order_by(StatementFinding.statement_id.desc())
        .limit(LOOKED_AT)
    ).all()


def _is_of(finding: Any, criterion: Criterion) -> bool:
    """Whether the finding at that place is of this criterion; other rules may order otherwise."""
    return isinstance(finding, dict) and finding.get("criterion") == criterion.id


def _asked(answers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {name: value for page in answers.values() for name, value in page.items()}


def _said(criterion: Criterion, answers: Mapping[str, Any]) -> Iterator[Shown]:
    """The answers that the rule reads and that are no tables, as far as they were given."""
    for page in pages():
        for question in page.questions:
            if question.name in criterion.fields and not question.columns:
                said = answer_shown(question, answers.get(question.name))
                if said.is_answered:
                    yield said
