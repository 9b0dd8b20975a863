"""An administrator gives and takes staff roles; each change is kept."""

import pytest
from sqlalchemy import select

from registry.accounts import services
from registry.models import FilerRole, InvalidTransition, StaffRole, StaffRoleChange
from tests.factories import AT, a_filer, a_user, an_organisation

REASON = "Joined the unit on 1 June."


@pytest.fixture
def administrator(session):
    return a_user("Puan Rohani", email="rohani@regulator.example", staff=StaffRole.ADMINISTRATOR)


def test_a_role_is_given_and_recorded(client, session, administrator, letters):
    colleague = a_user("Azman", email="azman@contoh.example")
    client.sign_in(administrator).fill(
        "/en/account/staff/add", email="Azman@contoh.example", role="officer", reason=REASON
    )
    assert colleague.staff_roles == {StaffRole.OFFICER}
    change = session.scalars(select(StaffRoleChange)).one()
    assert (change.user, change.by, change.given) == (colleague, administrator, True)
    assert "Set it up here" in letters(colleague.email)[-1].body
    page = client.page("/en/account/staff")
    assert REASON in page.text
    assert "Azman" in page.text


def test_a_role_is_taken_away_and_recorded(client, session, administrator):
    colleague = a_user("Azman", staff=StaffRole.OFFICER)
    path = f"/en/account/staff/{colleague.id}/remove"
    client.sign_in(administrator).fill(path, role="officer", reason="Left the unit.")
    assert not colleague.is_staff
    assert session.scalars(select(StaffRoleChange)).one().given is False
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("who", ["nobody", "unconfirmed", "filer", "oneself", "has the role"])
def test_a_role_that_cannot_be_given_says_why(client, administrator, who):
    people = {
        "unconfirmed": lambda: a_user(email="new@contoh.example"),
        "filer": lambda: a_filer(an_organisation(), email="filer@contoh.example"),
        "oneself": lambda: administrator,
        "has the role": lambda: a_user(email="has@contoh.example", staff=StaffRole.OFFICER),
    }
    administrator.email = "boss@contoh.example"
    person = people[who]() if who in people else None
    if who == "unconfirmed":
        person.confirmed_at = None
    page = client.sign_in(administrator).fill(
        "/en/account/staff/add",
        email=person.email if person else "nobody@contoh.example",
        role="officer",
        reason=REASON,
    )
    assert page.status_code == 200
    assert any(
        words in page.text
        for words in (
            "No confirmed account",
            "cannot be staff",
            "Ask another administrator",
            "has the role already",
        )
    )


@pytest.mark.parametrize("role", [role for role in StaffRole if role != "administrator"])
def test_other_staff_give_no_roles(client, role):
    client.sign_in(a_user(staff=role))
    for path in ("/en/account/staff", "/en/account/staff/add"):
        assert client.get(path).status_code == 403


def test_a_lost_second_factor_is_reset_for_somebody_else(client, administrator, letters):
    signatory = a_filer(an_organisation(), FilerRole.SIGNATORY, email="siti@contoh.example")
    path = "/en/account/staff/second-factor"
    client.sign_in(administrator)
    assert "Make sure who asks" in client.fill(path, email=signatory.email).text
    assert "somebody else" in client.fill(path, email=administrator.email, checked="y").text
    client.fill(path, email=signatory.email, checked="y")
    assert signatory.tf_primary_method is None
    assert letters(signatory.email)[-1].subject == "Your second factor was switched off"


def test_the_services_guard_themselves(session, administrator):
    filer = a_filer(an_organisation())
    for person in (filer, administrator):
        with pytest.raises(services.NotAllowed):
            services.grant_staff_role(
                person, role=StaffRole.MONITOR, by=administrator, reason="x", at=AT
            )
    with pytest.raises(services.NotAllowed):
        services.remove_staff_role(
            administrator, role=StaffRole.ADMINISTRATOR, by=administrator, reason="x", at=AT
        )
    with pytest.raises(services.NotAllowed):
        services.reset_second_factor(administrator, by=administrator, at=AT)
    with pytest.raises(InvalidTransition):
        services.remove_staff_role(
            a_user(), role=StaffRole.MONITOR, by=administrator, reason="x", at=AT
        )
