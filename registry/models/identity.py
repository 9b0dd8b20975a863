"""How the register knows who files: facts about people and organisations, codes, invitations."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.organisation import Organisation
from registry.models.types import UTCDateTime, Word
from registry.models.user import FilerRole, User

OPEN = "accepted_at IS NULL AND withdrawn_at IS NULL"
"""An address has one open invitation at a time for each role in an organisation."""


class FactKind(StrEnum):
    """What became known, or ceased to hold, about an organisation or one of its people."""

    DOMAIN_ADDED = "domain_added"
    DOMAIN_REMOVED = "domain_removed"
    SECRETARY_SET = "secretary_set"
    ADDRESS_AT_DOMAIN = "address_at_domain"
    SECRETARY_CONFIRMED = "secretary_confirmed"
    ATTESTED = "attested"
    LEFT = "left"


class AssuranceFact(Base):
    """One dated fact on which a tier of assurance rests; rows are added and never changed."""

    __tablename__ = "assurance_fact"
    __table_args__ = (Index("ix_assurance_fact_organisation_user", "organisation_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[FactKind] = mapped_column(Word(FactKind))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Whom it is about; None where it is about the organisation."""
    value: Mapped[str] = mapped_column(String(255), default="")
    """The domain, or the address that confirmed."""
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who caused it; None where the company secretary did, who needs no account."""

    organisation: Mapped[Organisation] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])


class SecretaryCode(Base):
    """A code on its way to the company secretary, for one person in one role."""

    __tablename__ = "secretary_code"
    __table_args__ = (Index("ix_secretary_code_organisation_user", "organisation_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    role: Mapped[FilerRole] = mapped_column(Word(FilerRole))
    code_hash: Mapped[str] = mapped_column(String(255))
    link_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    sent_to: Mapped[str] = mapped_column(String(255))
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    wrong_tries: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """When it was used, refused, replaced or tried too often."""

    organisation: Mapped[Organisation] = relationship()
    user: Mapped[User] = relationship()


class Invitation(Base):
    """An invitation of a mail address to a role in an organisation, by somebody who acts for it."""

    __tablename__ = "invitation"
    __table_args__ = (
        Index(
            "uq_invitation_open",
            "organisation_id",
            "email",
            "role",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[FilerRole] = mapped_column(Word(FilerRole))
    email: Mapped[str] = mapped_column(String(255))
    link_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    organisation: Mapped[Organisation] = relationship()
    invited_by: Mapped[User] = relationship(foreign_keys=[invited_by_id])
    accepted_by: Mapped[User | None] = relationship(foreign_keys=[accepted_by_id])
