"""Who works on which page of a draft at the moment."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.types import UTCDateTime
from registry.models.user import User


class EditLock(Base):
    """Somebody has a page of a draft open for editing; after ``until`` nobody does.

    A courtesy to colleagues, not a safeguard: no answer is overwritten because a page's revision
    is compared at every save. Rows are replaced and deleted freely.
    """

    __tablename__ = "edit_lock"

    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), primary_key=True)
    sheet: Mapped[str] = mapped_column(String(80), primary_key=True)
    """The name of the page; of the fee table, ``fees/`` and the corridor."""
    holder_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime] = mapped_column(UTCDateTime)

    holder: Mapped[User] = relationship()
