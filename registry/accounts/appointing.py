"""What becomes of agencies: asked for, confirmed, joined, left, appointed, ended.

Authority rows stay the only door to a filing. An appointment gives one to each member, and ending
it, or leaving, takes exactly those away. Nothing here commits or reads the clock.
"""

from datetime import datetime

from registry import notices
from registry.accounts import acting, agents, identity, queries, services
from registry.extensions import db
from registry.models import (
    Agency,
    AgencyAppointment,
    AgencyMember,
    Authority,
    FilerRole,
    InvalidTransition,
    Organisation,
    User,
)

ROLES = (FilerRole.PREPARER, FilerRole.APPROVER)
"""What an agency may be appointed to; it never signs."""


def register(user: User, *, name: str, ssm_number: str, at: datetime) -> Agency:
    """Ask the regulator to confirm an agency; who asks will lead it."""
    if user.is_staff:
        raise services.NotAllowed("the regulator's staff act for no organisation")
    if any(member.joined_at for member in agents.memberships(user)):
        raise services.NotAllowed("a person belongs to one agency at a time")
    agency = Agency(name=name, ssm_number=ssm_number, asked_by=user, asked_at=at)
    agency.members.append(AgencyMember(user=user, is_lead=True, added_at=at, joined_at=at))
    db.session.add(agency)
    db.session.flush()
    return agency


def decide(agency: Agency, *, by: User, accept: bool, reason: str, at: datetime) -> None:
    """An officer confirms or refuses an agency."""
    if accept:
        agency.confirmed_at = at
    else:
        agency.refused_at = at
        for member in agency.staying:
            member.left_at, member.left_by = at, by
    agency.decided_by, agency.decision_reason = by, reason
    person = agency.asked_by
    notices.write("agency-decided", to=person, language=person.language, at=at, agency=agency)


def ask_in(agency: Agency, email: str, *, by: User, at: datetime) -> AgencyMember | None:
    """Ask the owner of a confirmed account into the agency; None, unseen, where there is none."""
    agency = agents.held(agency.id)
    user = queries.confirmed_account(email)
    if user is None or user.is_staff or user.id in {member.user_id for member in agency.staying}:
        return None
    member = AgencyMember(user=user, added_at=at)
    agency.members.append(member)
    db.session.flush()
    notices.write("agency-asked", to=user, language=user.language, at=at, agency=agency, by=by)
    return member


def join(member: AgencyMember, *, at: datetime) -> None:
    """Say yes: from now on the person acts wherever the agency is appointed."""
    agency = agents.held(member.agency_id)
    db.session.refresh(member)
    elsewhere = [m for m in agents.memberships(member.user) if m.joined_at and m is not member]
    if member.joined_at or member.left_at or elsewhere or member.user.is_staff:
        raise InvalidTransition("a person belongs to one agency at a time, and joins it once")
    member.joined_at = at
    db.session.flush()
    for appointment in agency.standing:
        authority = _give(appointment, member.user, at=at)
        if authority:
            identity.tell_others(authority, at=at)


def leave(member: AgencyMember, *, by: User, at: datetime) -> None:
    """Leave, be removed, or say no; what the person could do through the agency ends."""
    agency = agents.held(member.agency_id)
    db.session.refresh(member)
    if member.left_at:
        raise InvalidTransition("this person has left already")
    if member.is_lead and len(agency.joined) > 1:
        raise services.NotAllowed("the lead leaves last")
    for each in agency.staying if member.is_lead else [member]:
        each.left_at, each.left_by = at, by
    reason = f"No longer at {agency.name}"
    for authority in agents.authorities(agency.id, user_id=member.user_id):
        services.end(authority, by=by, reason=reason, at=at)


def appoint(
    agency: Agency,
    organisation: Organisation,
    *,
    role: FilerRole,
    by: User,
    reason: str,
    at: datetime,
) -> AgencyAppointment:
    """A signatory lets everybody of an agency act for the organisation, but never sign."""
    agency = agents.held(agency.id)
    if role not in ROLES or FilerRole.SIGNATORY not in by.roles_for(organisation.id):
        raise services.NotAllowed("a signatory appoints, and an agency never signs")
    if not agency.confirmed_at or any(m.user_id == by.id for m in agency.staying):
        raise services.NotAllowed("only a confirmed agency of others is appointed")
    if any(each.organisation_id == organisation.id for each in agency.standing):
        raise InvalidTransition("this agency is appointed already")
    appointment = AgencyAppointment(
        organisation=organisation, role=role, since=at, appointed_by=by, reason=reason
    )
    agency.appointments.append(appointment)
    db.session.flush()
    for member in agency.joined:
        _give(appointment, member.user, at=at)
    _tell_both(appointment, "agency-appointed", at=at)
    return appointment


def end(appointment: AgencyAppointment, *, by: User, reason: str, at: datetime) -> None:
    """A signatory ends an appointment, and with it what each member could do through it."""
    agents.held(appointment.agency_id)
    db.session.refresh(appointment)
    if appointment.ended_at:
        raise InvalidTransition("this appointment has ended already")
    if FilerRole.SIGNATORY not in by.roles_for(appointment.organisation_id):
        raise services.NotAllowed("a signatory of the organisation ends an appointment")
    appointment.ended_at, appointment.ended_by, appointment.ended_reason = at, by, reason
    owner = appointment.organisation_id
    for authority in agents.authorities(appointment.agency_id, organisation_id=owner):
        services.end_quietly(authority, by=by, reason=reason, at=at)
    _tell_both(appointment, "agency-ended", at=at)


def _give(appointment: AgencyAppointment, user: User, *, at: datetime) -> Authority | None:
    """A member's authority through the agency; None where they act by themselves."""
    organisation = appointment.organisation
    if user.is_staff or not user.active or user.roles_for(organisation.id):
        return None
    authority = identity.accept(
        user,
        organisation,
        appointment.role,
        reason=f"Through {appointment.agency.name}",
        by=appointment.appointed_by,
        at=at,
    )
    authority.agency_id = appointment.agency_id
    return authority


def _tell_both(appointment: AgencyAppointment, letter: str, *, at: datetime) -> None:
    """Everybody of the agency, everybody of the organisation, each once, and its secretary."""
    organisation = appointment.organisation
    members = [member.user for member in appointment.agency.joined]
    people = {user.id: user for user in [*members, *acting.colleagues(organisation.id)]}
    for user in people.values():
        notices.write(letter, to=user, language=user.language, at=at, appointment=appointment)
    if address := organisation.secretary_email:
        notices.write(letter, to=address, language="en", at=at, appointment=appointment)
