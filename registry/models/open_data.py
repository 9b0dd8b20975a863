"""Editions of the open data: the bulk files as they were made at one time."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import Json, UTCDateTime


class DataEdition(Base):
    """All bulk files of one day; they lie in the storage under their hashes and stay there."""

    __tablename__ = "data_edition"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    as_of: Mapped[date]
    """The day for which its files say statuses and grades."""
    event_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_event.id"))
    """The newest public act that it knows of."""
    files: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """name, sha256, bytes and rows of each; rows are None where a file is no table."""
