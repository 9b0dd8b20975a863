"""The append-only log of public acts: a chain of hashes, and a Merkle tree that proves its parts.

Each row seals the one before it with SHA-256, and is a leaf of the tree of RFC 9162, whose hashes
are kept (``registry/merkle.py``): whoever has seen the tree's root once can be shown that an event
is in it, and that what came later only added to it.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, false, func, insert, or_, select, text

from registry import merkle
from registry.extensions import db
from registry.merkle import Place
from registry.models import LedgerEvent, LogNode

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
    body = canonical(
        {"at": at.astimezone(UTC).isoformat(), "kind": kind, "subject": subject, "data": data}
    )
    event = LedgerEvent(at=at, kind=kind, subject=subject, data=body, previous=previous, sha256="")
    event.sha256 = seal(event.previous, body)
    db.session.add(event)
    db.session.flush()
    _grow(event)
    return event


def size() -> int:
    """How many events the tree has."""
    last = select(func.max(LogNode.position)).where(LogNode.level == 0)
    position = db.session.scalar(last)
    return 0 if position is None else position + 1


def hashes(places: Iterable[Place]) -> dict[Place, bytes]:
    """The kept hashes of subtrees, by their places.

    Asked level by level: SQLite looks up no pairs of values in an index, it reads the table.
    """
    of_level: dict[int, list[int]] = {}
    for level, position in places:
        of_level.setdefault(level, []).append(position)
    wanted = (
        and_(LogNode.level == level, LogNode.position.in_(positions))
        for level, positions in of_level.items()
    )
    found = db.session.execute(
        select(LogNode.level, LogNode.position, LogNode.sha256).where(or_(false(), *wanted))
    )
    return {(level, position): sha256 for level, position, sha256 in found}


def _grow(event: LedgerEvent) -> None:
    """Add an event to the tree, after the newest."""
    leaves = size()
    known = hashes(merkle.places_of_root(leaves))
    leaf = merkle.leaf_hash(event.data.encode())
    rows = []
    for (level, position), sha256 in merkle.grow(leaves, leaf, lambda place: known[place]):
        known[level, position] = sha256
        event_id = event.id if level == 0 else None
        rows.append({"level": level, "position": position, "sha256": sha256, "event_id": event_id})
    db.session.execute(insert(LogNode), rows)


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
