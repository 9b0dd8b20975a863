"""Dossiers that were given out."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import UTCDateTime


class Dossier(Base):
    """A dossier that was made for an organisation, by the hashes of its files; only ever added.

    The same state of the same filings gives the same bytes, and so the same row.
    """

    __tablename__ = "dossier"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    year: Mapped[int | None]
    """None for a dossier of all years."""
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the PDF or of the archive."""
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
