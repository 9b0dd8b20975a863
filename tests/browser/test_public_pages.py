"""Every public page, looked at by axe: at a desk in English, on a phone in Malay."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from registry.extensions import db
from tests.factories import an_entry, an_organisation
from tests.public.statements import a_statement
from tests.server import Live

PATHS = (
    "/",
    "/register",
    "/register?q=nothing+like+it&status=overdue",
    "/organisations/{organisation}",
    "/organisations/{organisation}/2026",
    "/organisations/{organisation}/2024",
    "/criteria",
    "/about",
    "/privacy",
    "/accessibility",
    "/data",
)
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def organisation(live: Live) -> int:
    """An organisation with statements of two years and none of another."""
    with live.app.app_context():
        found = an_organisation("Contoh Getah Berhad")
        an_entry(found, 2024)
        a_statement(found, 2025)
        a_statement(found, 2026)
        number = found.id
        db.session.commit()
    return number


@pytest.mark.parametrize(("lang", "phone"), [("en", False), ("ms", True)])
def test_every_public_page_is_open_to_everyone(
    live: Live,
    organisation: int,
    open_browser: Callable[..., Page],
    axe: Callable[[Page], None],
    screenshot: Callable[[Page, str], object],
    lang: str,
    phone: bool,
) -> None:
    page = open_browser(live.url, phone=phone)
    for number, path in enumerate(PATHS):
        page.goto(f"/{lang}{path.format(organisation=organisation)}")
        page.evaluate(OPEN_ALL)
        axe(page)
        assert page.evaluate(TOO_WIDE) == 0, f"{page.url} scrolls sideways"
        screenshot(page, f"public-{lang}-{number}")
