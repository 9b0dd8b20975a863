"""An agency works for many organisations through its people, who never sign."""

import re
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from registry import agents as shared
from registry.accounts import agents, appointing, services
from registry.extensions import db
from registry.models import (
    Agency,
    AgencyAppointment,
    Authority,
    AuthorityStatus,
    FilerRole,
    FilingContributor,
    InvalidTransition,
    Organisation,
    StaffRole,
    User,
)
from tests.factories import (
    AT,
    a_filer,
    a_filing,
    a_user,
    an_authority,
    an_organisation,
    published,
)

LATER = AT + timedelta(hours=1)
NUMBER = "201901777777"


def an_agency(lead, name="Ejen Contoh Sdn Bhd", number=NUMBER):
    agency = appointing.register(lead, name=name, ssm_number=number, at=AT)
    officer = a_user("Devi", staff=StaffRole.OFFICER)
    appointing.decide(agency, by=officer, accept=True, reason="Seen", at=AT)
    return agency


def appointed(agency, organisation, by, role=FilerRole.PREPARER):
    return appointing.appoint(agency, organisation, role=role, by=by, reason="For 2026", at=AT)


@pytest.fixture
def company(session):
    return an_organisation("Contoh Sawit Berhad", secretary_email="cosec@firm.example")


@pytest.fixture
def signatory(company):
    return a_filer(company, FilerRole.SIGNATORY)


@pytest.fixture
def lead(session):
    return a_user("Lina Lead", second_factor=False)


@pytest.fixture
def agency(lead):
    return an_agency(lead)


def test_from_registering_to_a_filing(new_client, letters, company, signatory, lead):
    officer = a_user("Devi", staff=StaffRole.OFFICER)
    filing = a_filing(company)
    client = new_client().sign_in(lead)
    wrong = client.fill("/en/account/agencies/new", name="Ejen", ssm_number="123")
    assert "Enter the 12 digits" in wrong.text
    sent = client.fill("/en/account/agencies/new", name="Ejen Contoh", ssm_number=NUMBER)
    assert sent.status_code == 303
    agency = db.session.scalars(select(Agency)).one()
    place = f"/en/account/organisations/{company.id}/agencies"
    signer = new_client().sign_in(signatory)
    early = signer.fill(place, ssm_number=NUMBER, role="preparer", reason="Help")
    assert "No confirmed agency has this number" in early.text
    decide = f"/en/account/agencies/{agency.id}/decide"
    office = new_client().sign_in(officer)
    assert "Ejen Contoh" in office.page("/en/account/agencies").text
    assert office.fill(decide, decision="accept", reason="Seen").status_code == 303
    assert office.get(decide).status_code == 404
    assert client.get(f"/en/filings/{filing.reference}/").status_code == 403
    done = signer.fill(place, ssm_number=NUMBER, role="preparer", reason="Help")
    assert done.status_code == 303
    assert client.get(f"/en/filings/{filing.reference}/").status_code == 200
    foreign = a_filing(an_organisation())
    assert client.get(f"/en/filings/{foreign.reference}/").status_code == 404
    for address in (lead.email, signatory.email, "cosec@firm.example"):
        assert "files for Contoh Sawit" in letters(address)[-1].subject
    again = signer.fill(place, ssm_number=NUMBER, role="preparer", reason="Help")
    assert "appointed already" in again.text


def test_ending_takes_exactly_those_roles_away(new_client, letters, company, signatory, agency):
    own, lead = a_filer(company), agency.asked_by
    appointment = appointed(agency, company, signatory)
    other = an_organisation()
    appointed(agency, other, a_filer(other, FilerRole.SIGNATORY))
    filing = a_filing(company)
    client = new_client().sign_in(lead)
    assert client.get(f"/en/filings/{filing.reference}/").status_code == 200
    end = f"/en/account/appointments/{appointment.id}/end"
    assert client.get(end).status_code == 403, "who signs nowhere ends nothing"
    signer = new_client().sign_in(signatory)
    assert signer.fill(end, reason="").status_code == 200
    assert signer.fill(end, reason="We do it ourselves").status_code == 303
    assert client.get(f"/en/filings/{filing.reference}/").status_code == 404
    assert not lead.roles_for(company.id)
    assert lead.roles_for(other.id) == {FilerRole.PREPARER}
    assert own.roles_for(company.id) == {FilerRole.PREPARER}
    assert "no longer files" in letters(lead.email)[-1].subject
    assert "no longer files" in letters(own.email)[-1].subject
    assert signer.get(end).status_code == 404


