"""Read rows as plain JSON, under the names of docs/data.md."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from registry.assurance import Tier
from registry.concerns.queries import ShownConcern
from registry.coverage import Member
from registry.models import (
    Organisation,
    Statement,
    StatementCorridor,
    StatementFeeLine,
)
from registry.open_data.formats import json_value, plain
from registry.public.queries import is_past
from registry.public.statements.changes import Changes

Json = dict[str, Any]


def statement(
    found: Statement,
    owner: Organisation,
    versions: Sequence[Any],
    *,
    members: Sequence[Member],
    tier: Tier,
    agencies: Sequence[str],
    today: date,
) -> Json:
    """A statement whole. Its assessment is null until the right of reply has ended."""
    public = is_past(found.grade_public_on, today)
    return {
        "id": found.id,
        "reference": found.reference,
        "organisation": {"id": owner.id, "name": owner.name, "ssm_number": owner.ssm_number},
        "year": found.year,
        "version": found.version,
        "period_start": found.period_start.isoformat(),
        "period_end": found.period_end.isoformat(),
        "submitted_on": found.submitted_on.isoformat(),
        "published_at": found.published_at.isoformat(),
        "change_note": found.change_note,
        "note": found.note,
        "sha256": found.sha256,
        "path": found.path,
        "document_sha256": found.document_sha256,
        "vouched_by": tier.name.lower(),
        "agencies": list(agencies),
        "answers": found.answers,
        "companies": [_company(each) for each in members],
        "corridors": [_corridor(each) for each in found.corridors],
        "fee_lines": [_fee_line(each) for each in found.fee_lines],
        **_standing(found),
        "assessment": found.shown_assessment if public else None,
        "replies": found.replies,
        "versions": [_version(each) for each in versions],
    }


def _standing(found: Statement) -> Json:
    """Since when its grade is public, and what was withdrawn."""
    return {
        "grade_public_on": found.grade_public_on.isoformat(),
        "grade_withdrawn_on": plain(found.grade_withdrawn_on),
        "grade_withdrawn_reason": found.grade_withdrawn_reason,
        "withdrawn_on": plain(found.withdrawn_on),
        "withdrawn_reason": found.withdrawn_reason,
    }


def differences(after: Statement, before: Statement, found: Changes) -> Json:
    """What one version answers otherwise than an earlier one, under the names of the schema."""
    return {
        "statement_id": after.id,
        "version": after.version,
        "since": before.version,
        "answers": [
            {
                "page": page.page.name,
                "field": each.question.name,
                "before": before.answers.get(page.page.name, {}).get(each.question.name),
                "after": after.answers.get(page.page.name, {}).get(each.question.name),
            }
            for page in found.pages
            for each in page.answers
        ],
        "findings": [
            {"criterion": each.criterion, "before": each.before, "after": each.after}
            for each in found.findings
        ],
        "judged": found.judged,
        "same_document": found.same_document,
    }


def concern(found: ShownConcern) -> Json:
    return {name: json_value(value) for name, value in asdict(found).items()}


def change(row: Json) -> Json:
    """A public act, with where to read what it changed."""
    return {**{name: json_value(value) for name, value in row.items()}, "path": _read_at(row)}


def _read_at(row: Json) -> str | None:
    if row["statement_id"]:
        return f"/api/v1/statements/{row['statement_id']}"
    if row["organisation_id"]:
        return f"/api/v1/organisations/{row['organisation_id']}"
    return f"/api/v1/entries?year={row['year']}" if row["year"] else None


def _version(found: Any) -> Json:
    return {
        "version": found.version,
        "published_at": found.published_at.isoformat(),
        "change_note": found.change_note,
        "sha256": found.sha256,
    }


def _company(found: Member) -> Json:
    return {
        "key": found.key,
        "name": found.name,
        "ssm_number": found.number_said,
        "share_percent": found.share_percent,
        "covered": found.covered,
        "covered_by_another": found.is_covered_elsewhere and not found.covered,
    }


def _corridor(found: StatementCorridor) -> Json:
    return {
        "corridor": found.corridor,
        "recruits": found.recruits,
        "direct_recruits": found.direct_recruits,
        "layers": found.layers,
        "worker_paid_myr": _ringgit(found.worker_paid_sen),
        "reimbursed_myr": _ringgit(found.reimbursed_sen),
        "gross_months": found.gross_months,
        "net_months": found.net_months,
    }


def _fee_line(found: StatementFeeLine) -> Json:
    return {
        "corridor": found.corridor,
        "category": found.category,
        "payer": found.payer,
        "amount_myr": _ringgit(found.amount_sen),
        "workers": found.workers,
        "recruited_on": plain(found.recruited_on),
        "source": found.source,
        "reimbursed_myr": _ringgit(found.reimbursed_sen),
        "reimbursed_workers": found.reimbursed_workers,
        "reimbursed_on": plain(found.reimbursed_on),
        "suppressed": found.suppressed,
    }


def _ringgit(sen: int | None) -> str | None:
    return None if sen is None else f"{sen // 100}.{sen % 100:02d}"
