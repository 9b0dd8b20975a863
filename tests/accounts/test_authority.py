"""Asking to act for an organisation, and who decides."""

import pytest

from registry import names
from registry.accounts import services
from registry.models import (
    Authority,
    AuthorityStatus,
    FilerRole,
    InvalidTransition,
    OrganisationAlias,
    OrganisationWord,
    StaffRole,
)
from tests.factories import AT, a_filer, a_user, an_authority, an_organisation

REASON = "I am its company secretary."


def findable(name, *aliases, **columns):
    """An organisation with the words that its import would write."""
    organisation = an_organisation(name, **columns)
    organisation.aliases.extend(OrganisationAlias(name=alias) for alias in aliases)
    numbers = (organisation.ssm_number, organisation.ssm_old_number, organisation.stock_code)
    texts = (name, *aliases, *(number for number in numbers if number))
    return organisation, [
        OrganisationWord(word=word, organisation_id=organisation.id)
        for word in {word for text in texts for word in names.words(text)}
    ]


def asked(organisation, role=FilerRole.PREPARER, **user):
    return an_authority(a_user(**user), organisation, role, status=AuthorityStatus.REQUESTED)


@pytest.mark.parametrize(
    "text",
    ["contoh kel", "Harta Lama", "201901987654", "201901987654 (1312525-A)", "1312525-A", "0078"],
)
def test_an_organisation_is_found_by_name_alias_and_numbers(client, session, person, text):
    organisation, words = findable(
        "Contoh Kelapa Berhad",
        "Harta Lama",
        ssm_number="201901987654",
        ssm_old_number="1312525-A",
        stock_code="0078",
    )
    session.add_all(words)
    page = client.sign_in(person).get("/en/account/organisations", query_string={"q": text})
    assert f"/en/account/organisations/{organisation.id}/ask" in page.text


def test_nothing_found_says_what_to_do(client, person):
    page = client.sign_in(person).page("/en/account/organisations?q=zzz")
    assert "No organisation begins like “zzz”" in page.text


def test_a_request_reaches_officers_and_the_signatories_of_that_organisation(
    client, person, letters
):
    organisation = an_organisation("Contoh Kelapa Berhad")
    officer = a_user(staff=StaffRole.OFFICER)
    signatory = a_filer(organisation, FilerRole.SIGNATORY)
    others = [
        a_filer(organisation, FilerRole.PREPARER),
        a_filer(an_organisation(), FilerRole.SIGNATORY),
        a_user(staff=StaffRole.MONITOR),
    ]
    path = f"/en/account/organisations/{organisation.id}/ask"
    client.sign_in(person).fill(path, role="preparer", reason=REASON)
    assert "Waiting for a decision" in client.page("/en/account").text
    for decider in (officer, signatory):
        (letter,) = letters(decider.email)
        assert "asks to act for Contoh Kelapa Berhad" in letter.subject
        assert "/en/account/requests/" in letter.body
    assert not any(letters(other.email) for other in others)


def test_asking_twice_for_the_same_role_is_refused_clearly(client, person):
    organisation = an_organisation()
    path = f"/en/account/organisations/{organisation.id}/ask"
    client.sign_in(person).fill(path, role="preparer", reason=REASON)
    answer = client.fill(path, role="preparer", reason=REASON)
    assert "You have asked for this role already" in answer.text
    assert REASON in answer.text
    assert client.fill(path, role="approver", reason=REASON).status_code == 303


def test_a_request_needs_a_role_and_a_reason(client, person):
    page = client.sign_in(person).fill(f"/en/account/organisations/{an_organisation().id}/ask")
    assert "Choose a role" in page.text
    assert "Say which post you hold" in page.text


def test_staff_cannot_ask(client):
    organisation = an_organisation()
    officer = a_user(staff=StaffRole.OFFICER)
    path = f"/en/account/organisations/{organisation.id}/ask"
    assert "act for no organisation" in client.sign_in(officer).page(path).text
    assert client.post(path, data={"role": "preparer", "reason": REASON}).status_code == 409


