"""Whether the log, its tree, and what it keeps of every statement are as they were written."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from registry import ledger, merkle, seals
from registry.extensions import db
from registry.merkle import Place
from registry.models import LedgerEvent, LogNode, Statement

STREAMED = 1_000
PUBLISHED = "published"


def problems() -> Iterator[str]:
    """What is not as it was written, in words; nothing where all is well."""
    if broken := ledger.first_broken():
        yield (
            f"Entry {broken.id} ({broken.kind} {broken.subject}) does not follow from the one "
            "before it: it, or what was before it, has been changed."
        )
    yield from _of_the_tree()
    yield from _of_statements()


def _of_the_tree() -> Iterator[str]:
    """Grow the tree anew beside the kept one."""
    events = db.session.execute(
        select(LedgerEvent.id, LedgerEvent.data, LogNode.position)
        .outerjoin(LogNode, LogNode.event_id == LedgerEvent.id)
        .order_by(LedgerEvent.id)
        .execution_options(yield_per=STREAMED)
    )
    open_ends: dict[int, bytes] = {}
    size = nodes = 0
    for size, (event_id, data, position) in enumerate(events, 1):
        if position != size - 1:
            yield f"Entry {event_id} is not at its place in the tree."
        leaf = merkle.leaf_hash(data.encode())
        grown = _grown(size - 1, leaf, open_ends)
        kept = ledger.hashes(grown)
        nodes += len(grown)
        if any(kept.get(place) != sha256 for place, sha256 in grown.items()):
            yield f"The tree does not fit entry {event_id}: one of them has been changed."
    if db.session.scalar(select(func.count()).select_from(LogNode)) != nodes:
        yield f"The tree has other hashes than those of {size} entries."


def _grown(size: int, leaf: bytes, open_ends: dict[int, bytes]) -> dict[Place, bytes]:
    """What a leaf adds. ``open_ends`` is the newest hash of each level, and is kept up to date."""
    grown = dict(merkle.grow(size, leaf, lambda place: open_ends[place[0]]))
    open_ends.update((level, sha256) for (level, _), sha256 in grown.items())
    return grown


def _of_statements() -> Iterator[str]:
    events = select(LedgerEvent.id, LedgerEvent.subject, LedgerEvent.data).where(
        LedgerEvent.kind == PUBLISHED
    )
    for event_id, reference, data in db.session.execute(events.order_by(LedgerEvent.id)):
        told = _told(data)
        if "seals" in told:
            yield from _of_statement(event_id, reference, told)


def _told(data: str) -> dict[str, Any]:
    """What an event says; nothing where it was altered so that it cannot be read."""
    try:
        told: dict[str, Any] = json.loads(data)["data"]
    except (ValueError, KeyError):
        return {}
    return told


def _of_statement(event_id: int, reference: str, told: dict[str, Any]) -> Iterator[str]:
    found = db.session.scalar(
        select(Statement).where(
            Statement.reference == reference, Statement.version == told["version"]
        )
    )
    name = f"Statement {reference}, version {told['version']}"
    if found is None:
        yield f"{name}, which entry {event_id} published, is not there."
        return
    if differing := seals.differing(found, told["seals"]):
        yield f"{name} is not as it was published: {', '.join(differing)}."
    db.session.expunge(found)
