"""How long somebody stays signed in, what is said before, and that nothing typed is lost after."""

import time
from datetime import timedelta

import pytest

from registry.models import FilingPage
from tests import factories as make
from tests.pages import Page, values_of

HERE = {"Origin": "http://localhost"}


@pytest.fixture
def app(new_app):
    """An application with the tokens of its forms: with them, a session and its forms end."""
    return new_app(RATELIMIT_ENABLED=False)


@pytest.fixture
def filing(session):
    return make.a_filing()


@pytest.fixture
def person(filing):
    return make.a_filer(filing.organisation)


@pytest.fixture
def url(filing):
    return f"/en/filings/{filing.reference}/pages/contracts"


def idle(client, minutes):
    """Let so much time pass without activity."""
    client.delete_cookie("last_active")
    with client.session_transaction() as cookie:
        cookie["fs_paa"] = time.time() - minutes * 60


def answers_to(client, url):
    """The form of a page as it is sent, with something typed."""
    sent = values_of(client.page(url).form(""))
    return sent | {"doc_contract_items": ["none"], "doc_substitution_cases": ["3"]}


def stored(session, filing):
    return session.get(FilingPage, (filing.id, "contracts"), populate_existing=True)


def test_an_hour_without_activity_ends_the_session(client, person):
    client.sign_in(person)
    idle(client, 59)
    assert client.get("/en/account").status_code == 200
    idle(client, 60)
    assert "/en/sign-in" in client.get("/en/account").location
    assert "nothing happened for some time" in client.page("/en/sign-in").text


def test_activity_keeps_it_going_and_a_day_ends_it_all_the_same(client, person):
    client.sign_in(person)
    client.get("/en/account")
    with client.session_transaction() as cookie:
        cookie["fs_paa"] = time.time() - timedelta(hours=23).total_seconds()
    assert client.get("/en/account").status_code == 200
    with client.session_transaction() as cookie:
        cookie["fs_paa"] = time.time() - timedelta(hours=24).total_seconds()
    assert client.get("/en/account").status_code == 302


def test_the_note_of_one_persons_activity_keeps_nobody_else_signed_in(client, new_client, person):
    active = new_client().sign_in(make.a_user())
    active.get("/en/account")
    client.sign_in(person)
    idle(client, 60)
    client.set_cookie("last_active", active.get_cookie("last_active").value)
    assert client.get("/en/account").status_code == 302


def test_asking_how_long_is_left_puts_nothing_off(client, person):
    client.sign_in(person)
    idle(client, 50)
    assert 590 <= client.get("/en/account/session").json["seconds"] <= 600
    assert client.get_cookie("last_active") is None
    token = values_of(client.page("/en/account").form("/en/account/language"))["csrf_token"]
    idle(client, 50)
    assert client.post("/en/account/session", data={"csrf_token": token}).json["seconds"] == 3600
    assert client.get("/en/account/session").json["seconds"] > 3500


def test_a_script_is_told_that_nobody_is_signed_in(client, person, url):
    client.sign_in(person)
    sent = answers_to(client, url)
    idle(client, 60)
    answer = client.post(f"{url}/autosave", data=sent, headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert (
        client.sign_out()
        .post(f"{url}/autosave", data=sent, headers={"Accept": "application/json"})
        .status_code
        == 401
    )


def test_a_form_sent_after_the_end_comes_back_to_be_sent_again(
    client, session, person, filing, url
):
    """Without scripts: signed out, signed in again elsewhere, and everything is still there."""
    client.sign_in(person)
    sent = answers_to(client, url)
    idle(client, 60)
    answer = client.post(url, data=sent, headers=HERE)
    assert answer.status_code == 403
    page = Page(answer.text)
    assert page.heading == "Your session has ended"
    kept = values_of(page.form(url))
    assert kept["doc_substitution_cases"] == ["3"]

    client.sign_out().sign_in(person)
    answer = client.post(url, data=kept, headers=HERE)
    assert answer.status_code == 400
    page = Page(answer.text)
    assert page.heading == "Send your answers again"
    assert stored(session, filing) is None

    assert client.post(url, data=values_of(page.form(url)), headers=HERE).status_code == 303
    assert stored(session, filing).answers["doc_substitution_cases"] == 3


def test_a_form_without_any_session_comes_back_too(client, person, url):
    client.sign_in(person)
    sent = answers_to(client, url)
    answer = client.sign_out().post(url, data=sent, headers=HERE)
    assert values_of(Page(answer.text).form(url))["doc_substitution_cases"] == ["3"]


@pytest.mark.parametrize("sender", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_what_another_site_prepared_is_not_offered_to_be_sent(client, person, url, sender):
    client.sign_in(person)
    answer = client.post(url, data={"doc_substitution_cases": "3"}, headers=sender)
    assert answer.status_code == 400
    assert "doc_substitution_cases" not in answer.text


def test_passwords_and_codes_never_come_back_in_a_page(client, person):
    client.sign_in(person)
    sent = {"password": "my secret of today", "new_password": "my secret of tomorrow"}
    answer = client.post("/en/account/password", data=sent, headers=HERE)
    assert answer.status_code == 400
    assert "my secret" not in answer.text


def test_programs_get_no_cookie_from_the_interface(client, person):
    client.sign_in(person)
    answer = client.get("/api/v1/")
    assert "Set-Cookie" not in answer.headers
