"""Codes of an app, recovery codes, and who cannot do without."""

import re

import pyotp
import pytest

from registry.accounts import services
from registry.models import FilerRole, StaffRole
from tests.accounts.conftest import PASSWORD, code
from tests.factories import AT, a_filer, a_user, an_organisation


def half_in(client, person):
    """Past the password, before the code."""
    answer = client.fill("/en/sign-in", email=person.email, password=PASSWORD)
    assert answer.location.partition("?")[0].endswith("/en/second-factor")
    return answer.location


def recovery_codes(client):
    page = client.fill("/en/account/recovery-codes")
    return re.findall(r"<code>([0-9a-f-]{14})</code>", page.text)


def test_setting_up_with_the_key_of_the_page(client, person, letters):
    client.sign_in(person)
    page = client.page("/en/account/second-factor")
    assert page.all(".//main//img")[0].get("src").startswith("data:image/svg+xml")
    key = page.all(".//main//code")[0].text.replace("-", "")
    assert "does not match" in client.fill("/en/account/second-factor", code="000000").text
    answer = client.fill("/en/account/second-factor", code=pyotp.TOTP(key).now())
    assert answer.location.endswith("/en/account/recovery-codes")
    assert letters(person.email)[-1].subject == "Your second factor was set up"
    half_in(client.sign_out(), person)


def test_the_code_is_asked_for_and_leads_on(client, guarded):
    door = half_in(client, guarded)
    assert client.get("/en/account").status_code == 302
    assert "does not match" in client.fill(door, code="000000").text
    client.fill(door, code=code())
    assert client.get("/en/account").status_code == 200


def test_a_code_with_a_space_is_understood(client, guarded):
    digits = code()
    assert client.fill(half_in(client, guarded), code=f"{digits[:3]} {digits[3:]}").location


def test_a_code_works_once(client, new_client, guarded):
    seen = code()
    client.fill(half_in(client, guarded), code=seen)
    thief = new_client()
    assert "each works once" in thief.fill(half_in(thief, guarded), code=seen).text


def test_the_page_asked_for_is_reached_through_the_code(client, guarded):
    door = client.get("/en/account/organisations").location
    answer = client.fill(door, email=guarded.email, password=PASSWORD)
    assert client.fill(answer.location, code=code()).location.endswith("/en/account/organisations")


def test_a_recovery_code_opens_once(client, new_client, guarded):
    first, *others = recovery_codes(client.sign_in(guarded))
    assert len(others) == 9
    client.sign_out()
    half_in(client, guarded)
    assert client.get("/en/second-factor/lost").location.endswith("/en/second-factor/recovery-code")
    page = client.fill("/en/second-factor/recovery-code", code="0000-0000-0000")
    assert "not one of your unused recovery codes" in page.text
    answer = client.fill("/en/second-factor/recovery-code", code=f" {first.upper()} ")
    assert answer.location.endswith("/en/account/start")
    again = new_client()
    half_in(again, guarded)
    assert "unused" in again.fill("/en/second-factor/recovery-code", code=first).text


def test_codes_are_sealed_in_the_database(client, guarded):
    shown = recovery_codes(client.sign_in(guarded))
    assert not set(shown) & set(guarded.mf_recovery_codes)
    assert "JBSWY3DPEHPK3PXP" not in guarded.tf_totp_secret


def test_without_a_password_there_is_no_way_to_the_code(client, guarded):
    for page in ("/en/second-factor", "/en/second-factor/recovery-code"):
        assert client.get(page).location.endswith("/en/sign-in")


@pytest.mark.parametrize("role", list(StaffRole))
def test_staff_without_a_second_factor_are_led_to_it(client, role):
    client.sign_in(a_user(staff=role, second_factor=False))
    answer = client.get("/en/review/")
    assert answer.location.endswith("/en/account/second-factor-needed")
    assert "Set up the second factor" in client.page(answer.location).text


def test_signatories_without_a_second_factor_are_led_to_it(client):
    signatory = a_filer(an_organisation(), FilerRole.SIGNATORY, second_factor=False)
    answer = client.sign_in(signatory).get("/en/account/requests")
    assert answer.location.endswith("/en/account/second-factor-needed")


def test_it_can_be_switched_off_by_those_who_may_do_without(client, guarded):
    client.sign_in(guarded).fill("/en/account/second-factor/remove")
    assert guarded.tf_primary_method is None
    assert guarded.tf_totp_secret is None


def test_staff_cannot_switch_it_off(client):
    officer = a_user(staff=StaffRole.OFFICER)
    assert client.sign_in(officer).post("/en/account/second-factor/remove").status_code == 409
    with pytest.raises(services.NotAllowed):
        services.turn_off_second_factor(officer, at=AT)


def test_who_came_in_with_the_password_alone_is_out_once_there_is_a_second_factor(
    client, new_client, person
):
    thief = new_client()
    thief.fill("/en/sign-in", email=person.email, password=PASSWORD)
    assert thief.get("/en/account").status_code == 200
    client.fill("/en/sign-in", email=person.email, password=PASSWORD)
    page = client.page("/en/account/second-factor")
    key = page.all(".//main//code")[0].text.replace("-", "")
    client.fill("/en/account/second-factor", code=pyotp.TOTP(key).now())
    assert client.get("/en/account").status_code == 200
    assert thief.get("/en/account").status_code == 302


def test_resetting_a_second_factor_ends_the_sessions_of_the_lost_device(client, guarded):
    client.sign_in(guarded)
    administrator = a_user(staff=StaffRole.ADMINISTRATOR)
    services.reset_second_factor(guarded, by=administrator, at=AT)
    assert client.get("/en/account").status_code == 302
