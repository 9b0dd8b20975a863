"""What a person may see of agencies: their own, those to confirm, those that were appointed."""

from collections.abc import Sequence

from sqlalchemy import literal, select
from sqlalchemy.orm import joinedload

from registry.extensions import db
from registry.models import (
    Agency,
    AgencyAppointment,
    AgencyMember,
    Authority,
    AuthorityStatus,
    FilerRole,
    Organisation,
    User,
)


def memberships(user: User) -> Sequence[AgencyMember]:
    """The agencies that the person belongs to, or is asked into."""
    return db.session.scalars(
        select(AgencyMember)
        .where(AgencyMember.user_id == user.id, AgencyMember.left_at.is_(None))
        .options(joinedload(AgencyMember.agency))
        .order_by(AgencyMember.id)
    ).all()


def own_agency(user: User, agency_id: int, *, lead: bool = False) -> Agency:
    """An agency that the person belongs to, or leads; any other does not exist."""
    belongs = select(AgencyMember.agency_id).where(
        AgencyMember.user_id == user.id,
        AgencyMember.joined_at.is_not(None),
        AgencyMember.left_at.is_(None),
    )
    if lead:
        belongs = belongs.where(AgencyMember.is_lead)
    return db.session.scalars(
        select(Agency).where(Agency.id == agency_id, Agency.id.in_(belongs))
    ).one()


def own_membership(user: User, member_id: int) -> AgencyMember:
    """The person's own membership, also one that they have not accepted yet."""
    return db.session.scalars(
        select(AgencyMember).where(
            AgencyMember.id == member_id,
            AgencyMember.user_id == user.id,
            AgencyMember.left_at.is_(None),
        )
    ).one()


def member_to_remove(user: User, member_id: int) -> AgencyMember:
    """Somebody of an agency that the person leads."""
    leads = select(AgencyMember.agency_id).where(
        AgencyMember.user_id == user.id,
        AgencyMember.is_lead,
        AgencyMember.joined_at.is_not(None),
        AgencyMember.left_at.is_(None),
    )
    return db.session.scalars(
        select(AgencyMember).where(
            AgencyMember.id == member_id,
            AgencyMember.user_id != user.id,
            AgencyMember.left_at.is_(None),
            AgencyMember.agency_id.in_(leads),
        )
    ).one()


def waiting() -> Sequence[Agency]:
    """Agencies that no officer has decided on, the oldest first."""
    return db.session.scalars(
        select(Agency)
        .where(Agency.confirmed_at.is_(None), Agency.refused_at.is_(None))
        .options(joinedload(Agency.asked_by))
        .order_by(Agency.id)
    ).all()


def undecided(agency_id: int) -> Agency:
    """The agency, held until it is decided: of two officers one comes second."""
    return db.session.scalars(
        select(Agency)
        .where(Agency.id == agency_id, Agency.confirmed_at.is_(None), Agency.refused_at.is_(None))
        .with_for_update()
    ).one()


def with_number(ssm_number: str) -> Agency | None:
    """The agency with the number that was not refused."""
    return db.session.scalars(
        select(Agency).where(Agency.ssm_number == ssm_number, Agency.refused_at.is_(None))
    ).one_or_none()


def held(agency_id: int) -> Agency:
    """The agency as it is now, held: members and appointments change one after the other."""
    return db.session.scalars(
        select(Agency)
        .where(Agency.id == agency_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def signed_for(user: User, organisation_id: int) -> Organisation:
    """An organisation for which the person may sign; any other does not exist."""
    signs = FilerRole.SIGNATORY in user.roles_for(organisation_id)
    return db.session.scalars(
        select(Organisation).where(Organisation.id == organisation_id, literal(signs))
    ).one()


def appointments(organisation_id: int) -> Sequence[AgencyAppointment]:
    """Every appointment of an organisation, those that ended too, the newest first."""
    return db.session.scalars(
        select(AgencyAppointment)
        .where(AgencyAppointment.organisation_id == organisation_id)
        .options(joinedload(AgencyAppointment.agency))
        .order_by(AgencyAppointment.id.desc())
    ).all()


def appointment_to_end(user: User, appointment_id: int) -> AgencyAppointment:
    """A standing appointment of an organisation for which the person may sign."""
    found = db.session.scalars(
        select(AgencyAppointment).where(
            AgencyAppointment.id == appointment_id, AgencyAppointment.ended_at.is_(None)
        )
    ).one()
    signed_for(user, found.organisation_id)
    return found


def authorities(agency_id: int, **narrowed: int) -> Sequence[Authority]:
    """The accepted authority that rests on the agency: of one person, or in one organisation."""
    return db.session.scalars(
        select(Authority)
        .filter_by(agency_id=agency_id, status=AuthorityStatus.ACCEPTED, **narrowed)
        .order_by(Authority.id)
        .with_for_update(of=Authority)
    ).all()
