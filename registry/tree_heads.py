"""The signed head of the log, and the proofs that anybody may check against it.

A head is a checkpoint in the notation of C2SP (tlog-checkpoint, signed-note): the origin, the
number of events, the root of their tree, and the time of the newest, signed with Ed25519. The
same log always has the same head, so whoever gets two different ones of one size can prove it.
"""

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from sqlalchemy import Text, cast, select

from registry import ledger, merkle
from registry.extensions import db
from registry.models import LedgerEvent, LogNode

ED25519 = b"\x01"
"""The kind of the signature, as signed-note numbers it."""

ALL = 2**31 - 1
"""More events than any log has."""

MOST_EVENTS = 500
"""That one request may ask for."""


@dataclass(frozen=True, slots=True)
class Head:
    """The state of the log: its size in events, the root of its tree, the time of the newest."""

    size: int
    root: bytes
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """An event at its place in the tree."""

    position: int
    event: LedgerEvent


def head() -> Head:
    """The head as of the newest event that this transaction sees."""
    size = ledger.size()
    found = leaves(size - 1, 1) if size else []
    return Head(size, root_of(size), found[0].event.at if found else None)


def root_of(size: int) -> bytes:
    """The root when the log had this many events, which it must have had."""
    return merkle.root(size, ledger.hashes(merkle.places_of_root(size)).__getitem__)


def leaves(start: int, limit: int) -> list[Leaf]:
    """Events in the order of the log, from a position on."""
    found = db.session.execute(
        select(LogNode.position, LedgerEvent)
        .join(LedgerEvent, LedgerEvent.id == LogNode.event_id)
        .where(LogNode.level == 0, LogNode.position >= start)
        .order_by(LogNode.position)
        .limit(min(limit, MOST_EVENTS))
    )
    return [Leaf(position, event) for position, event in found]


def rows(start: int, limit: int) -> list[dict[str, Any]]:
    """Events in the order of the log, as they are kept, whether or not that makes sense."""
    kept = LogNode.__table__.alias()
    found = db.session.execute(
        select(
            kept.c.position,
            LedgerEvent.data.label("event"),
            kept.c.sha256.label("leaf_hash"),
            cast(LedgerEvent.at, Text).label("at"),
            *(LedgerEvent.kind, LedgerEvent.subject, LedgerEvent.previous, LedgerEvent.sha256),
        )
        .join(LedgerEvent, LedgerEvent.id == kept.c.event_id)
        .where(kept.c.level == 0, kept.c.position >= start)
        .order_by(kept.c.position)
        .limit(min(limit, MOST_EVENTS))
    )
    return [
        {**each, "leaf_hash": each["leaf_hash"].hex(), "at": _instant(each["at"])}
        for each in found.mappings()
    ]


def _instant(kept: str) -> str:
    """The text of a time in UTC; what is no time, as it is kept."""
    try:
        at = datetime.fromisoformat(kept)
    except ValueError:
        return kept
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def newest(limit: int, before: int) -> list[Leaf]:
    """The events before a position, with the newest first."""
    start = max(before - limit, 0)
    return leaves(start, before - start)[::-1] if before else []


def inclusion(position: int, size: int) -> list[bytes]:
    """The proof that an event is among the first ``size``; ValueError if it is not."""
    kept = ledger.hashes(merkle.places_of_inclusion(position, size))
    return merkle.inclusion(position, size, kept.__getitem__)


def consistency(first: int, second: int) -> list[bytes]:
    """The proof that the first ``second`` events begin with the first ``first``."""
    kept = ledger.hashes(merkle.places_of_consistency(first, second))
    return merkle.consistency(first, second, kept.__getitem__)


def checkpoint(found: Head) -> str:
    """The head as text, with its signature."""
    root = b64encode(found.root).decode()
    lines = [origin(), str(found.size), root, *([found.at.isoformat()] if found.at else [])]
    text = "".join(f"{line}\n" for line in lines)
    signature = b64encode(key_hash() + _key().sign(text.encode())).decode()
    return f"{text}\n— {origin()} {signature}\n"


def verifier_key() -> str:
    """The public key, as ``name+hash+key``: what a reader keeps to check every later head."""
    return f"{origin()}+{key_hash().hex()}+{b64encode(ED25519 + _public()).decode()}"


def key_hash() -> bytes:
    return hashlib.sha256(origin().encode() + b"\n" + ED25519 + _public()).digest()[:4]


def origin() -> str:
    """The name of this log."""
    place = urlsplit(current_app.config["PUBLIC_URL"])
    return f"{place.netloc}{place.path.rstrip('/')}/log"


def _public() -> bytes:
    return _key().public_key().public_bytes_raw()


def _key() -> Ed25519PrivateKey:
    settings: dict[str, Any] = current_app.config
    secret = settings["LOG_SECRET"] or settings["SECRET_KEY"]
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"signs the head of the log")
    return Ed25519PrivateKey.from_private_bytes(derive.derive(secret.encode()))
