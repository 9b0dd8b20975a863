"""The commitments of published statements and what became of them, as the public reads them.

``promises.write`` writes both tables, in the transaction that publishes.
"""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import Json


class Promise(Base):
    """One commitment of an organisation; what follows from a day is worked out when it is read."""

    __tablename__ = "promise"

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


class PromiseSum(Base):
    """What the promises of an organisation come to, from one year and day to another.

    For any reporting year and day one row of an organisation holds: the sums of what it promised up
    to that year, as it stands on that day. None holds before its first promise. So a day that
    comes changes no row, and whoever reads adds nothing up.
    """

    __tablename__ = "promise_sum"
    __table_args__ = (
        Index("ix_promise_sum_last_year", "last_year"),
        {"sqlite_with_rowid": False},
    )

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    last_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last_day: Mapped[date] = mapped_column(primary_key=True)
    first_year: Mapped[int]
    first_day: Mapped[date]

    made: Mapped[int]
    due: Mapped[int]
    """As ``promises.Rate`` has it, and so are the rest."""
    kept: Mapped[int]
    halves: Mapped[int]
    percent: Mapped[int | None]
