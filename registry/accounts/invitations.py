"""Inviting somebody to a role by letter, and accepting. Nothing here commits or reads the clock."""

import secrets
import uuid
from datetime import UTC, datetime, timedelta

from flask_security import hash_password
from sqlalchemy import select

from registry import notices
from registry.accounts import acting, identity, services
from registry.extensions import db
from registry.models import Authority, FilerRole, InvalidTransition, Invitation, Organisation, User

HOLDS = timedelta(days=14)
MAY_INVITE = {
    FilerRole.SIGNATORY: (FilerRole.PREPARER, FilerRole.APPROVER, FilerRole.SIGNATORY),
    FilerRole.APPROVER: (FilerRole.PREPARER, FilerRole.APPROVER),
    FilerRole.PREPARER: (),
}
"""Nobody invites to a role above their own; who only prepares invites nobody."""


def roles_to_offer(user: User, organisation_id: int) -> list[FilerRole]:
    own = user.roles_for(organisation_id)
    return [role for role in FilerRole if any(role in MAY_INVITE[mine] for mine in own)]


def invite(
    by: User, *, organisation: Organisation, email: str, role: FilerRole, at: datetime
) -> Invitation:
    """Write to an address; one that is invited to the role already gets a fresh link."""
    if role not in roles_to_offer(by, organisation.id):
        raise services.NotAllowed("nobody invites to a role above their own")
    invitation = _open_for(organisation.id, email, role)
    if invitation is None:
        invitation = Invitation(organisation=organisation, email=email, role=role)
        db.session.add(invitation)
    invitation.invited_by = by
    return send(invitation, at=at)


def send(invitation: Invitation, *, at: datetime) -> Invitation:
    """A letter with a new link; the one sent before opens nothing any more."""
    if not is_open(invitation):
        raise InvalidTransition("this invitation was accepted or withdrawn")
    link = secrets.token_urlsafe(32)
    invitation.link_sha256 = identity.digest(link)
    invitation.sent_at, invitation.expires_at = at, at + HOLDS
    db.session.flush()
    notices.write(
        "invitation",
        to=invitation.email,
        language=invitation.invited_by.language,
        at=at,
        invitation=invitation,
        link=link,
    )
    return invitation


def withdraw(invitation: Invitation, *, at: datetime) -> None:
    if not is_open(invitation):
        raise InvalidTransition("this invitation was accepted or withdrawn")
    invitation.withdrawn_at = at


def is_open(invitation: Invitation) -> bool:
    return invitation.accepted_at is None and invitation.withdrawn_at is None


def of_link(link: str, *, at: datetime) -> Invitation:
    """The open invitation of a letter, held until accepted, while who invited still may."""
    invitation = db.session.scalars(
        select(Invitation)
        .where(
            Invitation.link_sha256 == identity.digest(link),
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
            Invitation.expires_at > at,
        )
        .with_for_update()
    ).one()
    if invitation.role not in roles_to_offer(invitation.invited_by, invitation.organisation_id):
        raise InvalidTransition("who invited may no longer invite")
    return invitation


def accept(invitation: Invitation, *, by: User, at: datetime) -> Authority:
    """Take the role; that of a signatory waits for the company secretary or for an officer."""
    if by.email != invitation.email or by.is_staff:
        raise services.NotAllowed("an invitation is for the address that it was sent to")
    invitation.accepted_at, invitation.accepted_by = at, by
    organisation, role, inviter = invitation.organisation, invitation.role, invitation.invited_by
    reason = f"Invited by {inviter.name or inviter.email}"
    sure = role is not FilerRole.SIGNATORY or identity.is_sure_signatory(by, organisation.id, at=at)
    if sure:
        authority = identity.accept(by, organisation, role, reason=reason, at=at, by=inviter)
        identity.tell_others(authority, at=at)
        return authority
    return acting.standing_authority(by, organisation.id, role) or services.request_authority(
        by, organisation=organisation, role=role, reason=reason, at=at
    )


def open_account(
    invitation: Invitation, *, name: str, password: str, language: str, at: datetime
) -> User:
    """The account of who holds the letter. Whatever an unconfirmed stranger chose is replaced."""
    user = acting.account(invitation.email)
    if user is None:
        return services.create_user(
            invitation.email, name=name, password=password, language=language, at=at
        )
    if user.confirmed_at:
        raise services.NotAllowed("this address has an account; sign in")
    user.name, user.language, user.password = name, language, hash_password(password)
    user.confirmed_at = at.astimezone(UTC).replace(tzinfo=None)
    user.fs_uniquifier = uuid.uuid4().hex
    return user


def _open_for(organisation_id: int, email: str, role: FilerRole) -> Invitation | None:
    return db.session.scalars(
        select(Invitation)
        .where(
            Invitation.organisation_id == organisation_id,
            Invitation.email == email,
            Invitation.role == role,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .with_for_update()
    ).one_or_none()
