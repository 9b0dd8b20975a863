"""The short path in a real browser, with JavaScript and without: an office may take it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from registry.extensions import db
from registry.forms.filing import PAGES
from registry.models import Filing
from registry.scoring.screening import LEFT_OUT, QUESTIONS
from tests import factories as make
from tests.browser import people
from tests.browser.people import PASSWORD, PREPARER, Visitor
from tests.browser.typing import answer_all, press
from tests.server import Live
from tests.short_filings import an_office, short_pages
from tests.uploads.made import pdf

STATEMENT = pdf("Statement against forced labour and trafficking", "Approved by the board")
ASKED = [name for name in PAGES if name not in LEFT_OUT]


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def preparer(
    live: Live, request: pytest.FixtureRequest, open_browser: Callable[..., Page]
) -> Visitor:
    """The one preparer of a small office that has to file for 2026."""
    with live.app.app_context():
        office = an_office("Contoh Pejabat Kecil Berhad")
        make.an_entry(office)
        account = {"email": PREPARER, "password": PASSWORD, "second_factor": False}
        make.a_filer(office, name="Nur Preparer", **account)
        db.session.commit()
    visitor = Visitor(open_browser(live.url, javascript=request.param), "en")
    return visitor.sign_in(people.PREPARER, "filings/")


def begin(preparer: Visitor) -> Page:
    page = preparer.page
    page.locator('a[href*="/filings/start/"]').click()
    press(page)
    expect(page.locator(".task-list a")).to_have_count(len(PAGES))
    return page


def typed_pages() -> dict[str, dict[str, Any]]:
    """The pages of an office, without what the register itself writes into them."""
    return short_pages() | {"commitments": people.the_answers()["commitments"]}


def fill(page: Page, name: str, answers: dict[str, Any]) -> None:
    page.wait_for_url(f"**/pages/{name}")
    if name == "statement":
        file = {"name": "statement.pdf", "mimeType": "application/pdf", "buffer": STATEMENT}
        page.locator("[name=file]").set_input_files(file)
        page.locator("button[name=upload]").click()
        expect(page.locator("[name=remove_file]")).to_be_visible()
    answer_all(page, answers)
    press(page)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_an_office_files_in_a_few_pages_and_its_eight_answers_are_public(preparer, live):
    page, answers = begin(preparer), typed_pages()
    page.locator(".task-list a").first.click()
    for name in ASKED:
        fill(page, name, answers[name])
    page.wait_for_url("**/check")
    reference = page.url.split("/")[-2]
    page = preparer.go(f"filings/{reference}/")
    expect(page.locator("#done")).to_have_text(f"{len(ASKED)} of {len(ASKED)} pages are complete")
    publish(live, reference)
    page = preparer.go("organisations/1/2026")
    shown = page.locator("#screening")
    expect(shown.locator("tbody th")).to_have_count(len(QUESTIONS))
    assert shown.locator("tbody td").all_inner_texts() == ["No"] * len(QUESTIONS)
    expect(shown).to_contain_text("asked fewer pages than others")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_whoever_has_migrants_is_asked_every_page_whatever_the_eight_answers_say(preparer):
    page, answers = begin(preparer), typed_pages()
    page.locator('.task-list a[href$="/pages/screening"]').click()
    fill(page, "screening", answers["screening"])
    reference = page.url.split("/")[-3]
    page = preparer.go(f"filings/{reference}/")
    expect(page.locator("#done")).to_have_text(f"1 of {len(ASKED)} pages are complete")
    page.locator('.task-list a[href$="/pages/workforce"]').first.click()
    migrants = {"nationality": "NPL", "sex": "male", "contract": "direct", "state": "KUL"}
    told = {"workforce_has_migrants": "yes", "workforce": [migrants | {"headcount": 12}]}
    fill(page, "workforce", told)
    page = preparer.go(f"filings/{reference}/")
    expect(page.locator("#done")).to_have_text(f"2 of {len(PAGES)} pages are complete")
    expect(page.locator("main")).to_contain_text("The page “Workforce” says otherwise")


def publish(live: Live, reference: str) -> None:
    """A signatory signs what the preparer filled in, and an officer publishes it."""
    with live.app.app_context():
        filing = db.session.query(Filing).filter_by(reference=reference).one()
        make.published(filing)
        db.session.commit()
