"""The rows of the tables that come from published statements: figures, findings, answers, lines."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, select

from registry import agents
from registry.answer_values import amount_of, count_of, date_of, float_of
from registry.models import (
    MARKS,
    FilingVersion,
    RegisterEntry,
    Signature,
    Statement,
    StatementCompany,
    StatementCorridor,
    StatementFeeLine,
)
from registry.open_data.reading import Row, ringgit, said, streamed
from registry.recruitment.recruiters import uses, without_persons

IS_CURRENT = RegisterEntry.statement_id.is_not(None).label("is_current")
OF_STATEMENT = (
    Statement.id.label("statement_id"),
    Statement.organisation_id,
    Statement.year,
    IS_CURRENT,
)
"""What every row says of the statement that it comes from."""

WHOLE = 50
"""Statements that are read at once where all their answers or findings come along."""

FROM_METRICS = ("headcount", "migrants", "recruits", "layers")
MONEY_FROM_METRICS = ("worker_paid", "per_worker", "reimbursed", "employer_paid")
SHARES = (
    *("gross_months", "net_months", "reimb_ratio", "reimb_worker_ratio", "employer_share"),
    *("direct_share", "fee_table_complete", "declared_ratio", "interview_ratio"),
)
FLAGS = ("recruited", "employs_migrants")
"""What its answers say, worked out once for its assessment."""


def of_statements(*columns: Any) -> Any:
    """These columns of every statement, in the order in which they were published."""
    return (
        select(*OF_STATEMENT, *columns)
        .select_from(Statement)
        .outerjoin(RegisterEntry, RegisterEntry.statement_id == Statement.id)
        .order_by(Statement.id)
    )


def whose(row: Any) -> Row:
    return {column.name: getattr(row, column.name) for column in OF_STATEMENT}


def whole_statements() -> Any:
    """Every statement whole, with how surely the register knew whoever signed it."""
    tier = (
        select(Signature.tier)
        .join(Signature.version)
        .where(
            FilingVersion.filing_id == Statement.filing_id,
            FilingVersion.number == Statement.version,
        )
    )
    return of_statements(Statement, tier.scalar_subquery().label("vouched_by"))


def statements(today: date) -> Iterator[Row]:
    return (statement(row, today) for row in streamed(whole_statements(), WHOLE))


def statement(row: Any, today: date) -> Row:
    """A row of ``whole_statements()`` as the table shows it on a day."""
    return {**whose(row), "vouched_by": row.vouched_by, **_statement(row.Statement, today)}


_AS_THEY_ARE = (
    *("version", "reference", "period_start", "period_end", "submitted_on", "published_at"),
    *("sha256", "document_sha256", "withdrawn_on", "withdrawn_reason"),
    *("grade_public_on", "grade_withdrawn_on", "grade_withdrawn_reason"),
)


def _statement(found: Statement, today: date) -> Row:
    shown = found.shown_assessment
    graded = shown if found.grade_public_on <= today else {}
    marks = graded.get("marks") or {}
    rules, metrics = shown["catalogue"], shown["metrics"]
    held = graded if found.grade_withdrawn_on is None else {}
    confidence, flags = held.get("confidence") or {}, shown.get("flags") or {}
    return {
        **{name: getattr(found, name) for name in _AS_THEY_ARE},
        "path": found.path.value,
        "change_note": said(found.change_note),
        "note": said(found.note),
        "grade": graded.get("grade"),
        "score": float_of(graded.get("score")),
        "score_before_limits": float_of(graded.get("score_before_gates")),
        "band": graded.get("band"),
        **{name: float_of(marks.get(name)) for name in MARKS},
        "confidence": confidence.get("label"),
        "limits": said(" | ".join(gate["id"] for gate in held.get("gates") or ())),
        "rules": f"{rules['id']} {rules['version']}",
        **{name: flags.get(name) for name in FLAGS},
        **{name: metrics.get(name) for name in FROM_METRICS},
        **{f"{name}_myr": amount_of(metrics.get(name)) for name in MONEY_FROM_METRICS},
        **{name: float_of(metrics.get(name)) for name in SHARES},
    }


def answers() -> Iterator[Row]:
    for row in streamed(of_statements(Statement.answers), WHOLE):
        for page, fields in row.answers.items():
            for field, value in fields.items():
                shown = without_persons(value) if field == RECRUITERS else value
                for place in _cells(shown):
                    yield {**whose(row), "page": page, "field": field, **place}


def _cells(value: Any) -> Iterator[Row]:
    """One cell for a single answer, one for each item of a list, one for each cell of a table."""
    if not isinstance(value, list):
        yield from _cell(None, None, value)
        return
    for number_, item in enumerate(value, 1):
        if isinstance(item, Mapping):
            for column, cell in item.items():
                yield from _cell(number_, column, cell)
        else:
            yield from _cell(number_, None, item)


def _cell(row: int | None, column: str | None, value: Any) -> Iterator[Row]:
    """Nothing for what was not answered."""
    if isinstance(value, list):
        value = " | ".join(str(item) for item in value)
    if value not in (None, ""):
        yield {"row": row, "column": column, "value": str(value)}


def fee_lines() -> Iterator[Row]:
    lines = of_statements(StatementFeeLine).join(
        StatementFeeLine, StatementFeeLine.statement_id == Statement.id
    )
    for row in streamed(lines.order_by(StatementFeeLine.id)):
        line = row.StatementFeeLine
        yield {
            **whose(row),
            "fee_line_id": line.id,
            **{name: said(getattr(line, name)) for name in ("corridor", "category", "payer")},
            "amount_myr": ringgit(line.amount_sen),
            "workers": line.workers,
            "recruited_on": line.recruited_on,
            "source": said(line.source),
            "reimbursed_myr": ringgit(line.reimbursed_sen),
            "reimbursed_workers": line.reimbursed_workers,
            "reimbursed_on": line.reimbursed_on,
            "suppressed": line.suppressed,
        }


def corridors() -> Iterator[Row]:
    judged = Statement.assessment["metrics"]["corridors"].label("judged")
    found = of_statements(StatementCorridor, judged).join(
        StatementCorridor, StatementCorridor.statement_id == Statement.id
    )
    for row in streamed(found.order_by(StatementCorridor.id)):
        each = row.StatementCorridor
        figures = {of["corridor"]: of for of in row.judged}.get(each.corridor, {})
        origin, _dash, sector = each.corridor.partition("-")
        yield {
            **whose(row),
            "corridor_id": each.id,
            "corridor": said(each.corridor),
            "origin": said(origin),
            "work_sector": said(sector),
            **{name: getattr(each, name) for name in ("recruits", "direct_recruits", "layers")},
            "worker_paid_myr": ringgit(each.worker_paid_sen),
            "per_worker_myr": amount_of(figures.get("per_worker")),
            "reimbursed_myr": ringgit(each.reimbursed_sen),
            "gross_months": float_of(each.gross_months),
            "net_months": float_of(each.net_months),
        }


RECRUITERS = "recruiters"
"""Page and table of a filing; its names of private persons are gathered in no file."""

RECRUITER_WORDS = (
    *("name", "country", "licence_no", "licence_class", "breakdown_received", "contract_no_fee"),
    *("contract_no_subagent", "subagents_found", "blacklist_hit", "active"),
)
RECRUITER_DAYS = ("licence_expiry", "checked_on", "dd_on", "audit_on")


def recruiters() -> Iterator[Row]:
    for row in streamed(of_statements(Statement.answers[RECRUITERS].label("page"))):
        named = without_persons((row.page or {}).get(RECRUITERS) or ())
        for number_, each in enumerate(named, 1):
            yield {
                **whose(row),
                "row": number_,
                "key": next((said(use["key"]) for use in uses([each])), None),
                **{name: said(each.get(name)) for name in RECRUITER_WORDS},
                **{name: date_of(each.get(name)) for name in RECRUITER_DAYS},
                "recruits": count_of(each.get("recruits")),
            }


def companies() -> Iterator[Row]:
    found = of_statements(StatementCompany).join(
        StatementCompany, StatementCompany.statement_id == Statement.id
    )
    for row in streamed(found.order_by(StatementCompany.row, StatementCompany.id)):
        each = row.StatementCompany
        yield {
            **whose(row),
            "row": each.row,
            "name": each.name,
            "number": said(each.number_said),
            "share_percent": float_of(each.share_percent),
            "covered": each.covered,
        }


def agencies() -> Iterator[Row]:
    helped = agents.helpers().subquery()
    found = of_statements(helped.c.name).join(
        helped,
        and_(helped.c.filing_id == Statement.filing_id, helped.c.number == Statement.version),
    )
    for row in streamed(found.order_by(helped.c.name)):
        yield {**whose(row), "agency": row.name}


def replies() -> Iterator[Row]:
    for row in streamed(of_statements(Statement.replies)):
        for each in row.replies:
            at = datetime.fromisoformat(each["at"])
            yield {**whose(row), "at": at, "text": each["text"]}