@pytest.mark.parametrize(
    ("decision", "status", "subject"),
    [
        ("accept", AuthorityStatus.ACCEPTED, "You may now act for"),
        ("refuse", AuthorityStatus.REFUSED, "was refused"),
    ],
)
@pytest.mark.parametrize("by", ["officer", "signatory"])
def test_an_officer_or_a_signatory_decides_with_a_reason(
    client, letters, by, decision, status, subject
):
    organisation = an_organisation()
    request = asked(organisation, language="ms")
    decider = (
        a_user(staff=StaffRole.OFFICER)
        if by == "officer"
        else a_filer(organisation, FilerRole.SIGNATORY)
    )
    path = f"/en/account/requests/{request.id}"
    assert path in client.sign_in(decider).get("/en/account/requests").text
    assert "Say how you know" in client.fill(path, decision=decision).text
    client.fill(path, decision=decision, reason="Known from the annual report.")
    assert request.status is status
    assert request.decided_by is decider
    assert request.decision_reason == "Known from the annual report."
    (letter,) = letters(request.user.email)
    assert letter.language == "ms"
    assert client.get(path).status_code == 404


def test_an_accepted_preparer_may_file(client):
    organisation = an_organisation()
    request = asked(organisation)
    services.decide_authority(
        request, by=a_user(staff=StaffRole.OFFICER), accept=True, reason="Known.", at=AT
    )
    assert request.user.is_filer


def test_requests_of_other_organisations_are_as_good_as_absent(client):
    request = asked(an_organisation())
    stranger = a_filer(an_organisation(), FilerRole.SIGNATORY)
    path = f"/en/account/requests/{request.id}"
    assert path not in client.sign_in(stranger).get("/en/account/requests").text
    assert client.get(path).status_code == 404
    data = {"decision": "accept", "reason": "x"}
    assert client.post(path, data=data).status_code == 404
    assert client.get("/en/account/requests/999999").status_code == 404


def test_nobody_decides_on_their_own_request(client):
    organisation = an_organisation()
    signatory = a_filer(organisation, FilerRole.SIGNATORY)
    own = an_authority(
        signatory, organisation, FilerRole.APPROVER, status=AuthorityStatus.REQUESTED
    )
    assert client.sign_in(signatory).get(f"/en/account/requests/{own.id}").status_code == 404
    with pytest.raises(InvalidTransition):
        services.decide_authority(own, by=signatory, accept=True, reason="x", at=AT)


@pytest.mark.parametrize("role", [FilerRole.PREPARER, FilerRole.APPROVER])
def test_preparers_and_approvers_do_not_decide(client, role):
    organisation = an_organisation()
    request = asked(organisation)
    client.sign_in(a_filer(organisation, role))
    assert client.get("/en/account/requests").status_code == 403
    assert client.get(f"/en/account/requests/{request.id}").status_code == 403


def test_a_monitor_does_not_decide(client):
    client.sign_in(a_user(staff=StaffRole.MONITOR))
    assert client.get("/en/account/requests").status_code == 403


def test_a_role_is_ended_with_a_reason_and_may_be_asked_for_again(client, letters):
    organisation = an_organisation()
    preparer = a_filer(organisation)
    (authority,) = preparer.authorities
    signatory = a_filer(organisation, FilerRole.SIGNATORY)
    path = f"/en/account/people/{authority.id}/revoke"
    assert path in client.sign_in(signatory).get("/en/account/people").text
    assert "Say why" in client.fill(path).text
    client.fill(path, reason="Left the company.")
    assert authority.status is AuthorityStatus.REVOKED
    assert authority.revoked_by is signatory
    assert "Left the company." in letters(preparer.email)[-1].body
    again = services.request_authority(
        preparer, organisation=organisation, role=FilerRole.PREPARER, reason="Back.", at=AT
    )
    assert isinstance(again, Authority)


def test_a_signatory_ends_no_role_elsewhere_and_not_their_own(client):
    elsewhere = a_filer(an_organisation()).authorities[0]
    signatory = a_filer(an_organisation(), FilerRole.SIGNATORY)
    client.sign_in(signatory)
    for authority in (elsewhere, signatory.authorities[0]):
        assert client.get(f"/en/account/people/{authority.id}/revoke").status_code == 404


def test_an_officer_finds_people_by_organisation(client, session):
    organisation, words = findable("Contoh Kelapa Berhad")
    session.add_all(words)
    a_filer(organisation, name="Kumar a/l Raju")
    a_filer(an_organisation("Lain Berhad"), name="Farid Hakim")
    page = client.sign_in(a_user(staff=StaffRole.OFFICER)).page("/en/account/people?q=kelapa")
    assert "Kumar a/l Raju" in page.text
    assert "Farid Hakim" not in page.text
