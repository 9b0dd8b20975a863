"""What a published version changed in the text of the one that the public read before it."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import Json


class StatementRevision(Base):
    """One row for each statement that took the place of an earlier one; never changed."""

    __tablename__ = "statement_revision"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    previous: Mapped[int]
    """The version that was public before."""
    text: Mapped[list[dict[str, Any]] | None] = mapped_column(Json)
    """``Revision.as_dict()`` in the order of the text; None where one of the two has no text."""
