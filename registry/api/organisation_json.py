"""An organisation as plain JSON, under the names of docs/data.md."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from registry import promises
from registry.assurance import Tier
from registry.coverage import Standing
from registry.models import Organisation, status_since
from registry.open_data.formats import plain
from registry.promises import Commitment
from registry.public.queries import YearOfOrganisation

Json = dict[str, Any]


def organisation(
    found: Organisation,
    years: Sequence[YearOfOrganisation],
    *,
    named: Sequence[Standing],
    tier: Tier,
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
        "vouched_by": tier.name.lower(),
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


def _standing(found: Standing) -> Json:
    return {
        "year": found.year,
        "organisation_id": found.parent_id,
        "organisation": found.parent,
        "statement_id": found.statement_id,
        "share_percent": found.share_percent,
        "covered": found.covered,
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
