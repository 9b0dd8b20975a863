"""Whether the log, its tree, and what it keeps of every statement are as they were written."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select

from registry import ledger, merkle, seals, storage
from registry.extensions import db
from registry.merkle import Place
from registry.models import Filing, LedgerEvent, LogNode, Statement

STREAMED = 1_000
PUBLISHED = "published"


def problems() -> Iterator[str]:
    """What is not as it was written, in words; nothing where all is well."""
    if broken := ledger.first_broken():
        yield (
            f"Entry {broken.id} ({broken.kind} {broken.subject}) does not follow from the one "
            "before it: it, or what was before it, has been changed."
        )
    yield from _beside_the_texts()
    yield from _of_the_tree()
    yield from _of_statements()


def _beside_the_texts() -> Iterator[str]:
    """What is kept of each event in columns, so that it can be found, says the text too."""
    for event in _events():
        said = _said(event.data)
        if said and (event.kind, event.subject, event.at) != (
            said["kind"],
            said["subject"],
            datetime.fromisoformat(said["at"]),
        ):
            yield f"Entry {event.id} says in its text what its columns do not: one was changed."


def _events() -> Iterator[LedgerEvent]:
    """All, oldest first; whoever stops early leaves nothing open."""
    events = select(LedgerEvent).order_by(LedgerEvent.id).execution_options(yield_per=STREAMED)
    with db.session.scalars(events) as found:
        yield from found


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
    """Each publication as the log tells of it, then how the statement stands since."""
    standing: dict[tuple[str, int], str] = {}
    for event in _events():
        told = _said(event.data).get("data", {})
        if event.kind == PUBLISHED and "seals" in told:
            yield from _of_statement(event, told)
        if "standing" in told:
            standing[event.subject, told["version"]] = told["standing"]
    for (reference, version), told in standing.items():
        found = _statement(reference, version)
        if found and seals.of_standing(found) != told:
            yield (
                f"Statement {reference}, version {version}, does not stand as the log tells: "
                "replies, the day of its grade, or what was withdrawn."
            )


def _said(data: str) -> dict[str, Any]:
    """What an event says; nothing where it was altered so that it cannot be read."""
    try:
        said: dict[str, Any] = json.loads(data)
        return said if "at" in said and "data" in said else {}
    except ValueError:
        return {}


def _of_statement(event: LedgerEvent, told: dict[str, Any]) -> Iterator[str]:
    found = _statement(event.subject, told["version"])
    name = f"Statement {event.subject}, version {told['version']}"
    if found is None:
        yield f"{name}, which entry {event.id} published, is not there."
        return
    if differing := seals.differing(found, told["seals"]):
        yield f"{name} is not as it was published: {', '.join(differing)}."
    if found.document_sha256 and not storage.is_whole(found.document_sha256):
        yield f"{name}: the document that was filed was altered, or is not there."
    db.session.expunge(found)


def _statement(reference: str, version: int) -> Statement | None:
    """A statement of its own filing."""
    return db.session.scalar(
        select(Statement)
        .join(Filing, and_(Filing.id == Statement.filing_id, Filing.reference == reference))
        .where(Statement.reference == reference, Statement.version == version)
    )
