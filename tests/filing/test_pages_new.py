"""The pages on wages, housing, complaints, findings and what figures need an explanation."""

from typing import Any

import pytest

from registry.extensions import db
from registry.models import Filing, FilingPage, User
from tests import factories as make
from tests.client import Client
from tests.pages import Page, values_of


@pytest.fixture
def filing(session: Any) -> Filing:
    return make.a_filing()


@pytest.fixture
def preparer(filing: Filing) -> User:
    return make.a_filer(filing.organisation)


@pytest.fixture
def browser(client: Client, preparer: User) -> Client:
    return client.sign_in(preparer)


def address(filing: Filing, page: str) -> str:
    return f"/en/filings/{filing.reference}/pages/{page}"


def typed_wage(**cells: str) -> dict[str, str]:
    row = {name: str(value) for name, value in make.a_wage("NPL", 160).items()} | cells
    return {f"wages-0-{name}": value for name, value in row.items()}


def test_a_month_is_shown_to_the_picker_and_kept_as_its_first_day(browser, filing):
    assert browser.fill(address(filing, "wages"), **typed_wage(month="12/2025")).status_code == 303
    kept = db.session.get(FilingPage, (filing.id, "wages"))
    assert kept.complete
    assert kept.answers["wages"][0]["month"] == "2025-12-01"
    shown = values_of(browser.page(address(filing, "wages")).form(""))
    assert shown["wages-0-month"] == ["2025-12"]


def test_a_new_row_of_wages_has_the_usual_size_and_says_nothing_by_itself(browser, filing):
    page = browser.page(address(filing, "wages"))
    assert values_of(page.form(""))["wages-0-size"] == ["L"]
    response = browser.fill(address(filing, "wages"))
    assert "Enter at least one group of workers" in Page(response.text).text
    assert "Choose a nationality" not in Page(response.text).text
    assert db.session.get(FilingPage, (filing.id, "wages")).answers == {"wages": []}


def test_the_task_list_leads_on_to_the_first_page_that_is_not_complete(browser, filing, preparer):
    answers = make.complete_answers()
    make.saved(filing, {n: answers[n] for n in ("period", "screening", "governance")}, by=preparer)
    page = browser.page(f"/en/filings/{filing.reference}/")
    assert page.links["Go on: Policy"].endswith("/pages/policy")
    assert "3 of 29 pages are complete" in page.text
    assert "3 of 6 complete" in page.text


def test_a_complete_filing_leads_nowhere_further(browser, filing, preparer):
    make.saved(filing, make.complete_answers(), by=preparer)
    page = browser.page(f"/en/filings/{filing.reference}/")
    assert "Go on:" not in page.text
    assert "29 of 29 pages are complete" in page.text


def test_figures_that_agree_need_no_explanation(browser, filing, preparer):
    make.saved(filing, make.complete_answers(), by=preparer)
    assert "Nothing to explain" in browser.page(address(filing, "disclosure")).text


def test_a_check_that_asks_can_be_explained_and_stays_when_it_asks_no_more(
    browser, filing, preparer
):
    answers = make.complete_answers()
    answers["monitoring"]["mon_sites_total"] = 4
    make.saved(filing, answers, by=preparer)
    url = address(filing, "disclosure")
    assert "X31 · Two numbers of sites" in browser.page(url).text
    explained = {
        "explanations-0-check": "X31",
        "explanations-0-explanation": "One site opened in December.",
    }
    assert browser.fill(url, **explained).status_code == 303
    filing.pages[[p.name for p in filing.pages].index("monitoring")].answers = {}
    assert values_of(browser.page(url).form(""))["explanations-0-check"] == ["X31"]


def test_a_check_that_does_not_ask_cannot_be_chosen(browser, filing, preparer):
    make.saved(filing, make.complete_answers(), by=preparer)
    sent = values_of(browser.page(address(filing, "disclosure")).form(""))
    sent |= {"explanations-0-check": ["X7"], "explanations-0-explanation": ["Because."]}
    browser.post(address(filing, "disclosure"), data=sent)
    kept = db.session.get(FilingPage, (filing.id, "disclosure"))
    assert kept.answers["explanations"] == [{"explanation": "Because."}]
