"""The listing as a table that machines read: one record for each organisation and year."""

from datetime import date
from typing import Any

from registry.public.listing.entries import Listed

Record = dict[str, Any]

COLUMNS = (
    "year", "organisation_id", "name", "ssm_number", "ssm_old_number", "stock_code", "market",
    "sector", "state", "reporting_class", "mandatory", "period_start", "period_end", "due_on",
    "status", "status_on", "as_of", "reason", "published_on", "statement_id", "path", "grade",
    "score", "rules", "grade_public_on", "grade_withdrawn_on", "grade_withdrawn_reason",
    "promises_made", "promises_due", "promises_kept_percent",
)  # fmt: skip


def record(row: Listed) -> Record:
    """A row of the listing as plain values, under the names of docs/data.md."""
    score = None if row.score_tenths is None else row.score_tenths / 10
    return {name: score if name == "score" else _plain(getattr(row, name)) for name in COLUMNS}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
