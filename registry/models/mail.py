"""Mail to be sent: written in the same transaction as what it tells of."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import Json, UTCDateTime


class OutboxMessage(Base):
    """One letter. Unsent while ``sent_at`` is empty; without SMTP it simply stays here."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index("ix_outbox_message_sent_at", "sent_at", "id"),
        Index("ix_outbox_message_about", "organisation_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(String(255), index=True)
    language: Mapped[str] = mapped_column(String(2), default="en")
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str] = mapped_column(Text)
    attachments: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    """filename and media_type of each, and the sha256 of a stored file or a short text itself."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    """Whose filing of which year it is about, if it is about one."""
    year: Mapped[int | None]
    once: Mapped[str | None] = mapped_column(String(120), unique=True)
    """A key under which this letter is written at most once."""
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    not_before: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """Until then nobody sends it: somebody is at it now, or it failed and waits for another try."""
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    unsubscribe: Mapped[str | None] = mapped_column(Text)
    """The address at which a mail program ends what this letter belongs to (RFC 8058)."""
    forget_on: Mapped[date | None] = mapped_column(index=True)
    """The day from which it is deleted: its reader has no account, and it is in no dossier."""
