"""Grades that were withdrawn from published statements, and given back."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.types import UTCDateTime
from registry.models.user import User


class GradeDecision(Base):
    """A grade withdrawn from a statement, or given back, by whom, when and why; only ever added."""

    __tablename__ = "grade_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    withdrawn: Mapped[bool]
    """False where the grade was given back."""
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(Text)

    by: Mapped[User] = relationship()
