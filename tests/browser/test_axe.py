"""Every page, for everybody who may open it, in both languages: axe objects to nothing.

In English on a desk, in Malay on a telephone; at 360 pixels nothing runs out of the side.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask_security.recoverable import generate_reset_password_token
from playwright.sync_api import Page, Response

from registry.auth import declared
from registry.clock import now
from registry.extensions import db
from registry.scoring import load_catalogue
from tests.browser.conftest import PHONE, Violations
from tests.browser.typing import press
from tests.server import Live, serving
from tests.town import PASSWORD, SIGNATORY, Place, Town, places

VISITORS = ("reader", "preparer", "approver", "signatory", "officer", "administrator", "monitor")
NOT_PAGES = {
    "api.changes_since",
    "api.concerns",
    "api.edition_whole",
    "api.editions",
    "api.openapi",
    "api.organisations",
    "api.statement_changes",
    "api.statements",
    "public.badge",
    "public.data_file",
    "public.draws_csv",
    "public.edition_file",
    "public.subsidiary_csv",
    "public.year_jsonl",
    "public.year_parquet",
    "root.permanent_organisation",
    "root.permanent_statement",
    "accounts.back_from_provider",
    "accounts.go_to_provider",
    "accounts.start",
    "api.catalogue_json",
    "api.catalogue_yaml",
    "api.entries",
    "api.filing_schema",
    "api.index",
    "api.log_checkpoint",
    "api.log_consistency",
    "api.log_events",
    "api.log_inclusion",
    "api.log_key",
    "api.log_statement",
    "api.organisation",
    "api.statement",
    "api.years",
    "api.criterion_outcomes",
    "api.corridors",
    "api.corridor",
    "api.recruiters",
    "api.recruiter",
    "api.sectors",
    "api.sector",
    "api.states",
    "api.compare",
    "api.verify",
    "filing.calendar_feed",
    "filing.dossier_file",
    "filing.export",
    "filing.fee_template",
    "filing.file",
    "filing.receipt",
    "public.corridor_csv",
    "public.corridors_csv",
    "public.compare_csv",
    "public.deadline_days",
    "public.criterion_csv",
    "public.deadlines",
    "public.recruiter_csv",
    "public.recruiters_csv",
    "public.document",
    "public.in_form_of",
    "public.ledger_csv",
    "public.ledger_sums_csv",
    "public.organisation_csv",
    "public.organisation_feed",
    "public.register_csv",
    "public.register_feed",
    "public.sector_feed",
    "public.sector_criteria_csv",
    "public.sectors_csv",
    "public.statement_pdf",
    "public.states_csv",
    "public.suggest",
    "public.supplier_csv",
    "public.supplier_feed",
    "public.uncovered_csv",
    "public.year_csv",
    "public.year_xlsx",
    "review.file",
    "root.health",
    "root.robots",
    "root.sitemap",
    "root.start",
    "security.two_factor_rescue",
    "session_life.left",
    "static",
}
"""What is read by GET and is a file, data or the way to another page."""
ELSEWHERE = {
    "public.year_changes",
    "accounts.link_sign_in",
    "accounts.open_account_with_provider",
    "accounts.unlink_sign_in",
    "security.mf_recovery",
    "security.reset_password",
    "security.two_factor_token_validation",
}
"""Pages that only somebody halfway through can open: see the tests further down; of statements
of two years, see test_compare."""

FITS = "document.documentElement.scrollWidth <= innerWidth"


@dataclass
class Served:
    """The town on a server, and the session cookies of its people."""

    live: Live
    places: list[Place]
    cookies: dict[str, str]
    draft: str
    """The reference of a filing in preparation."""
    token: str
    """What a letter to somebody who forgot the password says."""


@pytest.fixture(scope="module")
def served(new_app: Callable[..., object]) -> Iterator[Served]:
    with serving(new_app(DEMONSTRATION=True)) as live:
        with live.app.app_context():
            town = Town(now=now())
            cookies = {who: _cookie(live, getattr(town, who)) for who in VISITORS[1:]}
            served = Served(
                live,
                list(places(town)),
                cookies,
                draft=town.draft.reference,
                token=generate_reset_password_token(town.signatory),
            )
            db.session.remove()
        yield served


def _cookie(live: Live, user: object) -> str:
    client = live.app.test_client().sign_in(user)
    return client.get_cookie("session").value


def test_every_page_is_visited(served):
    app = served.live.app
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    visited = {place.view for place in served.places}
    assert pages - visited == NOT_PAGES | ELSEWHERE
    assert {declared(app, name) for name in visited} >= {"anyone", "filer", "administrator"}


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("language", ["en", "ms"])
def test_axe_objects_to_nothing(served, open_browser, violations, visitor, language):
    page = open_browser(served.live.url, phone=language == "ms")
    if visitor in served.cookies:
        _carry(page, served.cookies[visitor])
    missing = _missing_parts(page)
    found = []
    for place in [each for each in served.places if each.visitor == visitor]:
        address = place.address(served.live.app, language)
        found += [f"{address} {each}" for each in _objections(page, address, violations)]
    assert not found + missing, "\n".join(found + missing)


def _carry(page: Page, cookie: str) -> None:
    page.goto("/robots.txt")
    page.context.add_cookies([{"name": "session", "value": cookie, "url": page.url}])


def _missing_parts(page: Page) -> list[str]:
    """A list that grows by every picture, font or script that a page asks for in vain."""
    missing: list[str] = []

    def notice(response: Response) -> None:
        if response.status >= 400:
            missing.append(f"{response.status} {response.url}")

    page.on("response", notice)
    return missing


def _objections(page: Page, address: str, violations: Violations) -> Iterator[str]:
    response = page.goto(address)
    if response is None or response.status != 200 or not page.url.endswith(address):
        yield f"led to {page.url}"
        return
    yield from violations(page)
    size = page.viewport_size
    page.set_viewport_size(PHONE)
    if not page.evaluate(FITS):
        yield "runs out of the side at 360 pixels"
    page.set_viewport_size(size or PHONE)


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("language", ["en", "ms"])
def test_axe_objects_to_nothing_on_any_criterion(served, open_browser, violations, language):
    """All criteria; the first of each theme at both sizes."""
    page = open_browser(served.live.url, phone=language == "ms")
    themes: set[str] = set()
    found = []
    for criterion in load_catalogue().criteria:
        address = f"/{language}/criteria/{criterion.id}"
        if criterion.theme in themes:
            page.goto(address)
            objections = violations(page)
        else:
            objections = [*_objections(page, address, violations)]
        themes.add(criterion.theme)
        found += [f"{address} {each}" for each in objections]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("phone", [False, True])
def test_a_scored_filing_and_one_that_cannot_be_read(served, open_browser, axe, phone):
    page = open_browser(served.live.url, phone=phone)
    page.goto("/en/score?example=EXAMPLE-untested")
    press(page)
    page.locator("#grade").wait_for()
    axe(page)
    assert page.evaluate(FITS)
    page.locator("[name=filing]").fill('{"filing_period_end": "soon"}')
    press(page)
    page.locator("[role=alert]").first.wait_for()
    axe(page)
    assert page.evaluate(FITS)


def test_the_way_in_and_back_in(served, open_browser, axe):
    """Asked again after a wrong password, asked for the code, without the phone, without both."""
    page = open_browser(served.live.url)
    steps = {"wrong horse battery staple": ".error-summary", PASSWORD: "[name=code]"}
    for password, awaited in steps.items():
        page.goto("/en/sign-in")
        page.locator("[name=email]").fill(SIGNATORY)
        page.locator("[name=password]").fill(password)
        press(page)
        page.locator(awaited).wait_for()
        axe(page)
    for address in ("/ms/second-factor/recovery-code", f"/ms/reset-password/{served.token}"):
        page.goto(address)
        assert page.url.endswith(address)
        axe(page)


def test_forms_that_ask_again(served, open_browser, axe):
    page = open_browser(served.live.url, phone=True)
    _carry(page, served.cookies["preparer"])
    page.goto(f"/ms/filings/{served.draft}/pages/corridors")
    page.locator("[name=corridors-0-recruits]").fill("many")
    press(page)
    page.locator(".error-summary").wait_for()
    axe(page)
    page.goto(f"/en/filings/{served.draft}/fee-upload")
    damaged = {"name": "fees.csv", "mimeType": "text/csv", "buffer": b"Corridor,Cost\nX,Y\n"}
    page.locator("[name=file]").set_input_files(damaged)
    press(page)
    page.locator(".error-summary, [role=alert]").first.wait_for()
    axe(page)


@pytest.mark.parametrize(("language", "phone"), [("en", False), ("ms", True)])
def test_forms_for_everybody_that_ask_again(served, open_browser, axe, language, phone):
    """Following, asking, checking suppliers and a file, accounts: each sent with nothing in it."""
    page = open_browser(served.live.url, phone=phone)
    ask = next(each for each in served.places if each.view == "public.ask")
    forms = ("follow", "suppliers", "verify", "sign-in", "sign-up")
    for address in [ask.address(served.live.app, language), *(f"/{language}/{at}" for at in forms)]:
        page.goto(address)
        press(page)
        page.locator(".error-summary, .notice-warning").first.wait_for()
        axe(page)
        assert page.evaluate(FITS), address


def test_pages_that_say_no(served, open_browser, axe):
    page = open_browser(served.live.url, phone=True)
    _carry(page, served.cookies["preparer"])
    for address, status in (("/ms/nothing-here", 404), ("/en/review/", 403)):
        response = page.goto(address)
        assert response and response.status == status
        axe(page)
