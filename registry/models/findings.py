"""What each published statement was found to do, criterion by criterion, to be counted."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import Word
from registry.scoring import Outcome


class StatementFinding(Base):
    """The outcome of one criterion in a statement, as its frozen assessment says.

    The rows of one criterion lie together, so that counting them never opens an assessment.
    """

    __tablename__ = "statement_finding"
    __table_args__ = {"sqlite_with_rowid": False}

    criterion: Mapped[str] = mapped_column(String(8), primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
