"""From no account to the task list in one sitting, and an invitation taken up: in a real browser.

It prints how many pages were read and how many buttons and links were pressed.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Frame, Locator, Page, expect
from sqlalchemy import select

from registry.accounts import services
from registry.extensions import db
from registry.forms.filing import PAGES
from registry.models import FilerRole, OutboxMessage
from tests import factories as make
from tests.accounts.conftest import link_in
from tests.browser import people
from tests.browser.people import PASSWORD, Visitor
from tests.browser.typing import answer
from tests.server import Live

NAME = "Contoh Sawit Berhad"
NEWCOMER = "siti@hr.contohsawit.example"
SIGNATORY = "tan@contohsawit.example"
INVITED = "mei@auditors.example"

WAYS = {"english": ("en", True), "malay-without-javascript": ("ms", False)}


@dataclass
class Walk:
    """Somebody at a browser, whose pages and presses are counted."""

    page: Page
    language: str
    pages: int = 0
    presses: int = 0

    def __post_init__(self) -> None:
        self.page.on("framenavigated", self._read)

    def _read(self, _frame: Frame) -> None:
        self.pages += 1

    def go(self, path: str) -> None:
        self.page.goto(path)

    def press(self, target: str | Locator = "main .actions button.button-primary") -> None:
        place = self.page.locator(target) if isinstance(target, str) else target
        place.click()
        self.presses += 1

    def __str__(self) -> str:
        return f"{self.pages} pages, {self.presses} presses"


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def way(request: pytest.FixtureRequest) -> tuple[str, bool]:
    return request.param


@pytest.fixture
def live(live: Live, way: tuple[str, bool]) -> Live:
    """A company that has to file, with a signatory and nobody who prepares."""
    with live.app.app_context():
        company = make.an_organisation(NAME, homepage="https://www.contohsawit.example/about")
        make.an_entry(company)
        account = {"email": SIGNATORY, "language": way[0], "password": PASSWORD}
        signatory = make.a_filer(company, FilerRole.SIGNATORY, name="Tan Signatory", **account)
        services.enrol_totp(signatory, people.SECRET)
        db.session.commit()
    return live


@pytest.fixture
def walk(
    live: Live, way: tuple[str, bool], open_browser: Callable[..., Page]
) -> Callable[[], Walk]:
    language, javascript = way
    return lambda: Walk(open_browser(live.url, javascript=javascript), language)


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_who_has_an_address_at_the_company_begins_its_filing_in_one_sitting(walk, live, capsys):
    newcomer = walk()
    sign_up(newcomer)
    confirm(newcomer, link=letter_to(live, NEWCOMER, "confirm"))
    sign_in(newcomer, NEWCOMER)
    begin_as_preparer(newcomer)
    start_the_filing(newcomer)
    with capsys.disabled():
        sys.stdout.write(f"\nFrom no account to the task list: {newcomer}\n")
    assert newcomer.presses == 7
    assert letter_to(live, SIGNATORY, "people")


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_who_is_invited_and_has_no_account_acts_after_one_form(walk, live, capsys):
    invite(walk())
    invited = walk()
    invited.go(letter_to(live, INVITED, "invitations"))
    expect(invited.page.locator("main")).to_contain_text(INVITED)
    invited.page.locator("[name=name]").fill("Mei Ling Tan")
    invited.page.locator("[name=password]").fill(PASSWORD)
    invited.press()
    invited.page.wait_for_url("**/account")
    expect(invited.page.locator("main tbody tr")).to_contain_text(NAME)
    invited.press('main a[href$="/filings/"]')
    expect(invited.page.locator("h2").first).to_have_text(NAME)
    with capsys.disabled():
        sys.stdout.write(f"\nFrom the invitation to the filings: {invited}\n")


def sign_up(newcomer: Walk) -> None:
    newcomer.go(f"/{newcomer.language}/sign-up")
    newcomer.page.locator("[name=name]").fill("Siti Aminah")
    newcomer.page.locator("[name=email]").fill(NEWCOMER)
    newcomer.page.locator("[name=password]").fill(PASSWORD)
    newcomer.press()
    newcomer.page.wait_for_url("**/sign-in")


def letter_to(live: Live, recipient: str, word: str) -> str:
    """The path of the link in the newest letter to an address."""
    with live.app.app_context():
        newest = select(OutboxMessage).order_by(OutboxMessage.id.desc())
        letter = db.session.scalars(newest.where(OutboxMessage.recipient == recipient)).first()
        assert letter
        return link_in(letter, word)


def confirm(newcomer: Walk, *, link: str) -> None:
    newcomer.go(link)
    newcomer.press()
    newcomer.page.wait_for_url("**/sign-in")


def sign_in(newcomer: Walk, email: str) -> None:
    newcomer.page.locator("[name=email]").fill(email)
    newcomer.page.locator("[name=password]").fill(PASSWORD)
    newcomer.press()
    newcomer.page.wait_for_url("**/account")


def begin_as_preparer(newcomer: Walk) -> None:
    """The company stands on the page of the account, because of the domain of the address."""
    newcomer.press(newcomer.page.get_by_role("link").filter(has_text=NAME))
    newcomer.press('form[action$="/begin"] button.button')
    newcomer.page.wait_for_url("**/filings/")
    expect(newcomer.page.locator(".notice-success")).to_contain_text(NAME)


def start_the_filing(newcomer: Walk) -> None:
    newcomer.press('a[href*="/filings/start/"]')
    newcomer.press()
    expect(newcomer.page.locator(".task-list a")).to_have_count(len(PAGES))


def invite(signatory: Walk) -> None:
    """From the people of the organisation; the letter goes out at once."""
    place = "account/organisations/1/people"
    page = Visitor(signatory.page, signatory.language).sign_in(SIGNATORY, place).page
    page.locator('main a[href$="/invite"]').click()
    page.locator("[name=email]").fill(INVITED)
    answer(page, "role", "approver")
    signatory.press()
    expect(page.locator("main")).to_contain_text(INVITED)
