"""A filing from its first draft page to its published versions."""

import secrets
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.organisation import Organisation
from registry.models.types import Json, UTCDateTime, Word
from registry.models.user import User
from registry.scoring.screening import Path


class FilingStatus(StrEnum):
    DRAFT = "draft"
    READY = "ready"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"


EDITABLE = frozenset({FilingStatus.DRAFT, FilingStatus.RETURNED})

TRANSITIONS = {
    FilingStatus.DRAFT: {FilingStatus.READY},
    FilingStatus.READY: {FilingStatus.DRAFT, FilingStatus.SUBMITTED},
    FilingStatus.SUBMITTED: {FilingStatus.RETURNED, FilingStatus.PUBLISHED},
    FilingStatus.RETURNED: {FilingStatus.READY},
    FilingStatus.PUBLISHED: {FilingStatus.DRAFT},
}


class DocumentKind(StrEnum):
    STATEMENT = "statement"
    EVIDENCE = "evidence"


class InvalidTransition(Exception):
    """A filing was asked to move to a status that it cannot reach from where it is."""


class SavedMeanwhile(Exception):
    """Somebody else saved the same page after it was opened here."""


def new_salt() -> str:
    """128 bits that nobody can guess, in hexadecimal digits."""
    return secrets.token_hex(16)


class Filing(Base):
    """One organisation's return for one reporting year, and where it stands."""

    __tablename__ = "filing"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year"),
        Index("ix_filing_status_submitted_at", "status", "submitted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(24), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    period_start: Mapped[date]
    period_end: Mapped[date]
    due_on: Mapped[date]
    status: Mapped[FilingStatus] = mapped_column(Word(FilingStatus), default=FilingStatus.DRAFT)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    first_submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    salt: Mapped[str] = mapped_column(String(32), default=new_salt)
    """Of the version in preparation; never public. Each version takes one of its own with it."""

    organisation: Mapped[Organisation] = relationship()
    pages: Mapped[list["FilingPage"]] = relationship(order_by="FilingPage.name")
    documents: Mapped[list["Document"]] = relationship(order_by="Document.id")
    versions: Mapped[list["FilingVersion"]] = relationship(
        order_by="FilingVersion.number", back_populates="filing"
    )
    events: Mapped[list["FilingEvent"]] = relationship(order_by="FilingEvent.id")

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE

    @property
    def latest_version(self) -> "FilingVersion | None":
        return self.versions[-1] if self.versions else None

    def move_to(
        self,
        status: FilingStatus,
        *,
        by: User | None,
        at: datetime,
        note: str = "",
        comments: dict[str, str] | None = None,
    ) -> None:
        """Change the status and append the event that records it: the only way to do either."""
        if status not in TRANSITIONS[self.status]:
            raise InvalidTransition(f"{self.reference} cannot go from {self.status} to {status}")
        self.status = status
        self.record(status.value, by=by, at=at, note=note, comments=comments)

    def record(
        self,
        kind: str,
        *,
        by: User | None,
        at: datetime,
        note: str = "",
        comments: dict[str, str] | None = None,
    ) -> None:
        """Append to the history something that changed no status, such as a reply or an upload."""
        self.events.append(FilingEvent(kind=kind, by=by, at=at, note=note, comments=comments or {}))


class FilingPage(Base):
    """The answers of one page of a draft. ``revision`` grows by one with every save."""

    __tablename__ = "filing_page"

    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    answers: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    revision: Mapped[int] = mapped_column(default=1)
    complete: Mapped[bool] = mapped_column(default=False)
    """Whether the page was last saved without an error; an autosave may keep unfinished answers."""
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    saved_by: Mapped[User] = relationship()


class FilingContributor(Base):
    """Who saved a page or a file of a version: that person may not sign it."""

    __tablename__ = "filing_contributor"

    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)


class Document(Base):
    """A file of a filing; the bytes lie in the file store under their SHA-256."""

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), index=True)
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind))
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    pages: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text, default="")
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    uploaded_by: Mapped[User] = relationship()


class FilingVersion(Base):
    """A submitted state of a filing. Nothing but the publication's assessment is added later."""

    __tablename__ = "filing_version"
    __table_args__ = (UniqueConstraint("filing_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"))
    number: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(Json)
    """Page name -> field name -> answer, as frozen at submission."""
    documents: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """kind, filename, media_type, size, sha256, pages of each file."""
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Hash of the canonical JSON of reference, number, period, answers, documents and salt."""
    submitted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    change_note: Mapped[str] = mapped_column(Text, default="")
    receipt_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    assessment: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """The frozen assessment (``Assessment.as_dict()``), kept when the version is published."""
    path: Mapped[Path] = mapped_column(Word(Path), default=Path.FULL)
    """Whether it was a short filing when it was filed; later rules do not change that."""
    salt: Mapped[str | None] = mapped_column(String(32))
    """Keeps others from finding by their hash the answers that are not public; never public itself.

    None of a version filed before there were salts, whose hash covers none.
    """

    filing: Mapped[Filing] = relationship(back_populates="versions")
    submitted_by: Mapped[User] = relationship()
    signature: Mapped[Any] = relationship("Signature", back_populates="version", uselist=False)
    """The ``Signature`` under it; None under a version filed before signatures were recorded."""


class FilingEvent(Base):
    """What happened to a filing; rows are added and never changed."""

    __tablename__ = "filing_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    comments: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    """``page.field`` -> what the officer asks to be corrected there."""

    by: Mapped[User | None] = relationship()


class Reply(Base):
    """What the organisation answers to the assessment: shown beside the grade, never edited."""

    __tablename__ = "reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), index=True)
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User] = relationship()