def test_who_joins_gets_the_roles_and_who_leaves_loses_them(
    new_client, letters, company, signatory, agency
):
    appointed(agency, company, signatory)
    person = a_user("Mei", email="mei@agency.example", second_factor=False)
    place = f"/en/account/agencies/{agency.id}"
    leading, client = new_client().sign_in(agency.asked_by), new_client().sign_in(person)
    assert client.get(place).status_code == 404
    assert leading.fill(place, action="", email=person.email).status_code == 303
    assert not person.roles_for(company.id), "nobody belongs to an agency against their will"
    assert client.get(place).status_code == 404
    assert "asks you in" in letters(person.email)[-1].subject
    [member] = agents.memberships(person)
    home = client.page("/en/account")
    assert "asks you in" in home.text
    assert leading.post(f"/en/account/agency-members/{member.id}/join").status_code == 404
    assert client.post(f"/en/account/agency-members/{member.id}/join").status_code == 303
    assert person.roles_for(company.id) == {FilerRole.PREPARER}
    assert "acts for Contoh Sawit" in letters(signatory.email)[-1].subject
    assert client.get(f"/en/account/agency-members/{member.id}/remove").status_code == 404
    assert leading.fill(f"/en/account/agency-members/{member.id}/remove").status_code == 303
    assert not person.roles_for(company.id)
    assert client.get(place).status_code == 404
    assert "no longer acts" in letters(signatory.email)[-1].subject


def test_who_says_no_or_leaves_has_nothing(client, company, signatory, agency):
    appointed(agency, company, signatory)
    person = a_user("Mei", second_factor=False)
    member = appointing.ask_in(agency, person.email, by=agency.asked_by, at=AT)
    address = f"/en/account/agency-members/{member.id}"
    client.sign_in(person)
    assert client.post(f"{address}/leave").status_code == 303
    assert client.post(f"{address}/join").status_code == 404
    again = appointing.ask_in(agency, person.email, by=agency.asked_by, at=AT)
    appointing.join(again, at=AT)
    with pytest.raises(InvalidTransition):
        appointing.join(again, at=AT)
    appointing.leave(again, by=person, at=LATER)
    assert not person.accepted_authorities


@pytest.mark.parametrize("language", ["en", "ms"])
def test_the_lead_learns_nothing_of_an_address(new_client, agency, language):
    known, staff = a_user(email="known@contoh.example"), a_user(staff=StaffRole.OFFICER)
    staff.email = "staff@contoh.example"
    unconfirmed = a_user(email="waiting@contoh.example")
    unconfirmed.confirmed_at = None
    place = f"/{language}/account/agencies/{agency.id}"
    seen = set()
    for email in (known.email, known.email, staff.email, unconfirmed.email, "no@contoh.example"):
        client = new_client().sign_in(agency.asked_by)
        answer = client.post(place, data={"email": email})
        main = client.get(place).text.split("<main")[1].split("</main>")[0]
        seen.add((answer.status_code, answer.location, re.sub(r'(value|id)="[^"]*"', "", main)))
    assert len(seen) == 1
    assert len(agency.staying) == 2


def test_an_agent_never_signs(client, company, signatory, agency):
    with pytest.raises(services.NotAllowed):
        appointed(agency, company, signatory, FilerRole.SIGNATORY)
    place = f"/en/account/organisations/{company.id}/agencies"
    client.sign_in(signatory)
    sent = client.post(place, data={"ssm_number": NUMBER, "role": "signatory", "reason": "x"})
    assert sent.status_code == 200
    assert not agency.standing
    appointed(agency, company, signatory, FilerRole.APPROVER)
    lead = agency.asked_by
    assert lead.roles_for(company.id) == {FilerRole.APPROVER}
    an_authority(lead, company, FilerRole.SIGNATORY)
    db.session.refresh(lead)
    assert lead.roles_for(company.id) == {FilerRole.APPROVER}, "not even when accepted as one"


