"""What only a demonstration shows, and what a demonstration account may do outside it."""

import pytest

from registry import notices
from registry.accounts import services
from registry.accounts.demonstration import PASSWORD
from tests.accounts.conftest import SECRET, code
from tests.factories import AT

EMAIL = "officer@demonstration.example"


@pytest.fixture
def demonstration(app):
    app.config["DEMONSTRATION"] = True
    yield
    app.config["DEMONSTRATION"] = False


@pytest.fixture
def account(session):
    user = services.create_user(
        EMAIL, name="Officer Try", password=PASSWORD, demonstration=True, at=AT
    )
    services.enrol_totp(user, SECRET)
    return user


@pytest.mark.parametrize("page", ["outbox", "codes"])
def test_its_pages_exist_only_there(client, page):
    assert client.get(f"/en/demonstration/{page}").status_code == 404


def test_somebody_without_a_phone_signs_in(client, demonstration, account):
    assert "Accounts to try" in client.page("/en/sign-in").text
    page = client.page("/en/demonstration/codes")
    assert PASSWORD in page.text
    row = next(row for row in page.rows() if EMAIL in row[1])
    answer = client.fill("/en/sign-in", email=EMAIL, password=PASSWORD)
    client.fill(answer.location, code=row[3])
    assert client.get("/en/account").status_code == 200


def test_outside_a_demonstration_the_account_does_not_exist(client, account):
    answer = client.fill("/en/sign-in", email=EMAIL, password=PASSWORD)
    assert "do not match" in answer.text
    assert client.sign_in(account).get("/en/account").status_code == 302


def test_only_demonstration_accounts_show_their_codes(client, demonstration, guarded):
    assert guarded.email not in client.get("/en/demonstration/codes").text
    assert code() not in client.get("/en/demonstration/codes").text


def test_letters_are_read_with_working_links(client, demonstration, person):
    client.fill("/ms/reset-password", email=person.email)
    page = client.page("/en/demonstration/outbox")
    link = next(url for url in page.links.values() if "/reset-password/" in url)
    assert client.get(link).status_code == 200


def test_letters_are_paged_and_chosen_by_address(client, demonstration, account, person):
    for user in [account, *[person] * 50]:
        notices.write("account-reset", to=user, language="en", reset_token="x")
    first = client.page("/en/demonstration/outbox")
    assert EMAIL not in first.text
    assert EMAIL in client.page(next(url for url in first.links.values() if "before" in url)).text
    only = client.page(f"/en/demonstration/outbox?to={EMAIL}")
    assert person.email not in only.text
