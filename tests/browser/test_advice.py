"""Somebody follows the advice of the check page, and the grade rises as it said."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from registry.extensions import db
from tests.browser.typing import answer, press
from tests.filing.house import House
from tests.server import Live


def a_draft_with_passports_kept(live: Live) -> tuple[str, str]:
    """The address of its check page, and the session of its preparer."""
    with live.app.app_context():
        house = House()
        passports = next(page for page in house.filing.pages if page.name == "passports")
        passports.answers = {
            "doc_passport_holder": "employer",
            "doc_storage_terms": ["none"],
            "doc_passports_held": 0,
        }
        address, preparer = house.url("check"), house.preparer
        db.session.commit()
        client = live.app.test_client().sign_in(preparer)
        return address, client.get_cookie("session").value


def test_following_the_list_lifts_the_grade(
    live: Live,
    open_browser: Callable[..., Page],
    axe: Callable[[Page], None],
    screenshot: Callable[[Page, str], object],
) -> None:
    address, session = a_draft_with_passports_kept(live)
    page = open_browser(live.url, phone=True)
    page.context.add_cookies([{"name": "session", "value": session, "url": live.url}])
    page.goto(address)
    expect(page.get_by_role("heading", name="the shortest way")).to_be_visible()
    axe(page)
    screenshot(page, "check-advice-phone")
    page.get_by_role("link", name="Hand every passport back to its owner.").first.click()
    answer(page, "doc_passport_holder", "worker")
    press(page)
    page.goto(address)
    expect(page.get_by_text("Hand every passport back")).to_have_count(0)
