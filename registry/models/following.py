"""Who is told of changes: followed organisations, sectors and lists of suppliers."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.types import UTCDateTime


class SupplierList(Base):
    """Organisations that somebody without an account watches, known by a private address only."""

    __tablename__ = "supplier_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(String(43))
    """Part of the private address: the rest of it is a signature, which is stored nowhere."""
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    opened_on: Mapped[date]
    """Moved on now and then while somebody reads it; lists that nobody reads are deleted."""

    lines: Mapped[list["SupplierLine"]] = relationship(
        cascade="all, delete-orphan", order_by="SupplierLine.number"
    )


class SupplierLine(Base):
    """One line of a list, as its owner typed it, and the organisation that it means."""

    __tablename__ = "supplier_line"

    list_id: Mapped[int] = mapped_column(
        ForeignKey("supplier_list.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200))
    code: Mapped[str] = mapped_column(String(40), default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    """None where the register knows no such organisation."""


class Following(Base):
    """One address that wants to be told of one thing; deleted when that ends."""

    __tablename__ = "following"
    __table_args__ = (
        UniqueConstraint("email", "topic"),
        Index("ix_following_told", "confirmed_at", "told_on"),
        Index("ix_following_nonce", "nonce"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
    language: Mapped[str] = mapped_column(String(2))
    topic: Mapped[str] = mapped_column(String(60))
    """``registry.following.topics.Topic`` as text."""
    list_id: Mapped[int | None] = mapped_column(
        ForeignKey("supplier_list.id", ondelete="CASCADE"), index=True
    )
    nonce: Mapped[str] = mapped_column(String(43))
    """Shared by all that an address follows: any letter opens and ends all of it."""
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    told_up_to: Mapped[int] = mapped_column(default=0)
    """The last event of the log of public acts that was told, or was there before."""
    told_on: Mapped[date | None]
