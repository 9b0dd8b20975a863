"""How the regulator changes the rules: drafts, and their adoption by two people."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.types import Json, UTCDateTime, Word
from registry.models.user import User


class DraftStatus(StrEnum):
    OPEN = "open"
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    ABANDONED = "abandoned"


class RuleDraft(Base):
    """Changes to the rules in the making; ``revision`` grows by one with every save."""

    __tablename__ = "rule_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    status: Mapped[DraftStatus] = mapped_column(Word(DraftStatus), default=DraftStatus.OPEN)
    revision: Mapped[int] = mapped_column(default=1)
    base: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the catalogue that was in force when the draft was last saved."""
    since: Mapped[date | None]
    reason: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    """Why, in ``en`` and ``ms``; public once adopted."""
    changes: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    """target, weight, cap and values of each criterion or gate that the draft changes."""
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    proposed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    saved_by: Mapped[User] = relationship(foreign_keys=[saved_by_id])
    proposed_by: Mapped[User | None] = relationship(foreign_keys=[proposed_by_id])
    events: Mapped[list["RuleDraftEvent"]] = relationship(order_by="RuleDraftEvent.id")
    trials: Mapped[list["RuleTrial"]] = relationship(order_by="RuleTrial.id")


class RuleDraftEvent(Base):
    """What happened to a draft of rules; rows are added and never changed."""

    __tablename__ = "rule_draft_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_draft.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(Text, default="")

    by: Mapped[User] = relationship()


class RuleTrial(Base):
    """What a draft would do to the published filings of a year, worked out on some day."""

    __tablename__ = "rule_trial"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_draft.id"), index=True)
    year: Mapped[int]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    before_sha256: Mapped[str] = mapped_column(String(64))
    after_sha256: Mapped[str] = mapped_column(String(64))
    """The catalogues compared: a later save of the draft makes the trial one of another draft."""
    result: Mapped[dict[str, Any]] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64))
    """Hash of the canonical JSON of the result."""


class RuleAdoption(Base):
    """Changes that hold, from a day on, because two people said so."""

    __tablename__ = "rule_adoption"
    __table_args__ = (CheckConstraint("adopted_by_id <> proposed_by_id", name="two_people"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("rule_draft.id"), unique=True)
    label: Mapped[str] = mapped_column(String(24), unique=True)
    """The version of the catalogue that it makes: 2026-2+1."""
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Hash of that catalogue, as it was on the day of adoption."""
    since: Mapped[date]
    reason: Mapped[dict[str, str]] = mapped_column(Json)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """Each as ``registry.scoring.changes.Change`` writes itself."""
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    adopted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    adopted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    proposed_by: Mapped[User] = relationship(foreign_keys=[proposed_by_id])
    adopted_by: Mapped[User] = relationship(foreign_keys=[adopted_by_id])
