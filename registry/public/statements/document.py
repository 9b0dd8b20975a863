"""A statement as the plain data that its document is made from."""

from datetime import date

from flask import current_app

from registry import answers_shown, identifiers
from registry.answered_pages import answered_pages
from registry.models import RegisterEntry, Statement, StatementCorridor, StatementFeeLine
from registry.public.queries import is_past
from registry.reports.statement import (
    AnsweredPage,
    CorridorLine,
    FeeLine,
    StatementData,
)


def data_of(
    statement: Statement,
    entry: RegisterEntry,
    *,
    today: date,
    address: str,
) -> StatementData:
    owner = entry.organisation
    return StatementData(
        organisation=owner.name,
        ssm_number=identifiers.shown(owner.ssm_number, owner.ssm_old_number),
        stock_code=owner.stock_code or "",
        reference=statement.reference,
        version=statement.version,
        year=statement.year,
        period_start=statement.period_start,
        period_end=statement.period_end,
        due_on=entry.due_on,
        submitted_on=statement.submitted_on,
        published_at=statement.published_at,
        status=entry.status_as_of(today),
        note=statement.note,
        change_note=statement.change_note,
        grade_public_on=statement.grade_public_on,
        grade_is_public=is_past(statement.grade_public_on, today),
        grade_withdrawn_on=statement.grade_withdrawn_on,
        grade_withdrawn_reason=statement.grade_withdrawn_reason,
        withdrawn_on=statement.withdrawn_on,
        withdrawn_reason=statement.withdrawn_reason,
        assessment=statement.shown_assessment,
        corridors=[_corridor(each) for each in statement.corridors],
        fee_lines=[_line(e) for e in sorted(statement.fee_lines, key=lambda e: e.corridor)],
        answers=_answers(statement),
        replies=[{"at": each["at"], "text": each["text"]} for each in statement.replies],
        sha256=statement.sha256,
        document_sha256=statement.document_sha256,
        address=address,
        operator=current_app.config["OPERATOR"],
        demonstration=current_app.config["DEMONSTRATION"],
    )


ELSEWHERE = frozenset({"fees", "evidence"})
"""Pages that the document does not repeat: the fee table has a part of its own, files have none."""


def _answers(statement: Statement) -> list[AnsweredPage]:
    pages = (page for page in answers_shown.pages() if page.name not in ELSEWHERE)
    return answered_pages(statement.answers, pages)


def _corridor(each: StatementCorridor) -> CorridorLine:
    return CorridorLine(
        corridor=each.corridor,
        recruits=each.recruits,
        worker_paid_sen=each.worker_paid_sen,
        reimbursed_sen=each.reimbursed_sen,
        gross_months=each.gross_months,
        net_months=each.net_months,
    )


def _line(each: StatementFeeLine) -> FeeLine:
    return FeeLine(
        corridor=each.corridor,
        category=each.category,
        payer=each.payer,
        amount_sen=each.amount_sen,
        workers=each.workers,
        source=each.source,
        reimbursed_sen=each.reimbursed_sen,
        reimbursed_workers=each.reimbursed_workers,
        suppressed=each.suppressed,
    )
