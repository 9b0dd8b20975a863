"""Colleagues talk about a question, sign pages off, reopen one, and sign: in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from registry.extensions import db
from registry.models import Filing
from tests.browser import people
from tests.browser.people import Visitor
from tests.browser.typing import answer, press
from tests.server import Live

QUESTION = "Is this the number at the end of the period?"
REASON = "Two more were handed back in May. Please count again."

WAYS = {"english": ("en", True), "malay-without-javascript": ("ms", False)}


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def way(request: pytest.FixtureRequest) -> tuple[str, bool]:
    return request.param


@pytest.fixture
def reference(live: Live, way: tuple[str, bool]) -> str:
    """A complete draft in a company with a preparer, an approver and a signatory."""
    with live.app.app_context():
        people.with_an_approver(way[0])
        found = db.session.scalars(select(Filing.reference)).one()
        db.session.commit()
    return found


@pytest.fixture
def visitor(live: Live, way: tuple[str, bool], open_browser: Callable[..., Page]):
    language, javascript = way
    return lambda: Visitor(open_browser(live.url, javascript=javascript), language)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_comment_sign_off_reopen_and_sign(visitor, reference):
    approver = visitor().sign_in(people.APPROVER, f"filings/{reference}/")
    ask_about_a_figure(approver, reference)
    preparer = visitor().sign_in(people.PREPARER, f"filings/{reference}/")
    answer_from_the_task_list(preparer)
    sign_everything_off(approver, reference)
    read_a_locked_page(preparer, reference)
    reopen(approver, reference)
    correct(preparer, reference)
    sign_everything_off(approver, reference)
    send(approver, reference)
    sign(visitor().sign_in(people.SIGNATORY, f"filings/{reference}/sign"))


def ask_about_a_figure(approver: Visitor, reference: str) -> None:
    """Who only asks has not worked on the page, and may sign it off."""
    page = approver.go(f"filings/{reference}/pages/passports")
    page.locator("button[name=discuss][value=doc_passports_held]").click()
    page.wait_for_url("**/comments/doc_passports_held")
    page.locator("[name=text]").fill(QUESTION)
    press(page, within="form:has([name=text])")
    expect(page.locator("#said")).to_contain_text(QUESTION)


def answer_from_the_task_list(preparer: Visitor) -> None:
    page = preparer.page
    page.locator('.notice a[href*="/comments/"]').click()
    page.locator("[name=text]").fill("Yes, counted on 31 December.")
    press(page, within="form:has([name=text])")
    expect(page.locator("#said li")).to_have_count(2)
    page.locator("button[name=resolve]").click()
    expect(page.locator("button[name=resolve]")).to_have_count(0)


def sign_everything_off(approver: Visitor, reference: str) -> None:
    page = approver.go(f"filings/{reference}/sign-off")
    page.locator("button[name=which]").click()
    expect(page.locator(".notice-success")).to_be_visible()


def read_a_locked_page(preparer: Visitor, reference: str) -> None:
    page = preparer.go(f"filings/{reference}/pages/governance")
    expect(page.locator(".notice-success")).to_contain_text("Daniel Approver")
    expect(page.locator("#gov_accountable_post")).to_be_disabled()
    expect(page.locator("form button[name=then]")).to_have_count(0)


def reopen(approver: Visitor, reference: str) -> None:
    page = approver.go(f"filings/{reference}/pages/movement")
    page.locator('a[href$="/reopen"]').click()
    page.locator("[name=reason]").fill(REASON)
    press(page)
    page.wait_for_url("**/sign-off")


def correct(preparer: Visitor, reference: str) -> None:
    page = preparer.go(f"filings/{reference}/pages/movement")
    answer(page, "doc_passes_total", 158)
    press(page)
    page.wait_for_url("**/pages/wages")


def send(approver: Visitor, reference: str) -> None:
    page = approver.go(f"filings/{reference}/")
    page.locator('form[action$="/ready"] button.button').click()
    expect(page.locator('form[action$="/ready"]')).to_have_count(0)


def sign(signatory: Visitor) -> None:
    """A wrong code is asked for again, and nothing that was typed is lost."""
    page = signatory.page
    expect(page.locator("section[aria-labelledby=hands] tbody")).to_contain_text("Daniel Approver")
    page.locator("[name=post]").fill("Executive director")
    page.locator("[name=declaration]").check()
    page.locator("[name=code]").fill("123456")
    press(page, within="#signature")
    page.locator(".error-summary").wait_for()
    expect(page.locator("[name=post]")).to_have_value("Executive director")
    expect(page.locator("[name=declaration]")).to_be_checked()
    page.locator("[name=code]").fill(people.code(people.SIGNATORY))
    press(page, within="#signature")
    page.wait_for_url("**/filed/1")
