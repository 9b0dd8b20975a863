"""From an address at the company's domain, a code of its secretary or a letter to a role."""

import re
from datetime import timedelta

import pytest

from registry import assurance, mail_domains
from registry.accounts import acting, attesting, identity, invitations, services
from registry.assurance import Tier
from registry.models import (
    AssuranceFact,
    AuthorityStatus,
    FactKind,
    FilerRole,
    InvalidTransition,
    StaffRole,
)
from tests.accounts.conftest import link_in
from tests.factories import AT, a_filer, a_user, an_organisation

LATER = AT + timedelta(hours=1)
PASSWORD = "copper meadow violin thursday"


@pytest.fixture
def company(session):
    return an_organisation(
        "Contoh Sawit Berhad",
        homepage="https://www.contohsawit.example/about",
        secretary_email="cosec@firm.example",
    )


def code_in(letter):
    return re.search(r"^[2-9A-Z]{8}$", letter.body, re.M).group()


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("a@contoh.com.my", "contoh.com.my"),
        ("a@mail.contoh.com.my", "contoh.com.my"),
        ("a@com.my", None),
        ("a@gmail.com", None),
        ("a@yahoo.com.my", None),
        ("a@tm.net.my", None),
        ("nothing", None),
    ],
)
def test_the_domain_of_an_address(address, domain):
    assert mail_domains.of_address(address) == domain


def test_whoever_has_an_address_there_prepares_at_once_and_the_others_are_told(
    client, company, letters
):
    colleague = a_filer(company, FilerRole.SIGNATORY)
    officer = a_user(staff=StaffRole.OFFICER)
    person = a_user("Siti", email="siti@hr.contohsawit.example", second_factor=False)
    assert "Begin for Contoh Sawit Berhad" in client.sign_in(person).page("/en/account").text
    path = f"/en/account/organisations/{company.id}/ask"
    action = f"/en/account/organisations/{company.id}/begin"
    assert client.fill(path, action=action).status_code == 303
    assert client.post(action).status_code == 303, "a double click does no harm"
    assert person.roles_for(company.id) == {FilerRole.PREPARER}
    assert assurance.domain_of(person, company) == "contohsawit.example"
    assert len(letters(colleague.email)) == len(letters("cosec@firm.example")) == 1
    assert not letters(officer.email)


@pytest.mark.parametrize(
    "email", ["x@contohsawit.example.evil.test", "x@gmail.com", "x@other.example"]
)
def test_another_address_does_not_begin(client, company, email):
    person = a_user(email=email)
    path = f"/en/account/organisations/{company.id}/begin"
    assert client.sign_in(person).post(path).status_code == 409


def test_whom_somebody_sent_away_does_not_come_back_alone(company):
    person = a_user(email="x@contohsawit.example")
    authority = identity.begin(person, organisation=company, at=AT)
    services.revoke_authority(authority, by=a_user(staff=StaffRole.OFFICER), reason="No", at=AT)
    assert identity.may_begin(person, company) is None
    assert assurance.tier_of(person, company.id, LATER) is Tier.NONE


def test_a_domain_taken_away_ends_what_rested_on_it(company):
    officer, person = a_user(staff=StaffRole.OFFICER), a_user(email="x@contohsawit.example")
    identity.begin(person, organisation=company, at=AT)
    attesting.remove_domain(company, "contohsawit.example", by=officer, at=LATER)
    assert assurance.tier_of(person, company.id, AT) is Tier.DOMAIN
    assert assurance.tier_of(person, company.id, LATER) is Tier.NONE


def test_the_secretary_s_code_works_once(client, company, letters, session):
    person = a_user("Tan", second_factor=False)
    place = f"/en/account/organisations/{company.id}"
    client.sign_in(person).fill(f"{place}/code", action=f"{place}/send-code", role="signatory")
    code = code_in(letters("cosec@firm.example")[0])
    answer = client.fill(f"{place}/code", action=f"{place}/code", code="WRONGONE")
    assert "This code is wrong" in answer.text
    typed = f"{code[:4].lower()} {code[4:]}"
    assert client.fill(f"{place}/code", action=f"{place}/code", code=typed).status_code == 303
    assert person.roles_for(company.id) == {FilerRole.SIGNATORY}
    facts = session.query(AssuranceFact).filter_by(kind=FactKind.SECRETARY_CONFIRMED).all()
    assert [fact.user_id for fact in facts] == [person.id]
    assert identity.enter_code(person, company.id, code, at=AT) is None


def test_five_wrong_tries_end_a_code(company, letters):
    person = a_user()
    identity.send_code(person, organisation=company, role=FilerRole.PREPARER, at=AT)
    code = code_in(letters("cosec@firm.example")[0])
    for _ in range(5):
        assert identity.enter_code(person, company.id, "AAAAAAAA", at=AT) is None
    assert identity.enter_code(person, company.id, code, at=AT) is None


def test_a_code_is_of_one_person_and_one_week(company, letters):
    person, thief = a_user(), a_user()
    identity.send_code(person, organisation=company, role=FilerRole.PREPARER, at=AT)
    code = code_in(letters("cosec@firm.example")[0])
    assert identity.enter_code(thief, company.id, code, at=AT) is None
    assert identity.enter_code(person, company.id, code, at=AT + timedelta(days=8)) is None
    assert identity.enter_code(person, company.id, code, at=LATER) is not None


