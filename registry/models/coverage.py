"""Which companies the statements name, and who speaks for each: what coverage pages read."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import ByteOrdered


class StatementCompany(Base):
    """A company that a statement names beside the one that files, covered or not."""

    __tablename__ = "statement_company"
    __table_args__ = (
        Index("ix_statement_company_key", "key", "year", "statement_id"),
        Index("ix_statement_company_statement", "statement_id", "row"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    parent_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    """The organisation whose statement it is."""
    year: Mapped[int]
    row: Mapped[int]
    key: Mapped[str] = mapped_column(String(120))
    """Its SSM number; without one, the filer and the name."""
    name: Mapped[str] = mapped_column(String(200))
    number_said: Mapped[str] = mapped_column(String(80), default="")
    """The number as it was given, also of another country."""
    share_percent: Mapped[str | None] = mapped_column(String(10))
    covered: Mapped[bool | None]
    """None where the statement does not say."""


class Subsidiary(Base):
    """A named company in a reporting year, and whether any statement of the year speaks for it.

    Written anew whenever a statement that names it is published; nothing else rests on it.
    """

    __tablename__ = "subsidiary"
    __table_args__ = (
        UniqueConstraint("key", "year"),
        Index("ix_subsidiary_covered", "year", "is_covered", "name_key", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120))
    year: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(ByteOrdered(200))
    number_said: Mapped[str] = mapped_column(String(80), default="")
    is_covered: Mapped[bool]


class SubsidiaryWord(Base):
    """A searchable word of a named company: of its names and its number."""

    __tablename__ = "subsidiary_word"
    __table_args__ = (Index("ix_subsidiary_word_key", "key", "word"),)

    word: Mapped[str] = mapped_column(ByteOrdered(60), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
