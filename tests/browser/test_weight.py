"""What a first visit weighs on the way, as the browser counts it: answers and their headers."""

import pytest
from playwright.sync_api import Page

from registry.extensions import db
from tests.public.statements import a_statement

MOST = 100_000


@pytest.fixture
def addresses(live) -> list[str]:
    with live.app.app_context():
        statement = a_statement(year=2025)
        place = f"organisations/{statement.organisation_id}"
        db.session.commit()
    pages = ("", "register", "criteria", place, f"{place}/2025")
    return [f"/{language}/{page}" for language in ("en", "ms") for page in pages]


def weight(page: Page, address: str) -> int:
    """Bytes of everything that the browser fetches for a page that it has never been to."""
    fetched = []
    page.on("requestfinished", lambda request: fetched.append(request))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sizes = [request.sizes() for request in fetched]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)


def test_a_first_visit_weighs_less_than_100_kilobytes(live, open_browser, addresses):
    weights = {
        address: weight(open_browser(live.url, phone=True), address) for address in addresses
    }
    assert max(weights.values()) < MOST, weights
    assert min(weights.values()) > MOST / 2, "not everything was counted"
