"""The pages of a filing, as a preparer uses them in a browser."""

from typing import Any

import pytest

from registry.extensions import db
from registry.forms.filing import PAGES
from registry.models import FilerRole, Filing, FilingContributor, FilingPage, FilingStatus, User
from tests import factories as make
from tests.client import Client
from tests.pages import Page


@pytest.fixture
def filing(session: Any) -> Filing:
    return make.a_filing()


@pytest.fixture
def preparer(filing: Filing) -> User:
    return make.a_filer(filing.organisation)


@pytest.fixture
def browser(client: Client, preparer: User) -> Client:
    return client.sign_in(preparer)


def address(filing: Filing, page: str, *more: str, language: str = "en") -> str:
    return "/".join([f"/{language}/filings/{filing.reference}/pages/{page}", *more])


def stored(filing: Filing, page: str) -> FilingPage | None:
    return db.session.get(FilingPage, (filing.id, page))


def values(page: Page) -> dict[str, list[str]]:
    from tests.pages import values_of

    return values_of(page.form(""))


@pytest.mark.parametrize("language", ["en", "ms"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_blank_and_filled(
    browser: Client, filing: Filing, preparer: User, name: str, language: str
) -> None:
    assert browser.page(address(filing, name, language=language)).heading
    make.saved(filing, make.complete_answers(), by=preparer)
    assert browser.page(address(filing, name, language=language)).heading


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"fees", "evidence"}])
def test_a_page_saved_as_it_is_stays_as_it_was(
    browser: Client, filing: Filing, preparer: User, name: str
) -> None:
    make.a_document(filing, by=preparer)
    make.saved(filing, make.complete_answers(), by=preparer)
    response = browser.fill(address(filing, name), action="")
    assert response.status_code == 303
    page = stored(filing, name)
    assert page and page.complete and page.revision == 2
    assert page.answers == make.complete_answers()[name]


def test_saving_goes_on_to_the_next_page(browser: Client, filing: Filing) -> None:
    response = browser.fill(
        address(filing, "contracts"), doc_contract_items="none", doc_substitution_cases="3"
    )
    assert response.status_code == 303
    assert response.location.endswith("/pages/movement")
    page = stored(filing, "contracts")
    assert page and page.complete
    assert page.answers == {"doc_contract_items": ["none"], "doc_substitution_cases": 3}


def test_who_saves_has_contributed_to_the_version(
    browser: Client, filing: Filing, preparer: User
) -> None:
    browser.fill(address(filing, "contracts"), doc_substitution_cases="3")
    assert db.session.get(FilingContributor, (filing.id, 1, preparer.id))


def test_an_unfinished_page_is_saved_and_says_what_is_missing(
    browser: Client, filing: Filing
) -> None:
    response = browser.fill(address(filing, "contracts"), doc_substitution_cases="3")
    assert response.status_code == 422
    page = Page(response.text)
    assert "Saved as a draft" in page.text
    assert page.links["Choose what is true of every contract, or “None of these”."] == (
        "#doc_contract_items"
    )
    kept = stored(filing, "contracts")
    assert kept and not kept.complete and kept.answers == {"doc_substitution_cases": 3}


def test_an_unfinished_page_can_be_left_for_the_list(browser: Client, filing: Filing) -> None:
    response = browser.fill(address(filing, "contracts"), doc_substitution_cases="3", then="list")
    assert response.status_code == 303
    assert response.location == f"/en/filings/{filing.reference}/"


def test_what_cannot_be_read_is_shown_again_and_the_rest_is_saved(
    browser: Client, filing: Filing
) -> None:
    response = browser.fill(
        address(filing, "movement"), doc_passes_total="a hundred", doc_passes_lapsed="2"
    )
    assert response.status_code == 422
    assert values(Page(response.text))["doc_passes_total"] == ["a hundred"]
    kept = stored(filing, "movement")
    assert kept and kept.answers == {"doc_passes_lapsed": 2}
    assert values(Page(response.text))["revision"] == ["1"]


