"""Chromium, driven by Playwright, on a register that runs in this process."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.server import Live, serving

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PATIENCE = 30_000
"""Milliseconds: what is slow on a busy machine is not wrong."""
NOT_LOADED = "Failed to load resource"
"""How Chromium reports an answer of 400 and more, and a lost connection."""
PICTURES = Path(__file__).parents[2] / "build" / "pictures"

Open = Callable[..., Page]
Violations = Callable[[Page], list[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def live(new_app: Callable[..., object]) -> Iterator[Live]:
    """A register served from an empty, migrated database, with its safeguards on."""
    with serving(new_app(DEMONSTRATION=True)) as live:
        yield live


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(browser: Browser) -> Iterator[Open]:
    """Open a window: ``open_browser(live.url, javascript=False, phone=True)``.

    The test fails when a script fails, or when the content policy stops anything.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NOT_LOADED):
            complaints.append(f"{message.page and message.page.url}: {message.text}")

    def open_window(url: str, *, javascript: bool = True, phone: bool = False) -> Page:
        context = browser.new_context(
            base_url=url,
            java_script_enabled=javascript,
            viewport=PHONE if phone else DESK,
            timezone_id="Asia/Kuala_Lumpur",
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", hear)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    expect.set_options(timeout=PATIENCE)
    yield open_window
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(open_browser: Open, live: Live) -> Page:
    """A desk-sized window with JavaScript."""
    return open_browser(live.url)


@pytest.fixture(scope="session")
def violations() -> Violations:
    """What axe objects to on the page as it stands, each with the first place where it is."""
    runner = Axe()

    def found(page: Page) -> list[str]:
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready.then(() => true)")
        response = runner.run(page, options={"runOnly": RULES}).response
        return [
            f"{each['id']}: {each['help']}: {each['nodes'][0]['html']}"
            for each in response["violations"]
        ]

    return found


@pytest.fixture
def axe(violations: Violations) -> Callable[[Page], None]:
    """Assert that axe finds nothing to object to on the page as it stands."""

    def check(page: Page) -> None:
        found = violations(page)
        assert not found, "\n".join([page.url, *found])

    return check


@pytest.fixture
def screenshot() -> Callable[[Page, str], Path]:
    """Keep a picture of the whole page in ``build/pictures``, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)

    def keep(page: Page, name: str) -> Path:
        file = PICTURES / f"{name}.png"
        page.screenshot(path=file, full_page=True)
        return file

    return keep
