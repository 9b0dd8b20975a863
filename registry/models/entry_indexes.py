"""The indexes of the register's entries: one for each order in which many of them are read."""

from typing import Any

from sqlalchemy import Index, text

FILTERED = {
    "status": "status",
    "sector": "sector",
    "market": "market",
    "state": "state",
    "class": "reporting_class",
    "grade": "grade",
}
NEWEST = {"due_on": "status = 'due'", "grade_public_on": "grade IS NOT NULL"}
"""What a feed reads from its end: the entries of a sector that a day brought about."""


def entry_indexes() -> tuple[Index, ...]:
    return (
        _index("name", "year", "name_key", "organisation_id"),
        *(
            _index(name, "year", column, "name_key", "organisation_id")
            for name, column in FILTERED.items()
        ),
        _index("due_on", "year", "due_on", "organisation_id"),
        _index("status_on", "year", "status_on", "organisation_id"),
        _index("score", "year", "score_tenths", "organisation_id"),
        _index(
            "counts",
            *("year", "status", "due_on", "reporting_class"),
            *("sector", "market", "state", "grade", "grade_public_on", "score_tenths"),
            *("status_on", "path", "organisation_id"),
        ),
        _index(
            "statement",
            *("statement_id", "year", "sector", "grade_public_on", "grade_withdrawn_on"),
        ),
        *(
            _index(f"newest_{day}", "sector", day, "organisation_id", "year", where=where)
            for day, where in NEWEST.items()
        ),
    )


def _index(name: str, *columns: str, where: str = "") -> Index:
    """Of all entries, or of those alone that meet a condition."""
    some: dict[str, Any] = (
        {"sqlite_where": text(where), "postgresql_where": text(where)} if where else {}
    )
    return Index(f"ix_register_entry_{name}", *columns, **some)
