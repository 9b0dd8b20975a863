"""A stranger cannot learn from any answer whether an address has an account."""

import pytest

from tests.accounts.conftest import PASSWORD
from tests.factories import a_user

KNOWN, UNKNOWN = "known@contoh.example", "other@contoh.example"


def answer(client, path, **fields):
    """All that can be seen of an answer, the address that was typed taken out."""
    response = client.post(path, data=fields)
    text = response.text.replace(fields["email"], "ADDRESS")
    if response.location:
        text += client.get(response.location).text.replace(fields["email"], "ADDRESS")
    return (
        response.status_code,
        response.location,
        text,
    )


@pytest.mark.parametrize("language", ["en", "ms"])
@pytest.mark.parametrize("confirmed", [True, False])
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("sign-in", {"password": "not the password at all"}),
        ("sign-up", {"name": "Mei", "password": PASSWORD}),
        ("sign-up", {"name": "Mei", "password": "short"}),
        ("reset-password", {}),
        ("confirm", {}),
    ],
)
def test_known_and_unknown_get_the_same_answer(new_client, language, confirmed, path, fields):
    person = a_user(email=KNOWN, password=PASSWORD)
    if not confirmed:
        person.confirmed_at = None
    answers = [
        answer(new_client(), f"/{language}/{path}", email=email, **fields)
        for email in (KNOWN, UNKNOWN)
    ]
    assert answers[0] == answers[1]


def test_an_unconfirmed_person_hears_of_it_only_with_the_right_password(client):
    person = a_user(email=KNOWN, password=PASSWORD)
    person.confirmed_at = None
    wrong = client.fill("/en/sign-in", email=KNOWN, password="not the password at all")
    right = client.fill("/en/sign-in", email=KNOWN, password=PASSWORD)
    assert "Confirm your e-mail" not in wrong.text
    assert "Confirm your e-mail address first" in right.text
