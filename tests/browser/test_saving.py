"""Pressing "save" while the page is just being saved by itself."""

from collections.abc import Callable

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
    patiently(page, lambda: bool(held))
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
    page.wait_for_url("**/pages/contracts", wait_until="load")
    return page


def patiently(page: Page, happened: Callable[[], bool]) -> None:
    """Let the browser go on until something happened, for half a minute at the most."""
    for _ in range(600):
        if happened():
            return
        page.wait_for_timeout(50)
    raise AssertionError("the page did not save by itself")


def hold_back_autosaves(page: Page) -> list[tuple[Route, APIResponse]]:
    """The server gets each save; the page does not hear of it before the test says so."""
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/autosave", lambda route: held.append((route, route.fetch())))
    return held
