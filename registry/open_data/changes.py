"""What changed in the register, in the order in which it became public.

The number of an event is a cursor that never misses one: whoever appends to the ledger holds it
until the transaction ends, so an event with a smaller number is never seen later.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import select

from registry.extensions import db
from registry.models import Filing, LedgerEvent, Statement
from registry.open_data.reading import AT_ONCE, Row, streamed

WITHOUT_SUBJECT = frozenset({"organisations_imported"})
"""Their subject is the name of an operator's file."""

_EVENTS = (
    select(
        LedgerEvent.id,
        LedgerEvent.at,
        LedgerEvent.kind,
        LedgerEvent.subject,
        LedgerEvent.data,
        LedgerEvent.sha256,
        Filing.id.label("filing_id"),
        Filing.organisation_id,
        Filing.year,
    )
    .outerjoin(Filing, Filing.reference == LedgerEvent.subject)
    .order_by(LedgerEvent.id)
)


def since(event_id: int, *, limit: int) -> list[Row]:
    """Up to ``limit`` events after one, oldest first."""
    rows = db.session.execute(_EVENTS.where(LedgerEvent.id > event_id).limit(limit)).all()
    return list(_told(rows))


def newest() -> int:
    """The number of the newest event; 0 before the first."""
    return db.session.scalar(select(LedgerEvent.id).order_by(LedgerEvent.id.desc()).limit(1)) or 0


def everything() -> Iterator[Row]:
    found = streamed(_EVENTS)
    while rows := list(islice(found, AT_ONCE)):
        yield from _told(rows)


def _told(rows: Sequence[Any]) -> Iterator[Row]:
    versions = [_version(row) for row in rows]
    published = _statements(zip(rows, versions, strict=True))
    for row, version in zip(rows, versions, strict=True):
        organisation_id, year = _whose(row)
        yield {
            "event_id": row.id,
            "at": row.at,
            "kind": row.kind,
            "subject": None if row.kind in WITHOUT_SUBJECT else row.subject,
            "organisation_id": organisation_id,
            "year": year,
            "version": version,
            "statement_id": published.get((row.filing_id, version)),
            "sha256": row.sha256,
        }


def _version(row: Any) -> int | None:
    """The version that an event is about; 0 in the ledger says that there was none."""
    return json.loads(row.data)["data"].get("version") or None


def _whose(row: Any) -> tuple[int | None, int | None]:
    """Organisation and year: of the filing, or as a subject like 12/2026 or 2026 names them."""
    if row.filing_id is not None or row.kind in WITHOUT_SUBJECT:
        return row.organisation_id, row.year
    parts = row.subject.split("/")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None, None
    return (int(parts[0]), int(parts[1])) if len(parts) == 2 else (None, int(parts[0]))


def _statements(asked: Any) -> dict[tuple[int | None, int | None], int]:
    """The published statements of filings and versions."""
    wanted = {(row.filing_id, version) for row, version in asked if row.filing_id and version}
    if not wanted:
        return {}
    found = db.session.execute(
        select(Statement.filing_id, Statement.version, Statement.id).where(
            Statement.filing_id.in_({filing_id for filing_id, _version in wanted})
        )
    )
    return {(filing_id, version): id for filing_id, version, id in found}
