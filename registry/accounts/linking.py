"""Accounts elsewhere that open an account here: found, linked, unlinked. Nothing here commits."""

from datetime import datetime

from sqlalchemy import select

from registry import notices
from registry.accounts import services
from registry.accounts.provider import Identity
from registry.extensions import db
from registry.models import InvalidTransition, LinkedIdentity, User


def account_of(identity: Identity) -> User | None:
    """The account that this identity opens."""
    return db.session.scalars(
        select(User)
        .join(LinkedIdentity, LinkedIdentity.user_id == User.id)
        .where(LinkedIdentity.issuer == identity.issuer, LinkedIdentity.subject == identity.subject)
    ).one_or_none()


def account_with(email: str) -> User | None:
    """The account of an address, confirmed or not."""
    return db.session.scalars(select(User).where(User.email == email)).one_or_none()


def link_of(user: User, issuer: str) -> LinkedIdentity | None:
    return db.session.scalars(
        select(LinkedIdentity).where(
            LinkedIdentity.user_id == user.id, LinkedIdentity.issuer == issuer
        )
    ).one_or_none()


def link(user: User, identity: Identity, *, label: str, at: datetime) -> None:
    """Let an identity open the account from now on; its owner gets a letter."""
    if link_of(user, identity.issuer) or account_of(identity):
        raise InvalidTransition("this account, or this identity, is linked already")
    db.session.add(
        LinkedIdentity(
            user_id=user.id, issuer=identity.issuer, subject=identity.subject, linked_at=at
        )
    )
    _tell(user, label=label, on=True, at=at)


def unlink(user: User, found: LinkedIdentity, *, label: str, at: datetime) -> None:
    if not user.password:
        raise InvalidTransition("without a password this account would have no way in")
    db.session.delete(found)
    _tell(user, label=label, on=False, at=at)


def open_account(identity: Identity, *, name: str, language: str, label: str, at: datetime) -> User:
    """A new account whose address the provider has confirmed; it has no password yet."""
    if not identity.email or account_with(identity.email):
        raise InvalidTransition("a new account needs a confirmed address that has none")
    user = services.create_user(identity.email, name=name, at=at, language=language)
    link(user, identity, label=label, at=at)
    return user


def _tell(user: User, *, label: str, on: bool, at: datetime) -> None:
    notices.write("sign-in-linked", to=user, language=user.language, at=at, label=label, on=on)
