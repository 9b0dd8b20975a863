"""Pressing "save" while the page is just being saved by itself."""

from playwright.sync_api import APIResponse, Page, Route

from registry.extensions import db
from tests.browser import people
from tests.browser.people import Visitor, settle_in
from tests.browser.typing import answer, press
from tests.server import Live


def test_the_button_waits_for_a_save_that_is_under_way(live, open_browser):
    """What the same person's page saved a moment ago is not taken for somebody else's work."""
    page = an_empty_page(live, open_browser)
    held = hold_back_autosaves(page)
    answer(page, "doc_contract_items", ["none"])
    while not held:
        page.wait_for_timeout(50)
    answer(page, "doc_substitution_cases", 0)
    press(page)
    [(route, response)] = held
    route.fulfill(response=response)
    page.wait_for_url("**/pages/movement")


def an_empty_page(live: Live, open_browser) -> Page:
    """The page of contracts of a filing just begun."""
    with live.app.app_context():
        settle_in("en")
        db.session.commit()
    page = Visitor(open_browser(live.url), "en").sign_in(people.PREPARER, "filings/").page
    page.locator('a[href*="/filings/start/"]').click()
    press(page)
    page.locator('.task-list a[href$="/contracts"]').click()
    return page


def hold_back_autosaves(page: Page) -> list[tuple[Route, APIResponse]]:
    """The server gets each save; the page does not hear of it before the test says so."""
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/autosave", lambda route: held.append((route, route.fetch())))
    return held
