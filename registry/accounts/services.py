"""What people do with accounts and authority. Nothing here commits or reads the clock."""

import uuid
from datetime import UTC, datetime

from flask_security import hash_password
from sqlalchemy import select

from registry import assurance, notices
from registry.accounts import acting, queries
from registry.accounts.totp import codes
from registry.assurance import Tier
from registry.auth import OFFICERS
from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    FactKind,
    FilerRole,
    InvalidTransition,
    Organisation,
    Role,
    StaffRole,
    StaffRoleChange,
    User,
)

AUTHENTICATOR = "authenticator"


class NotAllowed(InvalidTransition):
    """An account was asked to do what its roles rule out."""


def create_user(
    email: str,
    *,
    name: str,
    at: datetime,
    password: str | None = None,
    language: str = "en",
    demonstration: bool = False,
) -> User:
    """Add an account whose address is confirmed; without a password it must first reset one."""
    user = User(
        email=email.strip().lower(),
        name=name,
        language=language,
        password=hash_password(password) if password else None,
        active=True,
        confirmed_at=at.astimezone(UTC).replace(tzinfo=None),
        fs_uniquifier=uuid.uuid4().hex,
        is_demonstration=demonstration,
    )
    db.session.add(user)
    db.session.flush()
    return user


def enrol_totp(user: User, secret: str) -> None:
    """Switch on the second factor with a known secret (base 32), without a letter."""
    user.tf_totp_secret = codes().sealed(secret)
    user.tf_primary_method = AUTHENTICATOR


def turn_on_second_factor(user: User, sealed: str, *, at: datetime) -> None:
    """Switch on the second factor, or move it to another device; every session ends.

    Somebody who came in with the password alone must not act for a person with a second factor.
    """
    user.tf_totp_secret = sealed
    user.tf_primary_method = AUTHENTICATOR
    _end_sessions(user)
    notices.write("second-factor-changed", to=user, language=user.language, at=at, on=True)


def turn_off_second_factor(user: User, *, at: datetime) -> None:
    if user.needs_second_factor:
        raise NotAllowed("staff and signatories act with a second factor")
    _forget_second_factor(user, at=at)


def reset_second_factor(user: User, *, by: User, at: datetime) -> None:
    """Let somebody who lost phone and recovery codes set the second factor up anew."""
    _not_oneself(user, by)
    _end_sessions(user)
    _forget_second_factor(user, at=at)


def _end_sessions(user: User) -> None:
    user.fs_uniquifier = uuid.uuid4().hex


def _forget_second_factor(user: User, *, at: datetime) -> None:
    user.tf_totp_secret = user.tf_primary_method = user.mf_recovery_codes = None
    notices.write("second-factor-changed", to=user, language=user.language, at=at, on=False)


def request_authority(
    user: User, *, organisation: Organisation, role: FilerRole, reason: str, at: datetime
) -> Authority:
    """Ask to act for an organisation; tell everybody who may decide."""
    if user.is_staff:
        raise NotAllowed("the regulator's staff act for no organisation")
    if role in queries.standing(user, organisation.id):
        raise InvalidTransition("this role was asked for already")
    authority = Authority(
        user=user,
        organisation=organisation,
        role=role,
        status=AuthorityStatus.REQUESTED,
        reason=reason,
        requested_at=at,
    )
    db.session.add(authority)
    db.session.flush()
    for decider in queries.deciders(organisation.id):
        notices.write(
            "authority-requested",
            to=decider,
            language=decider.language,
            at=at,
            authority=authority,
            decide_url=notices.address(
                "accounts.decide", language=decider.language, authority_id=authority.id
            ),
        )
    return authority


def decide_authority(
    authority: Authority, *, by: User, accept: bool, reason: str, at: datetime
) -> None:
    """Accept or refuse a request; nobody decides on their own."""
    if authority.status is not AuthorityStatus.REQUESTED or authority.user_id == by.id:
        raise InvalidTransition("only somebody else's open request can be decided")
    if accept and not may_accept(authority, by=by, at=at):
        raise NotAllowed("a signatory is confirmed by the company secretary or by an officer")
    authority.status = AuthorityStatus.ACCEPTED if accept else AuthorityStatus.REFUSED
    authority.decided_at = at
    authority.decided_by = by
    authority.decision_reason = reason
    tell_of_decision(authority, at=at)


