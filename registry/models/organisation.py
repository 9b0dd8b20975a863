"""Who reports, and why."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.types import ByteOrdered, Word


class Market(StrEnum):
    MAIN = "MAIN"
    ACE = "ACE"
    LEAP = "LEAP"
    NONE = "NONE"


class ListingState(StrEnum):
    LISTED = "listed"
    SUSPENDED = "suspended"
    DELISTED = "delisted"
    UNLISTED = "unlisted"


class ReportingClass(StrEnum):
    """Why an organisation must or may file."""

    LISTED_COMPANY = "listed_company"
    GOVERNMENT_LINKED_COMPANY = "government_linked_company"
    STATUTORY_BODY = "statutory_body"
    GOVERNMENT_AGENCY = "government_agency"
    VOLUNTARY = "voluntary"
    EXEMPT = "exempt"
    NOT_IN_SCOPE = "not_in_scope"


class AliasKind(StrEnum):
    """What another name is to an organisation."""

    OLD_NAME = "old_name"
    BRAND = "brand"
    SHORT_NAME = "short_name"
    ALIAS = "alias"


class Organisation(Base):
    """A company, government-linked company, statutory body or agency of the register."""

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("fye_month BETWEEN 1 AND 12", name="fye_month"),
        CheckConstraint("fye_day BETWEEN 1 AND 31", name="fye_day"),
        Index("ix_organisation_sector", "sector", "name_key", "id"),
        Index("ix_organisation_state", "state", "name_key", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(ByteOrdered(200), index=True)
    """The name as it is sorted and matched: case, accents and company suffixes removed."""
    ssm_number: Mapped[str | None] = mapped_column(String(12), unique=True)
    ssm_old_number: Mapped[str | None] = mapped_column(String(12), unique=True)
    stock_code: Mapped[str | None] = mapped_column(String(6), unique=True)
    lei: Mapped[str | None] = mapped_column(String(20), unique=True)
    market: Mapped[Market] = mapped_column(Word(Market), default=Market.NONE)
    sector: Mapped[str] = mapped_column(String(40), default="")
    """One of the Bursa sectors of ``registry.wording.SECTORS``."""
    target_sector: Mapped[str] = mapped_column(String(40), default="")
    """One of the NAPTIP target sectors of ``registry.wording.TARGET_SECTORS``, or empty."""
    state: Mapped[str] = mapped_column(String(3), default="")
    fye_month: Mapped[int] = mapped_column(SmallInteger, default=12)
    fye_day: Mapped[int] = mapped_column(SmallInteger, default=31)
    listing_state: Mapped[ListingState] = mapped_column(
        Word(ListingState), default=ListingState.LISTED
    )
    listing_state_on: Mapped[date | None]
    homepage: Mapped[str] = mapped_column(String(300), default="")
    secretary_email: Mapped[str] = mapped_column(String(255), default="", server_default="")
    """Where codes for the company secretary go; never shown in public."""

    aliases: Mapped[list["OrganisationAlias"]] = relationship(
        cascade="all, delete-orphan", order_by="OrganisationAlias.name"
    )
    reporting_classes: Mapped[list["OrganisationClass"]] = relationship(
        cascade="all, delete-orphan", order_by="OrganisationClass.since"
    )

    def class_on(self, day: date) -> "OrganisationClass | None":
        """The reporting class in force on a day, or None before the first."""
        in_force = [c for c in self.reporting_classes if c.since <= day]
        return max(in_force, key=lambda c: c.since, default=None)


class OrganisationAlias(Base):
    """Another name by which people look for an organisation: a former name, brand or short form."""

    __tablename__ = "organisation_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[AliasKind] = mapped_column(
        Word(AliasKind), default=AliasKind.ALIAS, server_default=AliasKind.ALIAS
    )


class OrganisationClass(Base):
    """The reporting class of an organisation from a day on, with its basis or reason."""

    __tablename__ = "organisation_class"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    reporting_class: Mapped[ReportingClass] = mapped_column(Word(ReportingClass))
    since: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="")


class OrganisationWord(Base):
    """A searchable word of an organisation: of its names, its numbers and codes, lower case."""

    __tablename__ = "organisation_word"
    __table_args__ = (Index("ix_organisation_word_organisation", "organisation_id", "word"),)

    word: Mapped[str] = mapped_column(ByteOrdered(60), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
