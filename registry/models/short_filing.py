"""Audits of short filings: which were drawn by lot, and what came of it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.filing import Filing
from registry.models.types import Json, UTCDateTime, Word
from registry.models.user import User


class AuditAct(StrEnum):
    """What is done in the audit of one filing, in this order; the last two end it."""

    DRAWN = "drawn"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    FULL_REQUIRED = "full_required"


class AuditDraw(Base):
    """A draw among the short filings published so far that no draw had among them; never changed.

    Anybody can repeat it: see ``registry.audits.places``.
    """

    __tablename__ = "audit_draw"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    seed: Mapped[str] = mapped_column(String(64))
    """The hash of the newest event in the log of public acts when the draw was made."""
    share: Mapped[int]
    """Per cent of the pool that was to be drawn."""
    pool: Mapped[list[str]] = mapped_column(Json)
    """References of the filings among which was drawn."""
    drawn: Mapped[list[str]] = mapped_column(Json)


class AuditStep(Base):
    """One step of the audit of one filing; only ever added, each at most once."""

    __tablename__ = "audit_step"
    __table_args__ = (UniqueConstraint("filing_id", "act"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("audit_draw.id"), index=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"))
    act: Mapped[AuditAct] = mapped_column(Word(AuditAct))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    """What is asked for, or the reason of the outcome; the latter is public."""
    answer_by: Mapped[date | None]

    filing: Mapped[Filing] = relationship()
    draw: Mapped[AuditDraw] = relationship()
    by: Mapped[User | None] = relationship()