def may_accept(authority: Authority, *, by: User, at: datetime) -> bool:
    """A new signatory needs the company secretary's word, or an officer's decision."""
    if authority.role is not FilerRole.SIGNATORY or by.staff_roles & OFFICERS:
        return True
    return assurance.tier_of(authority.user, authority.organisation_id, at) >= Tier.SECRETARY


def revoke_authority(authority: Authority, *, by: User, reason: str, at: datetime) -> None:
    """End an accepted authority; what was done under it stands."""
    if authority.status is not AuthorityStatus.ACCEPTED or authority.user_id == by.id:
        raise InvalidTransition("only somebody else's accepted authority can be revoked")
    end(authority, by=by, reason=reason, at=at)


def leave_organisation(
    user: User, *, organisation: Organisation, reason: str, at: datetime
) -> None:
    """End every role that the person has in an organisation, by their own wish."""
    own = [a for a in user.accepted_authorities if a.organisation_id == organisation.id]
    if not own:
        raise InvalidTransition("this person does not act for the organisation")
    for authority in own:
        end(authority, by=user, reason=reason, at=at)


def end(authority: Authority, *, by: User, reason: str, at: datetime) -> None:
    end_quietly(authority, by=by, reason=reason, at=at)
    tell_of_decision(authority, at=at)
    _tell_colleagues(authority, at=at)


def end_quietly(authority: Authority, *, by: User, reason: str, at: datetime) -> None:
    authority.status = AuthorityStatus.REVOKED
    authority.revoked_at = at
    authority.revoked_by = by
    authority.revocation_reason = reason
    db.session.flush()
    organisation = authority.organisation
    if not authority.user.roles_for(organisation.id):
        assurance.add_fact(FactKind.LEFT, organisation, about=authority.user, by=by, at=at)


def _tell_colleagues(authority: Authority, *, at: datetime) -> None:
    """Those who still act are told; officers too, where nobody is left who may sign."""
    organisation_id = authority.organisation_id
    orphaned = authority.role is FilerRole.SIGNATORY and not acting.signatories(organisation_id)
    readers = list(acting.colleagues(organisation_id, but=authority.user_id))
    for reader in [*readers, *(acting.officers() if orphaned else ())]:
        notices.write(
            "colleague-left",
            to=reader,
            language=reader.language,
            at=at,
            authority=authority,
            orphaned=orphaned,
        )


def tell_of_decision(authority: Authority, *, at: datetime) -> None:
    user = authority.user
    notices.write("authority-decided", to=user, language=user.language, at=at, authority=authority)


def grant_staff_role(
    user: User, *, role: StaffRole, by: User | None, reason: str, at: datetime
) -> None:
    """Make somebody a member of staff; who files for an organisation cannot be one."""
    _not_oneself(user, by)
    if any(authority.is_standing for authority in user.authorities):
        raise NotAllowed("staff act for no organisation")
    if role in user.staff_roles:
        raise InvalidTransition("this account has the role already")
    user.roles.append(_role(role))
    _record(user, role, given=True, by=by, reason=reason, at=at)


def remove_staff_role(
    user: User, *, role: StaffRole, by: User | None, reason: str, at: datetime
) -> None:
    _not_oneself(user, by)
    if role not in user.staff_roles:
        raise InvalidTransition("this account does not have the role")
    user.roles.remove(_role(role))
    _record(user, role, given=False, by=by, reason=reason, at=at)


def _not_oneself(user: User, by: User | None) -> None:
    if by and by.id == user.id:
        raise NotAllowed("nobody does this to their own account")


def _role(name: StaffRole) -> Role:
    role = db.session.scalars(select(Role).filter_by(name=name.value)).one_or_none()
    if role is None:
        role = Role(name=name.value)
        db.session.add(role)
    return role


def _record(
    user: User, role: StaffRole, *, given: bool, by: User | None, reason: str, at: datetime
) -> None:
    change = StaffRoleChange(user=user, role=role, given=given, by=by, reason=reason, at=at)
    db.session.add(change)
    notices.write("staff-role-changed", to=user, language=user.language, at=at, change=change)