def test_only_a_signatory_of_the_organisation_appoints(new_client, company, agency):
    stranger = a_filer(an_organisation(), FilerRole.SIGNATORY)
    place = f"/en/account/organisations/{company.id}/agencies"
    assert new_client().sign_in(stranger).get(place).status_code == 404
    assert new_client().sign_in(a_filer(company)).get(place).status_code == 403
    officer = a_user(staff=StaffRole.OFFICER)
    assert new_client().sign_in(officer).get(place).status_code == 404
    with pytest.raises(services.NotAllowed):
        appointed(agency, company, a_filer(company))


def test_foreign_appointments_and_agencies_do_not_exist(new_client, company, signatory, agency):
    appointment = appointed(agency, company, signatory)
    stranger = new_client().sign_in(a_filer(an_organisation(), FilerRole.SIGNATORY))
    member = agency.joined[0]
    for path in (
        f"appointments/{appointment.id}/end",
        f"agencies/{agency.id}",
        f"agency-members/{member.id}/remove",
    ):
        assert stranger.get(f"/en/account/{path}").status_code == 404
    for verb in ("join", "leave"):
        assert stranger.post(f"/en/account/agency-members/{member.id}/{verb}").status_code == 404


def test_an_own_role_outlives_the_agency_s(company, signatory, agency):
    lead = agency.asked_by
    own = an_authority(lead, company, FilerRole.PREPARER)
    db.session.refresh(lead)
    appointment = appointed(agency, company, signatory)
    appointing.end(appointment, by=signatory, reason="Over", at=LATER)
    assert own.status is AuthorityStatus.ACCEPTED
    assert own.agency_id is None


def test_a_refused_agency_leaves_its_number_and_its_people_free(session, lead):
    agency = appointing.register(lead, name="Ejen", ssm_number=NUMBER, at=AT)
    officer = a_user(staff=StaffRole.OFFICER)
    appointing.decide(agency, by=officer, accept=False, reason="No such firm", at=AT)
    assert not agents.memberships(lead)
    assert appointing.register(lead, name="Ejen", ssm_number=NUMBER, at=LATER).id != agency.id
    with pytest.raises(services.NotAllowed):
        appointing.register(lead, name="Other", ssm_number="201901777778", at=LATER)


def test_the_public_page_names_the_agency_that_helped(client, company, signatory, agency):
    filing = a_filing(company)
    statement = published(filing)
    address = f"/en/organisations/{company.id}/{filing.year}"
    assert "Prepared with the help of" not in client.page(address).text
    appointed(agency, company, signatory)
    db.session.add(FilingContributor(filing_id=filing.id, version=1, user_id=agency.asked_by_id))
    assert "Prepared with the help of Ejen Contoh Sdn Bhd" in client.page(address).text
    assert shared.who_helped(filing.id, statement.version) == [agency.name]


def test_two_signatories_who_appoint_at_once_appoint_once(new_app):
    app, ready, ends = new_app(), threading.Barrier(2), []
    with app.app_context():
        company = an_organisation()
        signers = [a_filer(company, FilerRole.SIGNATORY).id for _ in range(2)]
        agency_id = an_agency(a_user()).id
        db.session.commit()
        company_id = company.id

    def appoint(signer):
        ready.wait(10)
        with app.app_context():
            found = [
                db.session.get_one(model, key)
                for model, key in ((Agency, agency_id), (Organisation, company_id), (User, signer))
            ]
            try:
                appointed(*found)
                db.session.commit()
                ends.append("done")
            except (InvalidTransition, IntegrityError):
                ends.append("second")

    threads = [threading.Thread(target=appoint, args=(signer,)) for signer in signers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert sorted(ends) == ["done", "second"]
        assert len(db.session.scalars(select(AgencyAppointment)).all()) == 1
        wanted = select(Authority).where(Authority.agency_id == agency_id)
        assert len(db.session.scalars(wanted).all()) == 1
