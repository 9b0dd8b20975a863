"""Writes what the public reads: the entry of each organisation and year, and its statements.

Each function stands for one public act. It changes the read tables and seals the act in the
ledger, in the caller's transaction.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from registry import coverage, cross_checks, ledger, obligations, promises, recruitment, seals
from registry.answer_values import count_of, date_of, sen_of
from registry.assessment import first_filed_on
from registry.clock import day_of
from registry.cross_checks.index import statement_text
from registry.extensions import db
from registry.models import (
    Filing,
    FilingVersion,
    PublicStatus,
    RegisterEntry,
    Statement,
    StatementCorridor,
    StatementFeeLine,
    StatementFigures,
    StatementFinding,
)
from registry.public_answers import (
    SUPPRESSED,
    corridor_key,
    public_answers,
    public_assessment,
    published_versions,
    rows_of,
)
from registry.scoring import Assessment, value_at
from registry.text_search import try_to_keep

PUBLISHED = {PublicStatus.PUBLISHED_ON_TIME, PublicStatus.PUBLISHED_LATE}


def submitted(filing: Filing, *, at: datetime) -> None:
    """A version came in: until it is decided the entry says so, unless an earlier one is public."""
    _set_status(filing, PublicStatus.AWAITING_REVIEW, at=at)
    version = filing.latest_version
    data: dict[str, Any] = {"version": 0, "sha256": None}
    if version:
        cross_checks.keep(filing, version, is_public=False)
        data = {"version": version.number, "sha256": version.sha256}
        if version.signature:
            data["signature"] = version.signature.sha256
    ledger.append("filed", filing.reference, data, at=at)


def returned(filing: Filing, *, at: datetime) -> None:
    """The filing went back for correction; the officer's words are not public."""
    _set_status(filing, PublicStatus.RETURNED, at=at)
    ledger.append("returned", filing.reference, {"version": len(filing.versions)}, at=at)


def publish(
    filing: Filing,
    version: FilingVersion,
    *,
    assessment: Assessment,
    at: datetime,
    note: str,
) -> Statement:
    """Freeze the assessment with its rule version, and project the version for the public."""
    version.assessment = assessment.as_dict()
    statement = projected(filing, version, assessment, at=at, note=note)
    db.session.add(statement)
    db.session.flush()
    cross_checks.keep(filing, version, is_public=True)
    cross_checks.keep_revision(statement, version)
    try_to_keep(statement, statement_text(version))
    _point_entry_to(statement, filing)
    ledger.append(
        "published",
        filing.reference,
        {
            "version": version.number,
            "sha256": version.sha256,
            "statement": ledger.digest(statement.answers),
            "seals": seals.seals(statement).as_dict(),
            "standing": seals.of_standing(statement),
        },
        at=at,
    )
    # Publications queue at the ledger: what follows sees all that was published before.
    coverage.keep(statement)
    recruitment.keep(statement)
    promises.write(filing.organisation_id)
    return statement


def add_reply(filing: Filing, *, text: str, at: datetime, release: bool) -> None:
    """Show the organisation's reply beside its grade; ``release`` ends the right of reply now."""
    statement = db.session.scalars(
        select(Statement)
        .where(Statement.filing_id == filing.id)
        .order_by(Statement.version.desc())
        .limit(1)
    ).one()
    today = day_of(at)
    if text:
        statement.replies = [*statement.replies, {"at": at.isoformat(), "text": text}]
    if release and statement.grade_public_on > today:
        statement.grade_public_on = today
        if statement.withdrawn_on is None:
            obligations.entry_for(filing.organisation_id, filing.year).grade_public_on = today
    told = {"version": statement.version, "text": text, "release": release}
    told["standing"] = seals.of_standing(statement)
    ledger.append("replied", filing.reference, told, at=at)


def _set_status(filing: Filing, status: PublicStatus, *, at: datetime) -> None:
    entry = obligations.entry_for(filing.organisation_id, filing.year)
    if entry.status not in PUBLISHED:
        entry.status = status
        entry.status_on = day_of(at)


