"""What filings are compared by: the paragraphs of their statements, and whom they name.

Rows are written again whenever a filing comes in or is published; nothing else rests on them.
"""

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base


class StatementPassage(Base):
    """A paragraph of the commitment statement of a submitted filing."""

    __tablename__ = "statement_passage"

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    is_public: Mapped[bool]
    """Whether it stands in a published statement; others are for the regulator's staff."""
    is_copied: Mapped[bool]
    """Whether another filing, or the year before, had nearly the same words when it came in."""


class PassageBand(Base):
    """A hash that similar paragraphs share; a paragraph has one for each band."""

    __tablename__ = "passage_band"
    __table_args__ = {"sqlite_with_rowid": False}

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    passage_id: Mapped[int] = mapped_column(
        ForeignKey("statement_passage.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class FilingMention(Base):
    """An entity, a recruiter or a corridor of a submitted filing, and one fact about it."""

    __tablename__ = "filing_mention"
    __table_args__ = (Index("ix_filing_mention_kind_key", "kind", "key", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("filing.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    """``entity`` by SSM number, ``recruiter`` by country and name, or ``corridor``."""
    key: Mapped[str] = mapped_column(String(160))
    value: Mapped[str] = mapped_column(String(80))
    """The share held in per cent, the licence number, or what workers paid on average."""
    is_public: Mapped[bool]
