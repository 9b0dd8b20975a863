"""Signing in by a provider of one's own, in a real browser, with scripts and without."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from registry.extensions import db
from tests.accounts import oidc_provider
from tests.accounts.oidc_provider import Provider
from tests.browser.conftest import Open
from tests.browser.typing import press
from tests.factories import a_user
from tests.server import Live, serving

PASSWORD = "copper meadow violin thursday"
LABEL = "Contoh ID"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with oidc_provider.running() as running:
        running.knows("siti", email="siti@contoh.example", email_verified=True, name="Siti")
        running.knows("tan", email="tan@contoh.example", email_verified=True, name="Tan")
        running.knows("anon", email="anon@contoh.example", email_verified=False)
        yield running


@pytest.fixture
def live(new_app: Callable[..., object], provider: Provider) -> Iterator[Live]:
    app = new_app(
        DEMONSTRATION=True,
        OIDC_ISSUER=provider.url,
        OIDC_CLIENT_ID="register",
        OIDC_CLIENT_SECRET="client-secret",
        OIDC_LABEL=LABEL,
    )
    with serving(app) as live:
        app.config["PUBLIC_URL"] = live.url
        with app.app_context():
            a_user("Tan", email="tan@contoh.example", password=PASSWORD, second_factor=False)
            db.session.commit()
        yield live


def through_the_provider(page: Page, subject: str, link: str = f"Sign in with {LABEL}") -> None:
    page.get_by_role("link", name=link).click()
    page.locator("input[name=sub]").fill(subject)
    page.locator("input[name=sub]").press("Enter")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_new_account_and_coming_back(live: Live, open_browser: Open, axe, javascript):
    page = open_browser(live.url, javascript=javascript)
    page.goto("/en/sign-in")
    through_the_provider(page, "siti")
    expect(page.locator("[name=name]")).to_have_value("Siti")
    if javascript:
        axe(page)
    press(page)
    page.wait_for_url("**/en/account")
    expect(page.locator("main")).to_contain_text("siti@contoh.example")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/en/sign-in")
    through_the_provider(page, "siti")
    page.wait_for_url("**/en/account")
    page.get_by_role("link", name="Unlink").click()
    expect(page.locator("h1")).to_have_text("Choose a password first")
    if javascript:
        axe(page)


def test_an_account_is_linked_after_its_password_and_unlinked_again(live, open_browser, axe):
    page = open_browser(live.url)
    page.goto("/en/sign-in")
    through_the_provider(page, "tan")
    expect(page.locator("main")).to_contain_text("You have an account here already")
    page.locator("[name=email]").fill("tan@contoh.example")
    page.locator("[name=password]").fill(PASSWORD)
    press(page)
    page.wait_for_url("**/account/link-sign-in")
    axe(page)
    press(page)
    page.wait_for_url("**/en/account")
    page.get_by_role("link", name="Unlink").click()
    axe(page)
    press(page)
    expect(page.locator("main")).to_contain_text("Not linked")


@pytest.mark.parametrize("phone", [False, True])
def test_pages_that_say_why_it_did_not_work(live, open_browser, axe, phone):
    page = open_browser(live.url, phone=phone)
    page.goto("/en/sign-in/provider/return?code=old&state=old")
    expect(page.locator("h1")).to_have_text(f"{LABEL} did not work")
    axe(page)
    page.get_by_role("link", name="Go to sign-in").click()
    axe(page)
    through_the_provider(page, "anon")
    expect(page.locator("h1")).to_have_text("Your address is not confirmed")
    axe(page)
