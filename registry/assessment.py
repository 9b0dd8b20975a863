"""Where filings meet scoring: the only module that knows both."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import distinct, func, select

from registry import adopted, short_path
from registry.clock import day_of
from registry.extensions import db
from registry.models import DocumentKind, Filing, FilingVersion, Statement
from registry.scoring import Advice, Assessment, Catalogue, advise, assess
from registry.scoring.screening import Path


def catalogue() -> Catalogue:
    """The rules in force today, with every version of each criterion."""
    return adopted.catalogue()


def assess_draft(filing: Filing, *, today: date) -> Assessment:
    """Judge a filing as it stands now, as if it were filed today."""
    answers = drafted_answers(filing, today=today)
    return assess(answers, on=filing.period_end, catalogue=catalogue())


def drafted_answers(filing: Filing, *, today: date) -> dict[str, Any]:
    """What a draft would be judged by, were it filed today."""
    pages = {page.name: page.answers for page in filing.pages}
    statement = next(
        (
            document.sha256
            for document in reversed(filing.documents)
            if document.kind is DocumentKind.STATEMENT and document.removed_at is None
        ),
        None,
    )
    path = short_path.decision(filing, flat(pages)).path
    return _with_facts(filing, pages, statement, submitted_on=today, path=path)


def advise_draft(filing: Filing, *, today: date) -> Advice:
    """The assessment of a draft, with what would meet each finding and lift the grade."""
    return advise(drafted_answers(filing, today=today), on=filing.period_end, catalogue=catalogue())


def advise_version(version: FilingVersion, filing: Filing) -> Advice:
    """The same for a submitted version, by the rules in force now."""
    return advise(judged_answers(version, filing), on=filing.period_end, catalogue=catalogue())


def assess_version(version: FilingVersion, filing: Filing) -> Assessment:
    """Judge a submitted version by the criteria in force at the end of its period."""
    answers = judged_answers(version, filing)
    return assess(answers, on=filing.period_end, catalogue=catalogue())


def judged_answers(version: FilingVersion, filing: Filing) -> dict[str, Any]:
    """What a submitted version is judged by: its answers and the facts of its filing."""
    statement = next(
        (d["sha256"] for d in version.documents if d["kind"] == DocumentKind.STATEMENT), None
    )
    submitted_on = day_of(version.submitted_at)
    return _with_facts(
        filing, version.answers, statement, submitted_on=submitted_on, path=version.path
    )


def first_filed_on(filing: Filing) -> date | None:
    """The day on which the filing first came in; correcting it later does not make it late."""
    at = filing.first_submitted_at
    return day_of(at) if at else None


def flat(pages: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The answers of all pages under their own names, without those left blank."""
    return {
        name: value
        for answers in pages.values()
        for name, value in answers.items()
        if value not in (None, "", [])
    }


def _with_facts(
    filing: Filing,
    pages: Mapping[str, Mapping[str, Any]],
    statement: str | None,
    *,
    submitted_on: date,
    path: Path,
) -> dict[str, Any]:
    facts = {
        "filing_first_submitted_on": (first_filed_on(filing) or submitted_on).isoformat(),
        "filing_period_start": filing.period_start.isoformat(),
        "filing_period_end": filing.period_end.isoformat(),
        "filing_submitted_on": submitted_on.isoformat(),
        "filing_due_on": filing.due_on.isoformat(),
        "filing_statement_doc": statement,
        "filing_reporting_class": _reporting_class(filing),
        "filing_earlier_statements": _earlier_statements(filing, submitted_on),
        "filing_path": path.value,
    }
    return {**flat(pages), **facts}


def _reporting_class(filing: Filing) -> str | None:
    """Why the organisation files, as on the last day of the period."""
    found = filing.organisation.class_on(filing.period_end)
    return str(found.reporting_class) if found else None


def _earlier_statements(filing: Filing, day: date) -> int:
    """For how many earlier years the organisation had filed a statement, since published."""
    years = select(func.count(distinct(Statement.year))).where(
        Statement.organisation_id == filing.organisation_id,
        Statement.year < filing.year,
        Statement.submitted_on <= day,
    )
    return db.session.scalar(years) or 0
