"""Agencies: firms whose people prepare the filings of many organisations, and sign none."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.organisation import Organisation
from registry.models.types import UTCDateTime, Word
from registry.models.user import FilerRole, User

NOT_REFUSED = "refused_at IS NULL"
STAYING = "left_at IS NULL"
STANDING = "ended_at IS NULL"


class Agency(Base):
    """A firm that asked to file for others; an officer confirms it before anybody appoints it."""

    __tablename__ = "agency"
    __table_args__ = (
        Index(
            "uq_agency_ssm_number",
            "ssm_number",
            unique=True,
            sqlite_where=text(NOT_REFUSED),
            postgresql_where=text(NOT_REFUSED),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    ssm_number: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    refused_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decision_reason: Mapped[str] = mapped_column(Text, default="")

    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    members: Mapped[list["AgencyMember"]] = relationship(
        back_populates="agency", order_by="AgencyMember.id"
    )
    appointments: Mapped[list["AgencyAppointment"]] = relationship(
        back_populates="agency", order_by="AgencyAppointment.id"
    )

    @property
    def staying(self) -> list["AgencyMember"]:
        """Who belongs to it, and who was asked to and has not answered."""
        return [member for member in self.members if member.left_at is None]

    @property
    def joined(self) -> list["AgencyMember"]:
        return [member for member in self.staying if member.joined_at is not None]

    @property
    def standing(self) -> list["AgencyAppointment"]:
        """The appointments that nobody has ended."""
        return [each for each in self.appointments if each.ended_at is None]


class AgencyMember(Base):
    """Somebody asked into an agency; a member from the day they say yes until they leave."""

    __tablename__ = "agency_member"
    __table_args__ = (
        Index(
            "uq_agency_member_staying",
            "agency_id",
            "user_id",
            unique=True,
            sqlite_where=text(STAYING),
            postgresql_where=text(STAYING),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    is_lead: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)
    joined_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    left_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    agency: Mapped[Agency] = relationship(back_populates="members")
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    left_by: Mapped[User | None] = relationship(foreign_keys=[left_by_id])


class AgencyAppointment(Base):
    """An agency appointed by a signatory of an organisation, in a role that never signs."""

    __tablename__ = "agency_appointment"
    __table_args__ = (
        Index(
            "uq_agency_appointment_standing",
            "organisation_id",
            "agency_id",
            unique=True,
            sqlite_where=text(STANDING),
            postgresql_where=text(STANDING),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    role: Mapped[FilerRole] = mapped_column(Word(FilerRole))
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    appointed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_reason: Mapped[str] = mapped_column(Text, default="")

    organisation: Mapped[Organisation] = relationship()
    agency: Mapped[Agency] = relationship(back_populates="appointments")
    appointed_by: Mapped[User] = relationship(foreign_keys=[appointed_by_id])
    ended_by: Mapped[User | None] = relationship(foreign_keys=[ended_by_id])
