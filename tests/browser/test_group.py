"""A group of four in a real browser: a parent files for three companies, and each can be found.

One company differs, one is not covered; in both languages, with JavaScript and without.
"""

from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from registry import storage
from registry.extensions import db
from registry.models import Filing, Organisation, User
from tests import factories as make
from tests.browser import people
from tests.browser.people import Visitor, settle_in
from tests.browser.test_story import (
    STATEMENT,
    WAYS,
    Way,
    publish,
)
from tests.browser.typing import answer, fill_rows, press
from tests.server import Live

KILANG = {
    "name": "Contoh Kilang Getah Sdn Bhd",
    "ssm_number": "201901900001",
    "share_percent": "100",
    "covered": "yes",
}
PASTED = (
    "Contoh Asrama Sdn Bhd\t201901900002\t60%\tyes\n"
    "Contoh Perkapalan Sdn Bhd\t201901900003\t51%\tno\n"
)
HOLDER = "passports.doc_passport_holder"
SAID = "There the company keeps the passports in a safe."


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def way(request: pytest.FixtureRequest) -> Way:
    return request.param


@pytest.fixture
def reference(live: Live, way: Way) -> str:
    """A filing in which all is answered but what it says of its group."""
    with live.app.app_context():
        settle_in(way.language)
        organisation = db.session.scalars(select(Organisation)).one()
        preparer = _account(people.PREPARER)
        answers = make.complete_answers()
        del answers["period"], answers["differences"]
        filing = make.a_filing(organisation, by=preparer, pages=answers)
        sha256 = storage.put(BytesIO(STATEMENT)).sha256
        make.a_document(filing, by=preparer, sha256=sha256)
        db.session.commit()
        return filing.reference


def _account(email: str) -> User:
    return db.session.scalars(select(User).where(User.email == email)).one()


@pytest.fixture
def visitor(live: Live, way: Way, open_browser: Callable[..., Page]) -> Callable[[], Visitor]:
    return lambda: Visitor(open_browser(live.url, javascript=way.javascript), way.language)


@pytest.fixture
def look(way: Way, axe: Callable[[Page], None]) -> Callable[[Page], None]:
    """Let axe look at the page; it is a script itself, and runs where scripts do."""
    return axe if way.javascript else lambda page: None


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_parent_files_for_its_companies_and_the_public_finds_each(visitor, live, reference, look):
    preparer = visitor().sign_in(people.PREPARER, "filings/")
    name_the_companies(preparer, reference, look)
    say_where_one_differs(preparer, reference, look)
    see_the_difference_beside_the_question(preparer, reference)
    sign(live, reference)

    officer = visitor().sign_in(people.OFFICER, "review/")
    publish(officer, reference)

    reader = visitor()
    find_a_company(reader, "kilang getah", KILANG["name"])
    read_of_a_covered_company(reader.page, look)
    find_a_company(reader, "201901900003", "Contoh Perkapalan Sdn Bhd")
    read_of_a_company_that_nobody_covers(reader.page)
    see_it_in_the_list(reader, look)


def name_the_companies(preparer: Visitor, reference: str, look: Callable[[Page], None]) -> None:
    """One typed in, two pasted; the page counts them."""
    page = preparer.go(f"filings/{reference}/pages/period")
    answer(page, "period_confirmed", "yes")
    answer(page, "str_entities_total", 4)
    answer(page, "str_entities_covered", 3)
    fill_rows(page, "entities", [KILANG])
    page.locator("details.paste summary").click()
    page.locator("[name=pasted]").fill(PASTED)
    page.locator("details.paste button[name=add]").click()
    expect(page.locator('[name="entities-2-name"]')).to_have_value("Contoh Perkapalan Sdn Bhd")
    expect(page.locator(".notice-warning")).to_have_count(0)
    look(page)
    press(page)
    page.wait_for_url("**/pages/screening")


def say_where_one_differs(preparer: Visitor, reference: str, look: Callable[[Page], None]) -> None:
    """Only the two covered companies can differ."""
    page = preparer.go(f"filings/{reference}/pages/differences")
    company = page.locator('[name="differences-0-entity"]')
    expect(company.locator("option")).to_have_count(3)
    company.select_option(f"{KILANG['name']} ({KILANG['ssm_number']})")
    page.locator('[name="differences-0-question"]').select_option(HOLDER)
    page.locator('[name="differences-0-said"]').fill(SAID)
    look(page)
    press(page)
    page.wait_for_url("**/pages/disclosure")


def see_the_difference_beside_the_question(preparer: Visitor, reference: str) -> None:
    page = preparer.go(f"filings/{reference}/pages/passports")
    page.locator(".differing-mark a", has_text=KILANG["name"]).click()
    page.wait_for_url("**/pages/differences")
    page = preparer.go(f"filings/{reference}/check")
    expect(page.locator(".finding .differing", has_text=SAID).first).to_be_visible()


def sign(live: Live, reference: str) -> None:
    """The story of signing is told elsewhere."""
    with live.app.app_context():
        filing = db.session.scalars(select(Filing).where(Filing.reference == reference)).one()
        make.filed(filing, by=_account(people.SIGNATORY))
        db.session.commit()


def find_a_company(reader: Visitor, asked: str, name: str) -> None:
    """From the first page, by the search that anybody can use."""
    page = reader.go()
    page.locator("form[role=search] [name=q]").fill(asked)
    page.keyboard.press("Enter")
    page.locator(".subsidiaries a", has_text=name).click()
    expect(page.locator("h1")).to_contain_text(name)


def read_of_a_covered_company(page: Page, look: Callable[[Page], None]) -> None:
    expect(page.locator("main .tag-success")).to_have_count(1)
    expect(page.locator("main .summary-list")).to_contain_text(SAID)
    look(page)
    page.locator("main .companies a", has_text=people.NAME).click()
    expect(page.locator("#answers .differing", has_text=SAID)).to_have_count(1)
    expect(page.locator("#group .companies").first).to_contain_text("Contoh Perkapalan Sdn Bhd")


def read_of_a_company_that_nobody_covers(page: Page) -> None:
    expect(page.locator("main .tag-warning")).to_have_count(1)
    expect(page.locator("main .companies")).to_contain_text(people.NAME)


def see_it_in_the_list(reader: Visitor, look: Callable[[Page], None]) -> None:
    page = reader.go("register")
    page.locator('a[href*="/subsidiaries?"]').click()
    expect(page.locator("main table tbody tr")).to_have_count(1)
    expect(page.locator("main table")).to_contain_text("Contoh Perkapalan Sdn Bhd")
    look(page)