def projected(
    filing: Filing,
    version: FilingVersion,
    assessment: Assessment,
    *,
    at: datetime,
    note: str,
) -> Statement:
    """The statement that publishing a version makes; it is in no session yet."""
    answers, judged = _public(filing, version, assessment)
    today = day_of(at)
    return Statement(
        filing_id=filing.id,
        organisation_id=filing.organisation_id,
        year=filing.year,
        version=version.number,
        reference=filing.reference,
        period_start=filing.period_start,
        period_end=filing.period_end,
        submitted_on=first_filed_on(filing) or today,
        published_at=at,
        note=note,
        change_note=version.change_note,
        grade_public_on=today + timedelta(days=int(value_at("reply_window_days", on=today))),
        sha256=version.sha256,
        path=version.path,
        document_sha256=_document(version),
        answers=answers,
        assessment=judged,
        replies=[],
        fee_lines=[_fee_line(row) for row in rows_of(answers, "fees")],
        corridors=_corridors(answers, judged),
        findings=[
            StatementFinding(criterion=each["criterion"], outcome=each["outcome"])
            for each in judged["findings"]
        ],
        figures=StatementFigures.of(judged),
    )


def _public(
    filing: Filing, version: FilingVersion, assessment: Assessment
) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    """Answers and assessment as the public reads them, beside the versions that it read before."""
    earlier = published_versions(filing)
    answers = public_answers(version.answers, earlier)
    judged = public_assessment(assessment, answers, filed=version.answers, earlier=earlier)
    return answers, judged


def _point_entry_to(statement: Statement, filing: Filing) -> None:
    entry: RegisterEntry = obligations.entry_for(filing.organisation_id, filing.year)
    if entry.status not in PUBLISHED:
        late = statement.submitted_on > filing.due_on
        entry.status = PublicStatus.PUBLISHED_LATE if late else PublicStatus.PUBLISHED_ON_TIME
        entry.status_on = entry.published_on = day_of(statement.published_at)
    score = statement.assessment["score"]
    entry.statement_id = statement.id
    entry.path = statement.path
    entry.grade = statement.assessment["grade"]
    entry.grade_public_on = statement.grade_public_on
    rules = statement.assessment["catalogue"]
    entry.rules = f"{rules['id']} {rules['version']}"
    entry.score_tenths = None if score is None else int(Decimal(score) * 10)
    entry.grade_withdrawn_on = entry.grade_withdrawn_reason = None


def _document(version: FilingVersion) -> str | None:
    return next((d["sha256"] for d in version.documents if d["kind"] == "statement"), None)


def _fee_line(row: Mapping[str, Any]) -> StatementFeeLine:
    return StatementFeeLine(
        corridor=row.get("corridor") or "",
        category=row.get("category") or "",
        payer=row.get("payer") or "",
        amount_sen=sen_of(row.get("amount_myr")),
        workers=count_of(row.get("workers")),
        recruited_on=date_of(row.get("recruited_on")),
        source=row.get("source") or "",
        reimbursed_sen=sen_of(row.get("reimbursed_myr")),
        reimbursed_workers=count_of(row.get("reimbursed_workers")),
        reimbursed_on=date_of(row.get("reimbursed_on")),
        suppressed=SUPPRESSED in row.values(),
    )


def _corridors(
    answers: Mapping[str, Mapping[str, Any]], assessment: Mapping[str, Any]
) -> list[StatementCorridor]:
    figures = {c["corridor"]: c for c in assessment["metrics"]["corridors"]}
    return [
        _corridor(row, figures.get(corridor_key(row), {})) for row in rows_of(answers, "corridors")
    ]


def _corridor(row: Mapping[str, Any], figures: Mapping[str, Any]) -> StatementCorridor:
    shown = {} if row.get("recruits") == SUPPRESSED else figures
    return StatementCorridor(
        corridor=corridor_key(row),
        recruits=count_of(row.get("recruits")),
        direct_recruits=count_of(row.get("direct_recruits")),
        layers=count_of(row.get("layers")),
        worker_paid_sen=sen_of(shown.get("worker_paid")),
        reimbursed_sen=sen_of(shown.get("reimbursed")),
        gross_months=shown.get("gross_months"),
        net_months=shown.get("net_months"),
    )
