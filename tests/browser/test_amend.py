"""A published statement is amended, compared with what it was, and withdrawn: in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from registry.extensions import db
from registry.models import Filing, User
from tests import factories as make
from tests.browser import people
from tests.browser.people import Visitor
from tests.browser.test_signing import send, sign_everything_off
from tests.browser.test_story import find_the_statement, publish, sign, upload
from tests.browser.typing import answer, press
from tests.server import Live
from tests.uploads.made import pdf

NEW_STATEMENT = pdf("Statement against forced labour and debt bondage")
"""The statement published before says nothing of debt bondage."""
WHY_AMEND = "Two passes were counted twice."
WHY_WITHDRAW = "The figures are those of another company of the group."

WAYS = {"english": ("en", True), "malay-without-javascript": ("ms", False)}


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def way(request: pytest.FixtureRequest) -> tuple[str, bool]:
    return request.param


@pytest.fixture
def reference(live: Live, way: tuple[str, bool]) -> str:
    """A published statement of a company with a preparer, an approver and a signatory."""
    with live.app.app_context():
        people.with_an_approver(way[0])
        filing = db.session.scalars(select(Filing)).one()
        signatory = select(User).where(User.email == people.SIGNATORY)
        make.published(filing, by=db.session.scalars(signatory).one())
        db.session.commit()
        return filing.reference


@pytest.fixture
def visitor(
    live: Live, way: tuple[str, bool], open_browser: Callable[..., Page]
) -> Callable[[], Visitor]:
    language, javascript = way
    return lambda: Visitor(open_browser(live.url, javascript=javascript), language)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_a_statement_is_amended_compared_and_withdrawn(visitor, reference):
    preparer = visitor().sign_in(people.PREPARER, f"filings/{reference}/")
    open_for_changes(preparer)
    change_an_answer_and_the_document(preparer, reference)
    approver = visitor().sign_in(people.APPROVER, f"filings/{reference}/")
    sign_everything_off(approver, reference)
    send(approver, reference)
    signatory = visitor().sign_in(people.SIGNATORY, f"filings/{reference}/")
    sign(signatory, reference, version=2)
    publish(visitor().sign_in(people.OFFICER, "review/"), reference)

    reader = visitor()
    find_the_statement(reader)
    compare_with_the_first_version(reader.page)
    withdraw(signatory, reference)
    find_it_withdrawn(reader)
    read_both_versions(reader.page)


def open_for_changes(preparer: Visitor) -> None:
    """The published version stays to be read while the pages are open."""
    page = preparer.page
    page.locator('a[href$="/amend"]').click()
    page.locator("[name=reason]").fill(WHY_AMEND)
    press(page)
    expect(page.locator(".notice-success")).to_be_visible()
    public = page.locator('aside a[href*="/organisations/"]').get_attribute("href") or ""
    assert page.request.get(public).ok


def change_an_answer_and_the_document(preparer: Visitor, reference: str) -> None:
    page = preparer.go(f"filings/{reference}/pages/movement")
    expect(page.locator("#doc_passes_total")).to_have_value("160")
    answer(page, "doc_passes_total", 158)
    press(page)
    page.wait_for_url("**/pages/wages")
    preparer.go(f"filings/{reference}/pages/statement")
    page.locator("button[name=remove_file]").click()
    upload(page, "statement-2.pdf", NEW_STATEMENT)
    press(page)
    page.wait_for_url("**/pages/evidence")


def compare_with_the_first_version(page: Page) -> None:
    """One answer stands as it was and as it is; of the document, the words that came are marked."""
    page.locator('#versions a[href$="/versions/2/changes"]').click()
    row = page.locator(".side-by-side tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator("td")).to_have_text([re.compile("160$"), re.compile("158$")])
    expect(page.locator("[aria-labelledby=text] mark")).to_contain_text("debt bondage")


def withdraw(signatory: Visitor, reference: str) -> None:
    """It is asked for a reason, and for a tick that the consequences are understood."""
    page = signatory.go(f"filings/{reference}/")
    page.locator('a[href$="/withdraw"]').click()
    page.locator("[name=reason]").fill(WHY_WITHDRAW)
    page.locator("[name=understood]").check()
    page.locator("main .actions button.button-danger").click()
    page.wait_for_url(f"**/filings/{reference}/")


def find_it_withdrawn(reader: Visitor) -> None:
    """The year's page shows no statement any more; the reason stands there."""
    page = reader.go("register")
    page.locator(".register-table a", has_text=people.NAME).click()
    page.locator('a[href$="/2026"]').first.click()
    expect(page.locator("#fees")).to_have_count(0)
    expect(page.locator(".notice", has_text=WHY_WITHDRAW)).to_be_visible()


def read_both_versions(page: Page) -> None:
    """What was published stays: the withdrawn version is marked, the first leads to the second."""
    page.locator('.notice a[href$="/versions/2"]').click()
    expect(page.locator(".notice-danger")).to_contain_text(WHY_WITHDRAW)
    expect(page.locator("#answers dd", has_text=re.compile(r"^158$"))).to_have_count(1)
    page.locator('#versions a[href$="/versions/1"]').click()
    expect(page.locator(".notice-warning")).to_be_visible()
    expect(page.locator("#answers dd", has_text=re.compile(r"^160$"))).to_have_count(1)
    document = page.locator('a[href$="/versions/1/document.pdf"]').get_attribute("href") or ""
    assert page.request.get(document).ok