def test_saving_the_corrected_page_again_works(browser: Client, filing: Filing) -> None:
    url = address(filing, "contracts")
    first = Page(browser.fill(url, doc_substitution_cases="three").text)
    again = values(first) | {"doc_substitution_cases": ["3"], "doc_contract_items": ["none"]}
    assert browser.post(url, data=again).status_code == 303


def test_rows_are_added_and_removed_without_a_script(browser: Client, filing: Filing) -> None:
    url = address(filing, "workforce")
    typed = {"workforce-0-nationality": "NPL", "workforce-0-headcount": "four"}
    page = Page(browser.fill(url, add="workforce", **typed).text)
    assert values(page)["workforce-0-headcount"] == ["four"]
    assert values(page)["workforce-1-headcount"] == [""]
    assert "Enter a whole number" not in page.text
    more = values(page) | {"workforce-1-headcount": ["7"], "remove": ["0"]}
    page = Page(browser.post(url, data=more).text)
    assert values(page)["workforce-0-headcount"] == ["7"]
    assert "workforce-1-headcount" not in values(page)
    assert stored(filing, "workforce") is None


def test_a_row_is_removed_by_table_and_position_too(browser: Client, filing: Filing) -> None:
    sent = {"workforce-3-headcount": "1", "workforce-9-headcount": "2", "remove": "workforce-0"}
    page = Page(browser.post(address(filing, "workforce"), data={"revision": "0"} | sent).text)
    assert values(page)["workforce-0-headcount"] == ["2"]


def test_the_reviewers_comment_stands_by_the_question(
    browser: Client, filing: Filing, preparer: User
) -> None:
    comments = {"contracts.doc_substitution_cases": "The audit says four."}
    filing.record("returned", by=preparer, at=make.AT, comments=comments)
    assert "The audit says four." in browser.page(address(filing, "contracts")).text


def test_every_page_says_why_it_asks_and_by_what_rule(browser: Client, filing: Filing) -> None:
    text = browser.page(address(filing, "passports")).text
    assert "Why we ask" in text
    assert "The rule that judges this" in text
    assert "Passports Act" in text


def test_a_filing_that_is_not_open_is_shown_and_not_changed(
    browser: Client, filing: Filing
) -> None:
    url = address(filing, "contracts")
    filing.status = FilingStatus.READY
    page = browser.page(url)
    assert "This filing is closed for changes" in page.text
    response = browser.post(url, data={"doc_substitution_cases": "3", "revision": "0"})
    assert response.status_code == 409
    assert values(Page(response.text))["doc_substitution_cases"] == ["3"]
    assert stored(filing, "contracts") is None


def test_a_page_that_does_not_exist_is_not_found(browser: Client, filing: Filing) -> None:
    browser.page(address(filing, "nonsense"), status=404)


@pytest.mark.parametrize("path", ["", "/autosave"])
def test_another_organisations_page_does_not_exist(
    client: Client, filing: Filing, path: str
) -> None:
    stranger = make.a_filer(make.an_organisation(), FilerRole.PREPARER)
    client.sign_in(stranger)
    url = address(filing, "contracts") + path
    assert client.post(url, data={"revision": "0"}).status_code == 404
    if not path:
        client.page(url, status=404)


def test_two_hundred_rows_are_saved_without_a_wait(browser: Client, filing: Filing) -> None:
    rows = {
        f"workforce-{n}-{name}": value
        for n in range(200)
        for name, value in {
            "nationality": "NPL",
            "sex": "male",
            "contract": "direct",
            "state": "SGR",
            "headcount": str(n),
        }.items()
    }
    sent = rows | {"workforce_has_migrants": "yes", "revision": "0"}
    assert browser.post(address(filing, "workforce"), data=sent).status_code == 303
    kept = stored(filing, "workforce")
    assert kept and len(kept.answers["workforce"]) == 200


def test_text_that_looks_like_code_is_only_text(browser: Client, filing: Filing) -> None:
    browser.fill(address(filing, "governance"), gov_accountable_post='=1+1"<b>{{7*7}}')
    page = browser.page(address(filing, "governance"))
    assert values(page)["gov_accountable_post"] == ['=1+1"<b>{{7*7}}']
