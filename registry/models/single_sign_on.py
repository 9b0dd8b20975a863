"""Accounts elsewhere with which people sign in here."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions import Base
from registry.models.types import UTCDateTime
from registry.models.user import User


class LinkedIdentity(Base):
    """An account at a provider of single sign-on that opens an account here.

    Issuer and subject together are what OpenID Connect promises never to give to anybody else;
    an address of mail is not.
    """

    __tablename__ = "linked_identity"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("user_id", "issuer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    issuer: Mapped[str] = mapped_column(String(255))
    subject: Mapped[str] = mapped_column(String(255))
    linked_at: Mapped[datetime] = mapped_column(UTCDateTime)

    user: Mapped[User] = relationship()
