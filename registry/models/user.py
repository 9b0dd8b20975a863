"""People who sign in, and for whom they may act."""

from datetime import datetime
from enum import StrEnum

from flask_security.models.sqla import FsModels, FsRoleMixin, FsUserMixin, FsWebAuthnMixin
from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.organisation import Organisation
from registry.models.types import UTCDateTime, Word

FsModels.set_db_info(base_model=Base)


class StaffRole(StrEnum):
    """What a member of the regulator's staff, or of a monitoring body, may do."""

    OFFICER = "officer"
    SENIOR_OFFICER = "senior_officer"
    ADMINISTRATOR = "administrator"
    MONITOR = "monitor"


class FilerRole(StrEnum):
    """What a person may do for one organisation."""

    PREPARER = "preparer"
    APPROVER = "approver"
    SIGNATORY = "signatory"


class AuthorityStatus(StrEnum):
    REQUESTED = "requested"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REVOKED = "revoked"


STANDING = "status IN ('requested', 'accepted')"
"""A person has one request or authority at a time for each role in an organisation."""


class Role(Base, FsRoleMixin):
    __tablename__ = "role"


class WebAuthn(Base, FsWebAuthnMixin):
    __tablename__ = "webauthn"


class User(Base, FsUserMixin):
    """A person with an account: of a filing organisation, or of the regulator's staff."""

    __tablename__ = "user"

    name: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str] = mapped_column(String(2), default="en")
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    """Its password and codes are public, so it exists in demonstration mode only."""
    totp_counter: Mapped[int | None] = mapped_column(BigInteger)
    """The time step of the last second-factor code: a code works once."""

    authorities: Mapped[list["Authority"]] = relationship(
        back_populates="user", foreign_keys="Authority.user_id", order_by="Authority.id"
    )

    @property
    def staff_roles(self) -> frozenset[str]:
        return frozenset(role.name for role in self.roles)

    @property
    def is_staff(self) -> bool:
        return bool(self.staff_roles)

    @property
    def accepted_authorities(self) -> list["Authority"]:
        return [a for a in self.authorities if a.status is AuthorityStatus.ACCEPTED]

    @property
    def is_filer(self) -> bool:
        return bool(self.accepted_authorities)

    @property
    def is_signatory(self) -> bool:
        return any(a.role is FilerRole.SIGNATORY for a in self.accepted_authorities)

    @property
    def needs_second_factor(self) -> bool:
        """Staff and signatories act with a second factor or not at all."""
        return self.is_staff or self.is_signatory

    def roles_for(self, organisation_id: int) -> frozenset[FilerRole]:
        """What the person may do there; who acts through an agency never signs."""
        own = [a for a in self.accepted_authorities if a.organisation_id == organisation_id]
        roles = frozenset(a.role for a in own)
        return roles - {FilerRole.SIGNATORY} if any(a.agency_id for a in own) else roles


class Authority(Base):
    """One person's authority to act for one organisation in one role, asked for and decided."""

    __tablename__ = "authority"
    __table_args__ = (
        Index("ix_authority_organisation_status", "organisation_id", "status"),
        Index(
            "uq_authority_standing",
            "user_id",
            "organisation_id",
            "role",
            unique=True,
            sqlite_where=text(STANDING),
            postgresql_where=text(STANDING),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[FilerRole] = mapped_column(Word(FilerRole))
    status: Mapped[AuthorityStatus] = mapped_column(
        Word(AuthorityStatus), default=AuthorityStatus.REQUESTED
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    requested_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decision_reason: Mapped[str] = mapped_column(Text, default="")
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    revocation_reason: Mapped[str] = mapped_column(Text, default="")
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    """The agency through which the person acts; None for the organisation's own people."""

    user: Mapped[User] = relationship(back_populates="authorities", foreign_keys=[user_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    revoked_by: Mapped[User | None] = relationship(foreign_keys=[revoked_by_id])
    organisation: Mapped[Organisation] = relationship()

    @property
    def is_standing(self) -> bool:
        """Asked for or accepted; what was refused or revoked may be asked for again."""
        return self.status in {AuthorityStatus.REQUESTED, AuthorityStatus.ACCEPTED}


class StaffRoleChange(Base):
    """A staff role given to or taken from an account, by whom, when and why; only ever added."""

    __tablename__ = "staff_role_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[StaffRole] = mapped_column(Word(StaffRole))
    given: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None where an operator did it on the command line, or the seed."""
    reason: Mapped[str] = mapped_column(Text)

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
