"""What a person may see of accounts, authority and letters."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import joinedload

from registry.auth import OFFICERS
from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    FilerRole,
    Organisation,
    OutboxMessage,
    Role,
    StaffRoleChange,
    User,
)
from registry.organisations import matching

FOUND = 20
"""More organisations than this are not a choice; a longer name narrows it down."""

SHOWN = 50


def organisations(text: str) -> Sequence[Organisation]:
    """Organisations by a name, alias, SSM number or stock code that begins like ``text``."""
    if not text.strip():
        return []
    return db.session.scalars(
        select(Organisation)
        .where(matching(text, Organisation.id))
        .order_by(Organisation.name_key, Organisation.id)
        .limit(FOUND)
    ).all()


def organisation(organisation_id: int) -> Organisation:
    return db.session.scalars(select(Organisation).filter_by(id=organisation_id)).one()


def standing(user: User, organisation_id: int) -> dict[FilerRole, AuthorityStatus]:
    """The roles that a person has or has asked for in an organisation."""
    return {
        a.role: a.status
        for a in user.authorities
        if a.organisation_id == organisation_id and a.is_standing
    }


def open_requests(user: User) -> Sequence[Authority]:
    """The requests on which this person may decide, the oldest first."""
    return db.session.scalars(
        _authorities(user, AuthorityStatus.REQUESTED).order_by(Authority.requested_at, Authority.id)
    ).all()


def open_request(user: User, authority_id: int) -> Authority:
    """The request, held until it is decided: of two people one comes second."""
    return db.session.scalars(
        _authorities(user, AuthorityStatus.REQUESTED)
        .where(Authority.id == authority_id)
        .with_for_update(of=Authority)
    ).one()


def people(user: User, text: str = "") -> Sequence[Authority]:
    """Who acts for the organisations that this person looks after, or for those found by text."""
    found = matching(text, Authority.organisation_id) if text.strip() else true()
    return db.session.scalars(
        _authorities(user, AuthorityStatus.ACCEPTED)
        .join(Authority.organisation)
        .where(found)
        .order_by(Organisation.name_key, Authority.organisation_id, Authority.id)
        .limit(SHOWN)
    ).all()


def accepted_authority(user: User, authority_id: int) -> Authority:
    return db.session.scalars(
        _authorities(user, AuthorityStatus.ACCEPTED)
        .where(Authority.id == authority_id)
        .with_for_update(of=Authority)
    ).one()


def deciders(organisation_id: int) -> Sequence[User]:
    """Who may decide on a request: officers, and signatories of the organisation."""
    signs = and_(
        Authority.organisation_id == organisation_id,
        Authority.status == AuthorityStatus.ACCEPTED,
        Authority.role == FilerRole.SIGNATORY,
    )
    officer = User.roles.any(Role.name.in_(OFFICERS))
    return db.session.scalars(
        select(User).where(User.active, or_(officer, User.authorities.any(signs))).order_by(User.id)
    ).all()


def _authorities(user: User, status: AuthorityStatus) -> Select[Authority]:
    """Authority of others in the organisations that ``user`` looks after."""
    return (
        select(Authority)
        .where(Authority.status == status, Authority.user_id != user.id, _looks_after(user))
        .options(joinedload(Authority.user), joinedload(Authority.organisation))
    )


def _looks_after(user: User) -> ColumnElement[bool]:
    """An officer looks after every organisation, a signatory after their own."""
    if user.staff_roles & OFFICERS:
        return true()
    own = [a.organisation_id for a in user.accepted_authorities if a.role is FilerRole.SIGNATORY]
    return Authority.organisation_id.in_(own)


def staff() -> Sequence[User]:
    return db.session.scalars(
        select(User).where(User.roles.any()).order_by(User.name, User.id)
    ).all()


def colleague(user: User, user_id: int) -> User:
    """A member of staff other than this person: nobody changes their own roles."""
    return db.session.scalars(
        select(User).where(User.id == user_id, User.id != user.id, User.roles.any())
    ).one()


def staff_changes() -> Sequence[StaffRoleChange]:
    """The newest changes of staff roles first."""
    return db.session.scalars(
        select(StaffRoleChange).order_by(StaffRoleChange.id.desc()).limit(SHOWN)
    ).all()


def confirmed_account(email: str) -> User | None:
    return db.session.scalars(
        select(User).where(User.email == email, User.active, User.confirmed_at.is_not(None))
    ).one_or_none()


def demonstration_accounts() -> Sequence[User]:
    return db.session.scalars(select(User).where(User.is_demonstration).order_by(User.id)).all()


def letters(recipient: str, before: int | None) -> Sequence[OutboxMessage]:
    """A page of letters and one more, the newest first: to one address, older than ``before``."""
    wanted = select(OutboxMessage).order_by(OutboxMessage.id.desc()).limit(SHOWN + 1)
    if recipient:
        wanted = wanted.where(OutboxMessage.recipient == recipient)
    if before is not None:
        wanted = wanted.where(OutboxMessage.id < before)
    return db.session.scalars(wanted).all()
