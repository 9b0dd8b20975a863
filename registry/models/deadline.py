"""Deadlines: who was reminded, requests for more time, and the calendars people subscribe to."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.register import RegisterEntry
from registry.models.types import UTCDateTime, Word
from registry.models.user import User

_ENTRY = ("register_entry.organisation_id", "register_entry.year")


class ReminderKind(StrEnum):
    """What a reminder counts its days from."""

    DEADLINE = "deadline"
    RETURNED = "returned"


class Reminder(Base):
    """One moment of the plan for one entry: its letters were written; only ever added.

    The key makes it happen once, whoever else is at it. A deadline that moves is another ``since``.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        ForeignKeyConstraint(["organisation_id", "year"], _ENTRY, name="fk_reminder_entry"),
    )

    organisation_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[ReminderKind] = mapped_column(Word(ReminderKind), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    """The deadline, or the day of the return."""
    days: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Days after ``since``; before it they are negative."""
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    letters: Mapped[int]
    """How many people were written to; 0 where nobody could be reached."""


class ExtensionRequest(Base):
    """An organisation asks for a later deadline; only ever added."""

    __tablename__ = "extension_request"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "year"], _ENTRY, name="fk_extension_request_entry"
        ),
        UniqueConstraint("organisation_id", "year", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int]
    year: Mapped[int]
    number: Mapped[int]
    """The first request of the year is 1: two that are sent at once cannot both be the next."""
    due_on: Mapped[date]
    """The deadline when it was asked for."""
    wanted_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User] = relationship()
    entry: Mapped[RegisterEntry] = relationship()
    decision: Mapped["ExtensionDecision | None"] = relationship(back_populates="request")


class ExtensionOutcome(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ExtensionDecision(Base):
    """What became of a request, by whom and why; only ever added, and once for each request."""

    __tablename__ = "extension_decision"

    request_id: Mapped[int] = mapped_column(ForeignKey("extension_request.id"), primary_key=True)
    outcome: Mapped[ExtensionOutcome] = mapped_column(Word(ExtensionOutcome))
    due_on: Mapped[date | None]
    """The new deadline where it was granted; it need not be the day that was asked for."""
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User] = relationship()
    request: Mapped[ExtensionRequest] = relationship(back_populates="decision")


class CalendarFeed(Base):
    """The secret part of the address of a person's calendar; another one makes the old one void."""

    __tablename__ = "calendar_feed"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    nonce: Mapped[str] = mapped_column(String(43))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)

    user: Mapped[User] = relationship()