def test_the_secretary_confirms_by_the_link(client, company, letters):
    person = a_user(email="tan@contohlain.example")
    place = f"/en/account/organisations/{company.id}"
    client.sign_in(person).fill(f"{place}/code", action=f"{place}/send-code", role="preparer")
    link = link_in(letters("cosec@firm.example")[0], "secretary")
    client.sign_out()
    assert client.fill(link, decision="confirm", add_domain="y").status_code == 200
    assert person.roles_for(company.id) == {FilerRole.PREPARER}
    assert "contohlain.example" in assurance.domains(company)
    assert client.get(link).status_code == 404


def test_an_invitation_opens_an_account(client, company, letters):
    signatory = a_filer(company, FilerRole.SIGNATORY)
    client.sign_in(signatory).fill(
        f"/en/account/organisations/{company.id}/invite", email="new@else.example", role="approver"
    )
    link = link_in(letters("new@else.example")[0], "invitations")
    client.sign_out()
    assert client.fill(link, name="Mei", password="short").status_code == 200
    assert client.fill(link, name="Mei", password=PASSWORD).status_code == 303
    assert acting.account("new@else.example").roles_for(company.id) == {FilerRole.APPROVER}
    client.sign_out()
    assert client.get(link).status_code == 404


def test_an_invitation_is_for_its_address_only(client, company, letters):
    signatory, thief = a_filer(company, FilerRole.SIGNATORY), a_user()
    invitations.invite(
        signatory, organisation=company, email="new@else.example", role=FilerRole.APPROVER, at=AT
    )
    found = acting.open_invitations(company.id)[0]
    with pytest.raises(services.NotAllowed):
        invitations.accept(found, by=thief, at=AT)


@pytest.mark.parametrize(
    ("own", "role"),
    [
        (FilerRole.PREPARER, FilerRole.PREPARER),
        (FilerRole.APPROVER, FilerRole.SIGNATORY),
    ],
)
def test_nobody_invites_above_their_own_role(company, own, role):
    with pytest.raises(services.NotAllowed):
        invitations.invite(
            a_filer(company, own), organisation=company, email="n@else.example", role=role, at=AT
        )


def test_an_invited_signatory_waits_for_the_secretary_or_an_officer(company):
    signatory, person = a_filer(company, FilerRole.SIGNATORY), a_user(email="n@else.example")
    role = FilerRole.SIGNATORY
    found = invitations.invite(
        signatory, organisation=company, email=person.email, role=role, at=AT
    )
    authority = invitations.accept(found, by=person, at=AT)
    assert authority.status is AuthorityStatus.REQUESTED
    with pytest.raises(services.NotAllowed):
        services.decide_authority(authority, by=signatory, accept=True, reason="Mine", at=AT)


def test_who_lost_the_role_invited_in_vain(company, monkeypatch):
    signatory = a_filer(company, FilerRole.SIGNATORY)
    found = invitations.invite(
        signatory, organisation=company, email="n@else.example", role=FilerRole.APPROVER, at=AT
    )
    found.link_sha256 = identity.digest("letter")
    services.leave_organisation(signatory, organisation=company, reason="Retired", at=AT)
    with pytest.raises(InvalidTransition):
        invitations.of_link("letter", at=LATER)


def test_the_last_signatory_leaves_and_the_officer_is_told(client, company, letters):
    signatory = a_filer(company, FilerRole.SIGNATORY)
    colleague = a_filer(company)
    officer = a_user(staff=StaffRole.OFFICER)
    path = f"/en/account/organisations/{company.id}/leave"
    assert "You are the last signatory" in client.sign_in(signatory).page(path).text
    assert client.fill(path, reason="Retired").status_code == 303
    for reader in (officer, colleague):
        assert "Nobody can sign for the organisation now" in " ".join(
            letters(reader.email)[0].body.split()
        )
    assert not signatory.roles_for(company.id)


def test_a_second_director_attests(client, company):
    first, second = (a_filer(company, FilerRole.SIGNATORY) for _ in range(2))
    authority = first.authorities[0]
    path = f"/en/account/people/{authority.id}/attest"
    assert client.sign_in(second).get(path).status_code == 404
    assurance.add_fact(FactKind.SECRETARY_CONFIRMED, company, about=second, at=AT)
    assert client.sign_in(second).fill(path, reason="Board minute 7").status_code == 303
    assert assurance.organisation_tier(company.id) is Tier.ATTESTED


def test_people_are_shown_to_members_and_officers_only(client, company):
    person = a_filer(company, name="Aminah")
    path = f"/en/account/organisations/{company.id}/people"
    assert "Aminah" in client.sign_in(person).page(path).text
    assert "Aminah" in client.sign_in(a_user(staff=StaffRole.OFFICER)).page(path).text
    assert client.sign_in(a_filer(an_organisation())).get(path).status_code == 404


def test_an_officer_changes_domains_and_the_secretary(client, company, letters):
    officer = a_user(staff=StaffRole.OFFICER)
    path = f"/en/account/organisations/{company.id}"
    client.sign_in(officer)
    client.fill(f"{path}/people", action=f"{path}/domains", domain="www.contohlain.com.my")
    client.fill(f"{path}/people", action=f"{path}/domains", domain="gmail.com")
    assert assurance.domains(company) == {"contohsawit.example", "contohlain.com.my"}
    client.fill(f"{path}/people", action=f"{path}/secretary", email="new@firm.example")
    assert company.secretary_email == "new@firm.example"
    assert letters("cosec@firm.example")
