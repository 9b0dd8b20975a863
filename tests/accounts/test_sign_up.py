"""From no account to a signed-in person."""

import pytest
from sqlalchemy import select

from registry.models import User
from tests.accounts.conftest import PASSWORD, link_in
from tests.factories import a_user

NEW = {"name": "Mei Ling Tan", "email": "mei@contoh.example", "password": PASSWORD}


def sign_in(client, email=NEW["email"], password=PASSWORD):
    return client.fill("/en/sign-in", email=email, password=password)


def test_a_confirmed_address_signs_in(client, letters):
    assert client.fill("/en/sign-up", **NEW).status_code == 302
    assert "Confirm your e-mail address first" in sign_in(client).text
    link = link_in(letters(NEW["email"])[-1])
    answer = client.fill(link)
    assert answer.location.endswith("/en/sign-in")
    assert sign_in(client).location.endswith("/en/account/start")
    assert "Mei Ling Tan" in client.page("/en/account").text


def test_opening_the_link_alone_confirms_nothing(client, session, letters):
    client.fill("/en/sign-up", **NEW)
    client.get(link_in(letters(NEW["email"])[-1]))
    user = session.scalars(select(User).filter_by(email=NEW["email"])).one()
    assert user.confirmed_at is None


def test_addresses_are_kept_in_lower_case(client, letters):
    client.fill("/en/sign-up", **NEW | {"email": " Mei@Contoh.Example "})
    client.fill(link_in(letters(NEW["email"])[-1]))
    assert sign_in(client, email="MEI@contoh.example").status_code == 302


def test_the_letter_speaks_the_language_of_the_page_and_leads_to_the_public_address(
    client, session, letters, app
):
    client.post("/ms/sign-up", data=NEW, headers={"Host": "evil.example"})
    letter = letters(NEW["email"])[-1]
    assert letter.language == "ms"
    assert f"{app.config['PUBLIC_URL']}/ms/confirm/" in letter.body
    assert "evil.example" not in letter.body


def test_the_letter_greets_nobody_by_a_name_that_a_stranger_chose(client, letters):
    client.fill("/en/sign-up", **NEW | {"name": "Win at http://evil.example"})
    assert "evil.example" not in letters(NEW["email"])[-1].body


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "at least 12 characters"),
        ("passwordpassword", "easy to guess"),
        ("mei@contoh.example", "easy to guess"),
    ],
)
def test_a_poor_password_is_refused_and_the_rest_is_kept(client, password, says):
    page = client.fill("/en/sign-up", **NEW | {"password": password})
    assert says in page.text
    assert NEW["name"] in page.text
    assert NEW["email"] in page.text


def test_a_very_long_password_is_taken(client):
    assert client.fill("/en/sign-up", **NEW | {"password": PASSWORD * 5}).status_code == 302


def test_a_missing_name_is_asked_for(client):
    assert "Enter your name" in client.fill("/en/sign-up", **NEW | {"name": " "}).text


def test_a_broken_link_says_what_to_do(client, session):
    page = client.post("/en/confirm/nonsense", follow_redirects=True)
    assert "Ask for a new one below" in page.text


def test_the_letter_can_be_sent_again(client, letters):
    client.fill("/en/sign-up", **NEW)
    client.fill("/en/confirm", email=NEW["email"])
    assert len(letters(NEW["email"])) == 2


def test_who_has_an_account_is_told_by_letter_only(client, letters):
    a_user(email=NEW["email"], password=PASSWORD)
    client.fill("/en/sign-up", **NEW)
    (letter,) = letters(NEW["email"])
    assert "You have an account already" in letter.subject
    client.fill(link_in(letter, "reset-password"), password="another copper violin meadow")
    assert sign_in(client, password="another copper violin meadow").status_code == 302
