"""What the public asks or tells about an organisation, and what became of it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.clock import day_of
from registry.extensions import Base
from registry.models.organisation import Organisation
from registry.models.types import UTCDateTime, Word
from registry.models.user import User


class ConcernKind(StrEnum):
    QUESTION = "question"
    CONCERN = "concern"
    DANGER = "danger"
    """Somebody's safety: it is passed on and never public."""


class ConcernState(StrEnum):
    """Who has to do something next."""

    WAITING = "waiting"
    ASKED = "asked"
    """Accepted by an officer: the organisation may answer."""
    ANSWERED = "answered"
    """The answer waits for an officer."""
    CLOSED = "closed"
    REFUSED = "refused"
    PASSED_ON = "passed_on"


class Concern(Base):
    """A question or concern as it was sent. What is public of it stands in its acts.

    The text as sent, and the name, are emptied some time after it is settled.
    """

    __tablename__ = "concern"
    __table_args__ = (
        UniqueConstraint("organisation_id", "text_sha256"),
        Index("ix_concern_state", "state", "sent_at"),
        Index("ix_concern_sent_at", "sent_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    link_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the address under which who sent it sees what became of it."""
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int | None]
    """The reporting year of the statement it is about; None where it is about the organisation."""
    kind: Mapped[ConcernKind] = mapped_column(Word(ConcernKind))
    text: Mapped[str] = mapped_column(Text)
    text_sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[str] = mapped_column(String(120), default="")
    name_shown: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(2))
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[ConcernState] = mapped_column(Word(ConcernState))
    answer_by: Mapped[date | None]
    """The last day on which the organisation answers in time; None before it is accepted."""
    public_on: Mapped[date | None]
    """The first day on which everybody may read it."""
    settled_on: Mapped[date | None]

    organisation: Mapped[Organisation] = relationship()
    acts: Mapped[list["ConcernAct"]] = relationship(
        back_populates="concern", order_by="ConcernAct.id"
    )
    address: Mapped["ConcernAddress | None"] = relationship(
        back_populates="concern", cascade="all, delete-orphan"
    )

    @property
    def sent_on(self) -> date:
        """What everybody learns of ``sent_at``, and the organisation too: an employer knows who was
        at which computer at a minute.
        """
        return day_of(self.sent_at)


class ConcernActKind(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    PASSED_ON = "passed_on"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    ANSWER_RETURNED = "answer_returned"
    ANSWER_PUBLISHED = "answer_published"
    TIME_PASSED = "time_passed"


class ConcernAct(Base):
    """One step of a concern, by whom, when and why; only ever added."""

    __tablename__ = "concern_act"

    id: Mapped[int] = mapped_column(primary_key=True)
    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), index=True)
    kind: Mapped[ConcernActKind] = mapped_column(Word(ConcernActKind))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None where the days for an answer simply passed."""
    reason: Mapped[str] = mapped_column(String(32), default="")
    """A word of ``registry.forms.concerns.REASONS``."""
    note: Mapped[str] = mapped_column(Text, default="")
    """For the regulator's staff, and for the organisation where its answer comes back."""
    text: Mapped[str] = mapped_column(Text, default="")
    """What the act makes public, or puts forward: the concern or the answer as it is to read."""

    by: Mapped[User | None] = relationship()
    concern: Mapped[Concern] = relationship(back_populates="acts")


class ConcernAddress(Base):
    """Where the one letter about a concern goes; deleted with that letter."""

    __tablename__ = "concern_address"

    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(255), index=True)
    link_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    concern: Mapped[Concern] = relationship(back_populates="address")
