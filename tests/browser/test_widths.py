"""On a telephone of 360 pixels no public page runs out of the side, at any size of its text."""

from collections.abc import Callable, Iterator

import pytest

from registry.clock import now
from tests.browser.conftest import PHONE
from tests.server import Live, serving
from tests.town import Place, Town, places

TOO_WIDE = """(size) => {
    const page = document.documentElement;
    page.dataset.textSize = size;
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
    return page.scrollWidth - innerWidth;
}"""
"""How many pixels lie beyond the side, with everything open that opens."""
SIZES = ("normal", "largest")


@pytest.fixture(scope="module")
def public(new_app: Callable[..., object]) -> Iterator[tuple[Live, list[Place]]]:
    with serving(new_app(DEMONSTRATION=True)) as live:
        with live.app.app_context():
            found = [each for each in places(Town(now=now())) if each.visitor == "reader"]
        yield live, found


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("language", ["en", "ms"])
def test_every_public_page_fits_a_telephone(public, open_browser, language):
    live, found = public
    page = open_browser(live.url, phone=True)
    addresses = [each.address(live.app, language) for each in found]
    wide = []
    for address in [*addresses, f"/{language}/nothing-here"]:
        page.goto(address)
        beyond = {size: page.evaluate(TOO_WIDE, size) for size in SIZES}
        wide += [f"{address} {size}: {n} pixels" for size, n in beyond.items() if n > 0]
    assert page.viewport_size == PHONE
    assert not wide, "\n".join(wide)
