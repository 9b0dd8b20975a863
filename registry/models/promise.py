"""The commitments of published statements and what became of them, as the public reads them."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import Json


class Promise(Base):
    """One commitment of an organisation; what follows from a day is worked out when it is read."""

    __tablename__ = "promise"
    __table_args__ = (
        Index("ix_promise_outlook", "organisation_id", "year", "told", "silent_from"),
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(12), primary_key=True)
    """The reporting year in which it was made and a running number, such as ``2026-1``."""
    year: Mapped[int]
    commitment: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text)
    metric: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    """The day that was promised first."""
    followed: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    """What each later statement said of it, oldest first: year, outcome, why, reached, due_on."""

    told: Mapped[str | None] = mapped_column(String(16))
    """What the last statement that spoke of it comes to, whatever the day; a ``Standing``."""
    silent_from: Mapped[date | None]
    """From this day on it counts as without a word; none where nothing changes any more."""
