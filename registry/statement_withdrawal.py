"""An organisation withdraws its published statement: it stays on the record, and counts no more.

The organisation then stands where it stood before the statement was filed. What it files in its
place is on time or late by the day on which that comes in.
"""

from datetime import datetime

from registry import coverage, cross_checks, ledger, obligations, recruitment, seals, text_search
from registry.clock import day_of
from registry.models import Filing, FilingStatus, PublicStatus, RegisterEntry, Statement, User

UNDER_WAY = {
    FilingStatus.SUBMITTED: PublicStatus.AWAITING_REVIEW,
    FilingStatus.RETURNED: PublicStatus.RETURNED,
}
"""What an amendment that was filed already makes of the entry."""


def withdraw(statement: Statement, filing: Filing, *, by: User, at: datetime, reason: str) -> None:
    """Mark the newest statement of a filing as withdrawn; its pages open again."""
    today = day_of(at)
    statement.withdrawn_on, statement.withdrawn_reason = today, reason
    if filing.status is FilingStatus.PUBLISHED:
        filing.move_to(FilingStatus.DRAFT, by=by, at=at, note=reason)
    filing.record("withdrawn", by=by, at=at, note=reason)
    filing.first_submitted_at = filing.submitted_at if filing.status in UNDER_WAY else None
    entry = obligations.entry_for(filing.organisation_id, filing.year)
    _clear(entry)
    entry.status, entry.status_on = UNDER_WAY.get(filing.status) or _unfiled(entry), today
    coverage.follow(statement)
    cross_checks.cite_no_more(filing)
    text_search.forget(statement)
    ledger.append(
        "withdrawn",
        statement.reference,
        {
            "version": statement.version,
            "sha256": statement.sha256,
            "reason": reason,
            "standing": seals.of_standing(statement),
        },
        at=at,
    )
    recruitment.forget(statement.organisation_id, statement.year)


def _clear(entry: RegisterEntry) -> None:
    """Take out of the entry whatever the statement had put there."""
    entry.statement_id = entry.published_on = entry.path = None
    entry.grade = entry.grade_public_on = entry.score_tenths = entry.rules = None
    entry.grade_withdrawn_on = entry.grade_withdrawn_reason = None


def _unfiled(entry: RegisterEntry) -> PublicStatus:
    """The status of an organisation that has filed nothing for the year."""
    subject = obligations.Subject.of(entry.organisation)
    status: PublicStatus = obligations.entry_values(subject, entry.year)["status"]
    return status
