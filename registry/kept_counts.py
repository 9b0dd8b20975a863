"""Whether the counts that the database keeps are those of its rows, and counting all anew."""

from collections.abc import Iterator

from sqlalchemy import text

from registry.extensions import db
from registry.models import COUNTS
from registry.models.kept_counts_sql import Kept
from registry.models.kept_counts_triggers import as_kept, counted_anew, fill


def wrong() -> Iterator[str]:
    """The tables that say anything else than the rows they count; none where all is well."""
    return (kept.table for kept in COUNTS if _differs(kept))


def count_anew() -> None:
    """Write all of them anew; on PostgreSQL nobody changes what is counted meanwhile."""
    tables = ", ".join(sorted({kept.of for kept in COUNTS}))
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"))
    for kept in COUNTS:
        db.session.execute(text(f"DELETE FROM {kept.table}"))
        db.session.execute(text(fill(kept, db.engine.dialect.name)))


def _differs(kept: Kept) -> bool:
    counted, found = counted_anew(kept, db.engine.dialect.name), as_kept(kept)
    return any(
        db.session.execute(text(f"{one} EXCEPT {other} LIMIT 1")).first()
        for one, other in ((counted, found), (found, counted))
    )
