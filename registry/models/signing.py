"""What the people of an organisation say to each other about a filing, approve and sign."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.filing import Filing, FilingVersion
from registry.models.types import Json, UTCDateTime, Word
from registry.models.user import User


class CommentAct(StrEnum):
    """What somebody did in the talk about a question."""

    SAID = "said"
    RESOLVED = "resolved"
    STRUCK = "struck"


class SecondFactor(StrEnum):
    """By what a signatory proved, in the moment of signing, that it is them."""

    TOTP = "totp"
    RECOVERY = "recovery"


class PageComment(Base):
    """One act in the talk of colleagues about a question or a page; only ever added.

    It is for the people of the organisation alone: no page of the public or the regulator reads it.
    """

    __tablename__ = "page_comment"
    __table_args__ = (Index("ix_page_comment_place", "filing_id", "page", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"))
    page: Mapped[str] = mapped_column(String(24))
    field: Mapped[str] = mapped_column(String(64), default="")
    """The question; empty where the page as a whole is meant."""
    act: Mapped[CommentAct] = mapped_column(Word(CommentAct))
    text: Mapped[str] = mapped_column(Text, default="")
    struck_id: Mapped[int | None] = mapped_column(ForeignKey("page_comment.id"))
    """The comment that is struck."""
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User] = relationship()


class PageSignOff(Base):
    """An approver signed a page off, or it was reopened; the newest row of a page counts."""

    __tablename__ = "page_sign_off"
    __table_args__ = (Index("ix_page_sign_off_page", "filing_id", "page"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"))
    page: Mapped[str] = mapped_column(String(24))
    signed_off: Mapped[bool]
    """False where the page was reopened."""
    complete: Mapped[bool]
    """Whether the page was complete then."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of the page's answers and files as they were then."""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was reopened."""
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User] = relationship()
    filing: Mapped[Filing] = relationship()


class Signature(Base):
    """Who signed a version of a filing, as what, when, and what they declared; never changed."""

    __tablename__ = "signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("filing_version.id"), unique=True)
    signer_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    """As it was then: an account may change its name."""
    post: Mapped[str] = mapped_column(String(120))
    tier: Mapped[str | None] = mapped_column(String(32))
    """How surely the register knew the signatory, a name of ``registry.assurance.Tier``."""
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    second_factor: Mapped[SecondFactor] = mapped_column(Word(SecondFactor))
    content_sha256: Mapped[str] = mapped_column(String(64))
    """The SHA-256 of the version: what stood on the page that was signed."""
    declaration: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    """The language in which the declaration was read."""
    sign_offs: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    """page, name, at and sha256 of each sign-off that stood."""
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Of all of the above; the public log carries it."""

    version: Mapped[FilingVersion] = relationship(back_populates="signature")
    signer: Mapped[User] = relationship()
