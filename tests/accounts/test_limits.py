"""Trying again and again is stopped, and nothing typed is lost."""

from collections.abc import Iterator

import pytest
from flask import Flask

from registry.accounts import services
from registry.extensions import limiter
from tests.accounts.conftest import PASSWORD, SECRET, code
from tests.factories import a_user, an_organisation


@pytest.fixture
def app(new_app) -> Iterator[Flask]:
    """An application that counts; the one that other tests share does not."""
    counting = new_app(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True)
    yield counting
    limiter.reset()


def tries(client, path, times, **data):
    return [client.post(path, data=data) for _ in range(times)]


def test_guessing_at_one_account_is_stopped_and_the_address_kept(client, person):
    *before, last = tries(client, "/en/sign-in", 11, email=person.email, password="wrong")
    assert {answer.status_code for answer in before} == {200}
    assert last.status_code == 429
    assert "There were too many tries in a short time. Try again after " in last.text
    assert person.email in last.text
    assert int(last.headers["Retry-After"]) > 0


def test_the_right_password_does_not_open_it_meanwhile(client, person):
    tries(client, "/en/sign-in", 10, email=person.email, password="wrong")
    answer = client.post("/en/sign-in", data={"email": person.email, "password": PASSWORD})
    assert answer.status_code == 429


def test_others_at_the_same_address_go_on(client, person):
    tries(client, "/en/sign-in", 11, email=person.email, password="wrong")
    other = a_user(email="other@contoh.example", password=PASSWORD)
    answer = client.post("/en/sign-in", data={"email": other.email, "password": PASSWORD})
    assert answer.status_code == 302


def test_one_address_trying_many_accounts_is_stopped(client):
    answers = [
        client.post("/en/reset-password", data={"email": f"person{n}@contoh.example"})
        for n in range(21)
    ]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]


@pytest.mark.parametrize("path", ["sign-up", "confirm", "reset-password"])
@pytest.mark.parametrize("language", ["en", "ms"])
def test_nobody_is_flooded_with_letters(client, letters, language, path):
    data = {"email": "mei@contoh.example", "name": "Mei", "password": PASSWORD}
    a_user(email=data["email"])
    answers = tries(client, f"/{language}/{path}", 6, **data)
    assert answers[-1].status_code == 429
    assert data["email"] in answers[-1].text
    assert len(letters(data["email"])) <= 5


def test_guessing_at_a_code_is_stopped(client, guarded):
    client.post("/en/sign-in", data={"email": guarded.email, "password": PASSWORD})
    answers = tries(client, "/en/second-factor", 6, code="000000")
    assert answers[-1].status_code == 429
    assert client.post("/en/second-factor", data={"code": code()}).status_code == 429


def test_guessing_at_the_password_of_somebody_signed_in_is_stopped(client, person):
    client.sign_in(person)
    answers = tries(client, "/en/account/password", 11, password="wrong")
    assert answers[-1].status_code == 429


def test_reading_the_door_is_never_counted(client):
    assert {client.get("/en/sign-in").status_code for _ in range(70)} == {200}


@pytest.mark.parametrize("spelling", ["siti@contoh。example", " SITI@contoh.example"])
def test_another_spelling_of_the_address_counts_as_the_same(client, person, spelling):
    tries(client, "/en/sign-in", 10, email=person.email, password="wrong")
    [last] = tries(client, "/en/sign-in", 1, email=spelling, password="wrong")
    assert last.status_code == 429


def test_who_is_halfway_into_an_account_guesses_no_more_often_at_another(client, person):
    own = a_user(email="own@contoh.example", password=PASSWORD)
    services.enrol_totp(own, SECRET)
    tries(client, "/en/sign-in", 10, email=person.email, password="wrong")
    assert client.post("/en/sign-in", data={"email": own.email, "password": PASSWORD}).location
    [last] = tries(client, "/en/sign-in", 1, email=person.email, password="wrong")
    assert last.status_code == 429


def test_an_address_beside_the_code_makes_it_no_other_account(client, guarded):
    client.post("/en/sign-in", data={"email": guarded.email, "password": PASSWORD})
    sent = [{"code": "000000", "email": f"person{n}@contoh.example"} for n in range(6)]
    *before, last = [client.post("/en/second-factor", data=data) for data in sent]
    assert {answer.status_code for answer in before} == {200}
    assert last.status_code == 429


def test_the_regulator_is_not_flooded_with_requests(client, person):
    client.sign_in(person)
    paths = [f"/en/account/organisations/{an_organisation().id}/ask" for _ in range(21)]
    *before, last = [client.post(path, data={"role": "preparer", "reason": "x"}) for path in paths]
    assert {answer.status_code for answer in before} == {303}
    assert last.status_code == 429
