"""Choosing organisations in the register and comparing them, with script and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from registry.extensions import db
from tests.browser.conftest import PHONE
from tests.public.statements import a_statement

HELD = {"passports": {"doc_passport_holder": "employer"}}


@pytest.fixture
def names(live) -> list[str]:
    """Seven organisations with statements, the last of which keeps passports."""
    with live.app.app_context():
        made = [a_statement(answers=HELD if each == 6 else None) for each in range(7)]
        found = [statement.organisation.name for statement in made]
        db.session.commit()
        db.session.remove()
    return found


def tick(page: Page, name: str) -> None:
    page.get_by_label(f"Compare {name}", exact=True).check()


@pytest.mark.parametrize("javascript", [True, False])
def test_two_are_ticked_and_stand_side_by_side(live, open_browser, axe, names, javascript):
    page = open_browser(live.url, javascript=javascript)
    page.goto("/en/register?year=2026")
    tick(page, names[0])
    tick(page, names[6])
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare organisations")
    row = page.locator("#criteria tr", has_text="Workers hold their own passports")
    expect(row.locator("td")).to_have_text(["Met", "Not met"], use_inner_text=True)
    if javascript:
        axe(page)
    page.get_by_role("link", name="Show only what differs").click()
    expect(row).to_be_visible()
    expect(page.locator("tr", has_text="Board approval and named signatory")).to_have_count(0)
    page.get_by_role("link", name=f"Remove {names[0]}").click()
    expect(page.locator(".compare-names li")).to_have_count(1)


def test_with_script_a_seventh_cannot_be_ticked(live, open_browser, names):
    page = open_browser(live.url)
    page.goto("/en/register?year=2026")
    for name in names[:6]:
        tick(page, name)
    expect(page.get_by_text("6 are chosen, and no more fit side by side.")).to_be_visible()
    expect(page.get_by_label(f"Compare {names[6]}", exact=True)).to_be_disabled()


def test_without_script_a_seventh_is_refused_in_words(live, open_browser, names):
    page = open_browser(live.url, javascript=False)
    page.goto("/en/register?year=2026")
    for name in names:
        tick(page, name)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_text("No more than 6 fit side by side")).to_be_visible()
    expect(page.locator(".compare-names li")).to_have_count(6)


def test_on_a_telephone_one_group_is_shown_at_a_time(
    live, open_browser: Callable[..., Page], axe, names
):
    page = open_browser(live.url, phone=True, javascript=False)
    page.goto("/en/register?year=2026")
    tick(page, names[0])
    tick(page, names[6])
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("#grade")).to_be_visible()
    expect(page.locator("#criteria")).to_be_hidden()
    page.get_by_text("Criterion by criterion", exact=True).first.click()
    expect(page.locator("#criteria")).to_be_visible()
    expect(page.locator("#grade")).to_be_hidden()
    assert page.viewport_size == PHONE
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("phone", [True, False])
def test_an_organisation_and_its_answers_of_two_years(live, open_browser, axe, phone):
    with live.app.app_context():
        organisation = a_statement(year=2025, answers=HELD).organisation
        a_statement(organisation, 2026)
        number = organisation.id
        db.session.commit()
        db.session.remove()
    page = open_browser(live.url, phone=phone)
    page.goto(f"/en/organisations/{number}")
    for theme in page.locator(".matrix-theme > summary").all():
        theme.click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="Answers that changed from 2025 to 2026").click()
    expect(page.get_by_text("Who holds workers’ passports")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
