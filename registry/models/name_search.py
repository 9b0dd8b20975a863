"""What names are found by: written with each organisation, read while somebody types."""

from enum import StrEnum

from sqlalchemy import Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base
from registry.models.types import ByteOrdered, Word

LONGEST_START = 80


class NameKind(StrEnum):
    """What a name or number is to the organisation that is found by it."""

    CURRENT = "current"
    OLD_NAME = "old_name"
    BRAND = "brand"
    SHORT_NAME = "short_name"
    ALIAS = "alias"
    NUMBER = "number"
    SUBSIDIARY = "subsidiary"
    """A company that a public statement of the organisation names."""


class NameStart(Base):
    """A name from one of its words on, in the order in which it is offered to who types.

    ``rank`` comes first in the key, so that of any number of names that begin alike the first
    few are read from one place of the index: whole names before parts of names, and in each of
    these who reports before who does not.
    """

    __tablename__ = "name_start"
    __table_args__ = (
        Index("ix_name_start_organisation", "organisation_id", "rank"),
        {"sqlite_with_rowid": False},
    )

    rank: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    start: Mapped[str] = mapped_column(ByteOrdered(LONGEST_START), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[NameKind] = mapped_column(Word(NameKind), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class NameDeletion(Base):
    """A word of names with a letter or two left out: two words that meet here resemble."""

    __tablename__ = "name_deletion"
    __table_args__ = ({"sqlite_with_rowid": False},)

    deletion: Mapped[str] = mapped_column(ByteOrdered(8), primary_key=True)
    word: Mapped[str] = mapped_column(ByteOrdered(60), primary_key=True)
