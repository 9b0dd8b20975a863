"""The search box in a browser: a combobox that the keyboard, the mouse and a reader's voice use."""

import re

import pytest
from playwright.sync_api import expect

from registry import obligations, organisations
from registry.extensions import db
from registry.models import ListingState, Market
from registry.organisations import OrganisationRecord

LISTED = {"market": Market.MAIN, "listing_state": ListingState.LISTED}


@pytest.fixture
def companies(live):
    with live.app.app_context():
        organisations.add(
            [
                OrganisationRecord(name="Contoh Getah Berhad", stock_code="0077", **LISTED),
                OrganisationRecord(
                    name="Contoh Perabot Berhad", old_names=("Rotan Contoh",), **LISTED
                ),
            ]
        )
        obligations.open_year(2026)
        db.session.commit()


def typed(page, text):
    box = page.get_by_role("combobox", name="Find an organisation")
    box.press_sequentially(text)
    expect(page.get_by_role("listbox")).to_be_visible()
    return box


def names(page):
    return page.locator(".suggest-name").all_inner_texts()


def test_the_keyboard_moves_through_the_list_and_opens_a_page(page, companies, axe):
    page.goto("/en/")
    box = typed(page, "contoh")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="2 suggestions")).to_be_attached()
    assert names(page) == ["Contoh Getah Berhad", "Contoh Perabot Berhad"]
    box.press("ArrowDown")
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Contoh Perabot Berhad")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    axe(page)
    box.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowUp")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/organisations/\d+$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Contoh Perabot Berhad")


def test_escape_closes_the_list_and_enter_alone_searches(page, companies):
    page.goto("/en/")
    box = typed(page, "getah")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("getah")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/register\?q=getah"))


def test_a_mistake_is_said_and_a_click_opens_the_page(page, companies):
    page.goto("/en/")
    typed(page, "rotna")
    expect(page.locator(".suggest-note")).to_contain_text("rotan")
    expect(page.locator(".suggest-about")).to_contain_text("formerly Rotan Contoh")
    page.get_by_role("option").click()
    expect(page).to_have_url(re.compile(r"/en/organisations/\d+$"))


def test_the_list_fits_a_telephone_and_speaks_malay(live, open_browser, companies, axe, screenshot):
    page = open_browser(live.url, phone=True)
    page.goto("/ms/")
    page.locator("#search-q").press_sequentially("rotan")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)
    screenshot(page, "suggest-ms-phone")


def test_without_scripts_the_box_is_a_form(live, open_browser, companies):
    page = open_browser(live.url, javascript=False)
    page.goto("/en/")
    page.get_by_role("searchbox").fill("getah")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/en/register\?q=getah"))
