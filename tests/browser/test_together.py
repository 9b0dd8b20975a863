"""Two people in one draft, with scripts and without; going back; a session that ends."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from registry.accounts.services import create_user
from registry.clock import now
from registry.extensions import db
from registry.models import FilerRole, Filing, Organisation
from tests import factories as make
from tests.browser import people
from tests.browser.conftest import Open
from tests.browser.people import PASSWORD, Visitor, settle_in
from tests.browser.typing import answer, press
from tests.server import Live

COLLEAGUE = "colleague@contoh.example"
CASES = "doc_substitution_cases"
WITH_AND_WITHOUT = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with-scripts", "without-scripts"]
)


@dataclass
class Draft:
    """A filing just begun, its two preparers, and their way to its pages."""

    live: Live
    open_browser: Open
    reference: str

    def at(self, page: str, email: str = people.PREPARER, *, javascript: bool = True) -> Page:
        """A preparer in a window of their own, on a page of the draft."""
        visitor = Visitor(self.open_browser(self.live.url, javascript=javascript), "en")
        sign_in_here(visitor.go("filings/"), email)
        visitor.page.wait_for_url("**/filings/")
        return visitor.go(self.place(page))

    def place(self, page: str = "") -> str:
        return f"filings/{self.reference}/" + (f"pages/{page}" if page else "")

    def stored(self, question: str = CASES) -> object:
        with self.live.app.app_context():
            filing = db.session.query(Filing).filter_by(reference=self.reference).one()
            found = {name: value for page in filing.pages for name, value in page.answers.items()}
            db.session.remove()
            return found.get(question)


@pytest.fixture
def draft(live: Live, open_browser: Open) -> Draft:
    with live.app.app_context():
        settle_in("en")
        company = db.session.query(Organisation).one()
        colleague = create_user(COLLEAGUE, name="Ben Colleague", at=now(), password=PASSWORD)
        make.an_authority(colleague, company, FilerRole.PREPARER)
        filing = make.a_filing(company, by=colleague)
        db.session.commit()
        return Draft(live, open_browser, filing.reference)


def status(page: Page):
    return page.locator(".autosave-status")


@WITH_AND_WITHOUT
def test_one_takes_the_page_over_and_neither_loses_anything(draft, axe, javascript):
    nur = draft.at("contracts", javascript=javascript)
    answer(nur, "doc_contract_items", ["none"])

    ben = draft.at("contracts", COLLEAGUE, javascript=javascript)
    expect(ben.locator(".notice")).to_contain_text("Nur Preparer is working on this page")
    expect(ben.locator(f"#{CASES}")).to_be_disabled()
    if javascript:
        axe(ben)
    ben.get_by_role("button", name="Take this page over").click()
    expect(ben.locator(f"#{CASES}")).to_be_enabled()

    answer(nur, CASES, 3)
    if javascript:
        expect(status(nur)).to_contain_text("Ben Colleague has had this page since")
    press(nur)
    expect(nur.locator(".notice-warning")).to_contain_text("Ben Colleague has this page now")
    expect(nur.locator(f"#{CASES}")).to_have_value("3")
    if javascript:
        axe(nur)

    answer(ben, "doc_contract_items", ["none"])
    answer(ben, CASES, 5)
    press(ben)
    ben.wait_for_url("**/pages/movement")
    assert draft.stored() == 5

    press(nur)
    expect(nur.locator(".notice-warning")).to_contain_text("Somebody saved this page")
    row = nur.locator("main tbody tr", has_text="In how many cases")
    expect(row).to_contain_text("3")
    expect(row).to_contain_text("5")
    press(nur)
    nur.wait_for_url("**/pages/movement")
    assert draft.stored() == 3


@WITH_AND_WITHOUT
def test_the_list_says_who_is_where_and_a_saved_page_is_free_again(draft, javascript):
    nur = draft.at("contracts", javascript=javascript)
    ben = draft.at("", COLLEAGUE, javascript=javascript)
    line = ben.locator(".task-list li", has=ben.locator('a[href$="/contracts"]'))
    expect(line).to_contain_text("Nur Preparer is working on it")
    answer(nur, "doc_contract_items", ["none"])
    answer(nur, CASES, 0)
    press(nur)
    nur.wait_for_url("**/pages/movement")
    ben.reload()
    expect(line).not_to_contain_text("is working on it")


@WITH_AND_WITHOUT
def test_back_shows_what_is_stored_and_an_older_page_overwrites_nothing(draft, javascript):
    nur = draft.at("contracts", javascript=javascript)
    answer(nur, "doc_contract_items", ["none"])
    answer(nur, CASES, 3)
    press(nur)
    nur.wait_for_url("**/pages/movement")
    nur.go_back()
    expect(nur.locator(f"#{CASES}")).to_have_value("3")
    elsewhere = nur.context.new_page()
    elsewhere.goto(nur.url)
    answer(elsewhere, CASES, 4)
    press(elsewhere)
    elsewhere.wait_for_url("**/pages/movement")
    answer(nur, CASES, 7)
    press(nur)
    expect(nur.locator(".notice-warning")).to_contain_text("You saved newer answers of this page")
    assert draft.stored() == 4
    nur.get_by_role("link", name="Take the saved one").click()
    expect(nur.locator(f"#{CASES}")).to_have_value("4")


@WITH_AND_WITHOUT
def test_a_row_that_was_removed_does_not_return(draft, javascript):
    """Going back to before the removal, and saving that, asks which of the two is meant."""
    nur = draft.at("workforce", javascript=javascript)
    rows = nur.locator(".row-list [data-row]")
    leave = nur.get_by_role("button", name=re.compile("^Save and return"))
    nur.locator('[name="workforce-0-headcount"]').fill("12")
    leave.click()
    nur.wait_for_url(re.compile(f"{draft.reference}/$"))
    older = nur.context.new_page()
    for page in (older, nur):
        page.goto(f"/en/{draft.place('workforce')}")
    expect(rows).to_have_count(1)
    nur.get_by_role("button", name=re.compile("^Remove")).first.click()
    leave.click()
    nur.wait_for_url(re.compile(f"{draft.reference}/$"))
    older.get_by_role("button", name=re.compile("^Save and return")).click()
    expect(older.locator(".notice-warning")).to_contain_text("You saved newer answers")
    assert not draft.stored("workforce")


def end_session(page: Page) -> None:
    """As after an hour away: the server no longer knows who this is."""
    page.context.clear_cookies()


def sign_in_here(page: Page, email: str = people.PREPARER) -> None:
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    press(page)


def test_what_is_typed_after_the_session_ended_comes_back_after_signing_in(draft):
    nur = draft.at("contracts")
    end_session(nur)
    answer(nur, CASES, 6)
    expect(status(nur)).to_contain_text("your session has ended")
    nur.goto(f"/en/{draft.place('contracts')}")
    sign_in_here(nur)
    nur.wait_for_url("**/pages/contracts")
    expect(nur.locator(f"#{CASES}")).to_have_value("6")
    expect(status(nur)).to_contain_text("All changes saved at")
    assert draft.stored() == 6
    nur.reload()
    expect(nur.locator(".notice", has_text="What you typed is back")).to_have_count(0)


def test_without_scripts_a_form_sent_too_late_is_sent_again_after_signing_in(draft):
    nur = draft.at("contracts", javascript=False)
    answer(nur, "doc_contract_items", ["none"])
    answer(nur, CASES, 6)
    end_session(nur)
    press(nur)
    expect(nur.locator("h1")).to_have_text("Your session has ended")
    with nur.context.expect_page() as opened:
        nur.get_by_role("link", name=re.compile("Sign in, in a new tab")).click()
    sign_in_here(opened.value)
    opened.value.wait_for_url("**/filings/")
    nur.get_by_role("button", name=re.compile("go on with my answers")).click()
    expect(nur.locator("h1")).to_have_text("Send your answers again")
    nur.get_by_role("button", name="Send my answers").click()
    nur.wait_for_url("**/pages/movement")
    assert draft.stored() == 6


def test_signing_out_leaves_nothing_on_the_device(draft):
    nur = draft.at("contracts")
    nur.context.set_offline(True)
    answer(nur, CASES, 6)
    expect(status(nur)).to_contain_text("no connection")
    assert len(nur.evaluate("Object.keys(localStorage)")) == 1
    nur.context.set_offline(False)
    nur.once("dialog", lambda dialog: dialog.accept())
    nur.get_by_role("button", name="Sign out").click()
    nur.wait_for_url("**/en/")
    assert nur.evaluate("Object.keys(localStorage)") == []


def test_the_warning_comes_in_time_can_be_answered_and_is_true(draft, axe):
    nur = draft.at("contracts")
    nur.clock.install()
    nur.reload()
    settings, dialog = draft.live.app.config, nur.locator("dialog[open]")
    settings["SESSION_MINUTES"] = 4
    nur.clock.fast_forward("55:30")
    expect(dialog).to_contain_text(re.compile("[23] minutes are left"))
    axe(nur)
    settings["SESSION_MINUTES"] = 60
    nur.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_have_count(0)

    end_session(nur)
    nur.clock.fast_forward("59:00")
    expect(dialog).to_contain_text("You are signed out")
    axe(nur)
    again = nur.get_by_role("link", name="Sign in again")
    expect(again).to_have_attribute("href", re.compile("next=%2Fen%2Ffilings"))
