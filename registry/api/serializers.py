"""Read rows as plain JSON, under the names of docs/data.md."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from registry import promises
from registry.assurance import Tier
from registry.concerns.queries import Shown
from registry.coverage import Member, Standing
from registry.models import (
    Organisation,
    Statement,
    StatementCorridor,
    StatementFeeLine,
    status_since,
)
from registry.open_data.formats import json_value, plain
from registry.promises import Commitment
from registry.public.queries import YearOfOrganisation, is_past
from registry.public.statements.changes import Changes

Json = dict[str, Any]


def organisation(
    found: Organisation,
    years: Sequence[YearOfOrganisation],
    *,
    named: Sequence[Standing],
    today: date,
) -> Json:
    """An organisation with its years, and what statements of others say of it."""
    return {
        "id": found.id,
        "name": found.name,
        "aliases": [alias.name for alias in found.aliases],
        "other_names": [{"name": each.name, "kind": each.kind} for each in found.aliases],
        "ssm_number": found.ssm_number,
        "ssm_old_number": found.ssm_old_number,
        "stock_code": found.stock_code,
        "lei": found.lei,
        "market": found.market,
        "sector": found.sector,
        "target_sector": found.target_sector,
        "state": found.state,
        "listing_state": found.listing_state,
        "reporting_classes": [
            {"reporting_class": c.reporting_class, "since": c.since.isoformat(), "reason": c.reason}
            for c in found.reporting_classes
        ],
        "years": [_year(year, today) for year in years],
        "commitments": [_commitment(each, today) for each in promises.of_organisation(found.id)],
        "in_statements_of": [_standing(each) for each in named],
    }


def _year(found: YearOfOrganisation, today: date) -> Json:
    entry = found.entry
    public = found.grade_is_public(today)
    status = entry.status_as_of(today)
    return {
        "year": entry.year,
        "status": status,
        "status_on": status_since(status, entry.status_on, entry.due_on).isoformat(),
        "as_of": today.isoformat(),
        "due_on": entry.due_on.isoformat(),
        "first_due_on": plain(entry.first_due_on),
        "statement_id": found.statement_id,
        "version": found.version,
        "grade": entry.grade if public else None,
        "rules": entry.rules,
        "grade_public_on": plain(entry.grade_public_on),
        "grade_withdrawn_on": plain(entry.grade_withdrawn_on),
        "grade_withdrawn_reason": entry.grade_withdrawn_reason,
    }


def statement(
    found: Statement,
    owner: Organisation,
    versions: Sequence[Any],
    *,
    members: Sequence[Member],
    tier: Tier,
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
        "answers": found.answers,
        "companies": [_company(each) for each in members],
        "corridors": [_corridor(each) for each in found.corridors],
        "fee_lines": [_fee_line(each) for each in found.fee_lines],
        "grade_public_on": found.grade_public_on.isoformat(),
        "grade_withdrawn_on": plain(found.grade_withdrawn_on),
        "grade_withdrawn_reason": found.grade_withdrawn_reason,
        "withdrawn_on": plain(found.withdrawn_on),
        "withdrawn_reason": found.withdrawn_reason,
        "assessment": found.shown_assessment if public else None,
        "replies": found.replies,
        "versions": [_version(each) for each in versions],
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


def concern(found: Shown) -> Json:
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


def _standing(found: Standing) -> Json:
    return {
        "year": found.year,
        "organisation_id": found.parent_id,
        "organisation": found.parent,
        "statement_id": found.statement_id,
        "share_percent": found.share_percent,
        "covered": found.covered,
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


def _commitment(found: Commitment, today: date) -> Json:
    return {
        "number": found.number,
        "year": found.year,
        "commitment": found.commitment,
        "owner": found.owner,
        "metric": found.metric,
        "target": found.target,
        "due_on": found.due_on.isoformat(),
        "due_now": found.due_now.isoformat(),
        "stands": promises.standing(found, today),
        "followed": [
            {
                "year": told.year,
                "outcome": told.outcome,
                "reached": told.reached,
                "why": told.why,
                "due_on": plain(told.due_on),
            }
            for told in found.followed
        ],
    }


def _ringgit(sen: int | None) -> str | None:
    return None if sen is None else f"{sen // 100}.{sen % 100:02d}"
