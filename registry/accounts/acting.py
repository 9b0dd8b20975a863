"""Who acts for an organisation, who is invited to, and who may change that."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from registry import assurance
from registry.accounts import queries
from registry.assurance import Tier
from registry.auth import OFFICERS
from registry.extensions import db
from registry.models import (
    AssuranceFact,
    Authority,
    AuthorityStatus,
    FactKind,
    FilerRole,
    Invitation,
    Organisation,
    Role,
    User,
)


def standing_authority(user: User, organisation_id: int, role: FilerRole) -> Authority | None:
    """The person's request or authority in a role, held until the transaction ends."""
    return db.session.scalars(
        select(Authority)
        .where(
            Authority.user_id == user.id,
            Authority.organisation_id == organisation_id,
            Authority.role == role,
            Authority.status.in_((AuthorityStatus.REQUESTED, AuthorityStatus.ACCEPTED)),
        )
        .with_for_update(of=Authority)
    ).one_or_none()


def was_turned_away(user: User, organisation_id: int) -> bool:
    """Whether somebody refused the person here, or ended what they had."""
    ended_by_others = and_(
        Authority.status == AuthorityStatus.REVOKED, Authority.revoked_by_id != user.id
    )
    rows = select(Authority.id).where(
        Authority.user_id == user.id,
        Authority.organisation_id == organisation_id,
        or_(Authority.status == AuthorityStatus.REFUSED, ended_by_others),
    )
    return db.session.scalar(rows.limit(1)) is not None


def colleagues(organisation_id: int, *, but: int | None = None) -> Sequence[User]:
    """Who acts for an organisation, each once."""
    acting = and_(
        Authority.organisation_id == organisation_id, Authority.status == AuthorityStatus.ACCEPTED
    )
    return db.session.scalars(
        select(User)
        .where(User.active, User.id != (but or 0), User.authorities.any(acting))
        .order_by(User.id)
    ).all()


def signatories(organisation_id: int, *, but: int | None = None) -> list[Authority]:
    """Who may sign for an organisation today, besides one person."""
    return [
        a
        for a in acting_for(organisation_id)
        if a.role is FilerRole.SIGNATORY and a.user_id != but and a.user.active
    ]


def officers() -> Sequence[User]:
    return db.session.scalars(
        select(User).where(User.active, User.roles.any(Role.name.in_(OFFICERS))).order_by(User.id)
    ).all()


def may_attest(by: User, authority: Authority, *, at: datetime) -> bool:
    """An officer, or another signatory for whom the company secretary vouched."""
    if by.staff_roles & OFFICERS:
        return True
    signs = FilerRole.SIGNATORY in by.roles_for(authority.organisation_id)
    return signs and assurance.tier_of(by, authority.organisation_id, at) >= Tier.SECRETARY


def organisation_of(user: User, organisation_id: int) -> Organisation:
    """An organisation that the person acts for, or any for an officer."""
    wanted = select(Organisation).where(Organisation.id == organisation_id)
    if not user.staff_roles & OFFICERS:
        wanted = wanted.where(
            Organisation.id.in_([a.organisation_id for a in user.accepted_authorities])
        )
    return db.session.scalars(wanted).one()


def acting_for(organisation_id: int) -> Sequence[Authority]:
    """Every accepted authority in an organisation, those who sign last."""
    return db.session.scalars(
        select(Authority)
        .where(
            Authority.organisation_id == organisation_id,
            Authority.status == AuthorityStatus.ACCEPTED,
        )
        .options(joinedload(Authority.user))
        .order_by(Authority.role, Authority.id)
    ).all()


def open_invitations(organisation_id: int) -> Sequence[Invitation]:
    return db.session.scalars(
        select(Invitation)
        .where(
            Invitation.organisation_id == organisation_id,
            Invitation.accepted_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .options(joinedload(Invitation.invited_by))
        .order_by(Invitation.id)
    ).all()


def invitation_to_change(user: User, invitation_id: int) -> Invitation:
    """An open invitation of an organisation in which the person may invite."""
    inviting = [
        a.organisation_id for a in user.accepted_authorities if a.role is not FilerRole.PREPARER
    ]
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.id == invitation_id, Invitation.organisation_id.in_(inviting))
        .with_for_update(of=Invitation)
    ).one()


def signatory_to_attest(user: User, authority_id: int, *, at: datetime) -> Authority:
    """Somebody else's signatory role that this person may attest."""
    authority = queries.accepted_authority(user, authority_id)
    if authority.role is not FilerRole.SIGNATORY or not may_attest(user, authority, at=at):
        raise NoResultFound
    return authority


def account(email: str) -> User | None:
    return db.session.scalars(select(User).where(User.email == email)).one_or_none()


def of_domain(domain: str) -> Sequence[Organisation]:
    """Organisations that may have addresses at a domain, to be checked one by one."""
    added = select(AssuranceFact.organisation_id).where(
        AssuranceFact.kind == FactKind.DOMAIN_ADDED, AssuranceFact.value == domain
    )
    return db.session.scalars(
        select(Organisation)
        .where(
            or_(Organisation.homepage.contains(domain, autoescape=True), Organisation.id.in_(added))
        )
        .order_by(Organisation.name_key, Organisation.id)
        .limit(queries.FOUND)
    ).all()
