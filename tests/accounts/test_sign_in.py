"""Signing in and out, passwords, and where people are sent afterwards."""

import time
from urllib.parse import urljoin

import pytest

from registry.models import StaffRole
from tests.accounts.conftest import PASSWORD, link_in
from tests.factories import a_filer, a_user, an_organisation

POOR = "passwordpassword"
OTHER = "another copper violin meadow"


def signed_in(client, person, password=PASSWORD):
    return client.fill("/en/sign-in", email=person.email, password=password)


def is_signed_in(client):
    return client.get("/en/account").status_code == 200


def test_signing_out_ends_it(client, person):
    signed_in(client, person)
    assert is_signed_in(client)
    client.post("/en/sign-out")
    assert not is_signed_in(client)


def test_a_page_that_needs_an_account_is_returned_to(client, person):
    door = client.get("/en/account/organisations?q=contoh").location
    answer = client.fill(door, email=person.email, password=PASSWORD)
    assert answer.location.endswith("/en/account/organisations?q=contoh")


@pytest.mark.parametrize(
    "next_page",
    [
        "https://evil.example/",
        "//evil.example",
        r"\\evil.example",
        "/\\evil.example",
        " //evil.example",
        "////evil.example",
        "javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("in_address", [True, False])
def test_nobody_is_sent_to_another_site(client, person, next_page, in_address):
    data = {"email": person.email, "password": PASSWORD}
    if in_address:
        answer = client.post("/en/sign-in", data=data, query_string={"next": next_page})
    else:
        answer = client.post("/en/sign-in", data=data | {"next": next_page})
    reached = urljoin("http://localhost/en/sign-in", (answer.location or "").replace("\\", "/"))
    assert reached.startswith("http://localhost/")


def test_filers_and_staff_land_at_their_work(client):
    filer = a_filer(an_organisation())
    officer = a_user(staff=StaffRole.OFFICER)
    assert client.sign_in(filer).get("/en/account/start").location.endswith("/en/filings/")
    assert "/en/review" in client.sign_in(officer).get("/en/account/start").location


def test_a_new_password_comes_by_letter(client, person, letters):
    client.fill("/en/reset-password", email=person.email)
    link = link_in(letters(person.email)[-1])
    assert client.fill(link, password=OTHER).location.endswith("/en/sign-in")
    assert "do not match" in signed_in(client, person).text
    assert signed_in(client, person, OTHER).status_code == 302
    assert letters(person.email)[-1].subject == "Your password was changed"


def test_a_reset_link_works_once(client, person, letters):
    client.fill("/en/reset-password", email=person.email)
    link = link_in(letters(person.email)[-1])
    client.fill(link, password=OTHER)
    assert "used already" in client.page(link).text


def test_an_unconfirmed_person_may_reset_and_is_then_asked_to_confirm(client, person, letters):
    person.confirmed_at = None
    client.fill("/en/reset-password", email=person.email)
    client.fill(link_in(letters(person.email)[-1]), password=OTHER)
    assert "Confirm your e-mail address first" in signed_in(client, person, OTHER).text


def test_changing_the_password_signs_other_devices_out(client, new_client, person):
    signed_in(client, person)
    elsewhere = new_client()
    signed_in(elsewhere, person)
    answer = client.fill(
        "/en/account/password", password=PASSWORD, new_password=OTHER, new_password_confirm=OTHER
    )
    assert answer.location.endswith("/en/account")
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"password": "wrong"}, "This is not your password"),
        ({"new_password": POOR, "new_password_confirm": POOR}, "easy to guess"),
        ({"new_password_confirm": "x"}, "The two passwords differ"),
        ({"new_password": PASSWORD, "new_password_confirm": PASSWORD}, "differs from the old one"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(client, person, fields, says):
    good = {"password": PASSWORD, "new_password": OTHER, "new_password_confirm": OTHER}
    assert says in client.sign_in(person).fill("/en/account/password", **good | fields).text


def test_the_token_of_forms_is_new_after_signing_in(client, person):
    with client.session_transaction() as cookie:
        cookie["csrf_token"] = "planted by a stranger"
    signed_in(client, person)
    with client.session_transaction() as cookie:
        assert cookie.get("csrf_token") != "planted by a stranger"


def test_old_authentication_is_asked_for_again(client, person):
    client.sign_in(person)
    with client.session_transaction() as cookie:
        cookie["fs_paa"] = time.time() - 45 * 60
    door = client.get("/en/account/second-factor").location
    assert "/en/sign-in-again" in door
    assert "This is not your password" in client.fill(door, password="wrong").text
    answer = client.fill(door, password=PASSWORD)
    assert answer.location.endswith("/en/account/second-factor")


def test_the_doors_take_forms_only(client, person):
    answer = client.post("/en/sign-in", json={"email": person.email, "password": PASSWORD})
    assert answer.status_code == 415
    assert "json" not in client.get("/en/sign-in", headers={"Accept": "application/json"}).mimetype


def test_pages_of_an_account_are_not_kept_by_caches(client, person):
    assert "no-store" in client.get("/en/sign-in").headers["Cache-Control"]
    assert "no-store" in client.sign_in(person).get("/en/account").headers["Cache-Control"]


def test_a_closed_account_cannot_sign_in(client, person):
    person.active = False
    assert "This account is closed" in signed_in(client, person).text


def test_letters_come_in_the_language_that_was_chosen(client, person, letters):
    client.sign_in(person).fill("/en/account", action="/en/account/language", language="ms")
    client.sign_out().fill("/en/reset-password", email=person.email)
    assert letters(person.email)[-1].language == "ms"
    assert "/ms/reset-password/" in letters(person.email)[-1].body
