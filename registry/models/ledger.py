"""The log of public acts."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import UTCDateTime


class LedgerEvent(Base):
    """The append-only log of public acts: each row carries the hash of the one before."""

    __tablename__ = "ledger_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    kind: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(60), index=True)
    data: Mapped[str] = mapped_column(Text)
    """Canonical JSON, exactly the bytes that were hashed."""
    previous: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)


class LogNode(Base):
    """The hash of a perfect subtree of the log's Merkle tree; at level 0, of one event."""

    __tablename__ = "log_node"

    level: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    """Counted from 0 in its level."""
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_event.id"), unique=True)
    """Of a leaf: the event. Positions have no gaps; the numbers of events may."""
