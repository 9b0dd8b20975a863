"""The append-only log of public acts: each row seals the one before it with SHA-256."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import select, text

from registry.extensions import db
from registry.models import LedgerEvent

GENESIS = "0" * 64


def canonical(data: Any) -> str:
    """JSON with sorted keys and no white space: the same data always gives the same bytes."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(data: Any) -> str:
    """SHA-256 (hex) of the canonical JSON."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def head() -> str:
    """The hash of the newest event, which stays the newest until the transaction ends."""
    if db.session.connection().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE ledger_event IN SHARE ROW EXCLUSIVE MODE"))
    newest = select(LedgerEvent.sha256).order_by(LedgerEvent.id.desc()).limit(1)
    return db.session.scalar(newest) or GENESIS


def append(kind: str, subject: str, data: dict[str, Any], *, at: datetime) -> LedgerEvent:
    """Add an event after the newest; writers queue on the table, so the chain never forks."""
    previous = head()
    body = canonical({"at": at.isoformat(), "kind": kind, "subject": subject, "data": data})
    event = LedgerEvent(at=at, kind=kind, subject=subject, data=body, previous=previous, sha256="")
    event.sha256 = seal(event.previous, body)
    db.session.add(event)
    db.session.flush()
    return event


def seal(previous: str, body: str) -> str:
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def first_broken() -> LedgerEvent | None:
    """The first row whose hash does not follow from its bytes and the row before, or None."""
    previous = GENESIS
    rows = select(LedgerEvent).order_by(LedgerEvent.id).execution_options(yield_per=1000)
    with db.session.scalars(rows) as events:
        for event in events:
            if event.previous != previous or event.sha256 != seal(previous, event.data):
                return event
            previous = event.sha256
    return None
