"""Last year's answers that a filing began with, page by page, and who confirmed them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.filing import FilingVersion
from registry.models.types import UTCDateTime
from registry.models.user import User


class CarriedPage(Base):
    """A page, or one corridor of the fee table, that began with the answers of an earlier version.

    Until ``confirmed_at`` the answers are a proposal: they are part of no version and no score.
    """

    __tablename__ = "carried_page"

    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), primary_key=True)
    page: Mapped[str] = mapped_column(String(24), primary_key=True)
    corridor: Mapped[str] = mapped_column(String(40), primary_key=True, default="")
    version_id: Mapped[int] = mapped_column(ForeignKey("filing_version.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    version: Mapped[FilingVersion] = relationship()
    confirmed_by: Mapped[User | None] = relationship()
