"""A person brings a filing in from a file: shown page by page, taken only where they say so."""

import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from registry.exchange import FORMAT
from registry.extensions import db
from registry.filing.versions import frozen_answers
from registry.models import Filing, FilingContributor, FilingPage, FilingStatus, User
from tests import factories as make
from tests.client import Client
from tests.pages import Page, values_of

OWN = {"period", "governance"}


@pytest.fixture
def full(session: Any) -> Filing:
    """A company's complete filing."""
    filing = make.a_filing()
    make.saved(filing, make.complete_answers(), by=make.a_filer(filing.organisation))
    return filing


@pytest.fixture
def empty(session: Any) -> Filing:
    """Another company's, which nobody has begun to answer."""
    return make.a_filing()


@pytest.fixture
def preparer(full: Filing, empty: Filing) -> User:
    """Who acts for both."""
    user = make.a_filer(full.organisation)
    make.an_authority(user, empty.organisation)
    return user


@pytest.fixture
def browser(client: Client, preparer: User) -> Client:
    return client.sign_in(preparer)


def at(filing: Filing, step: str, lang: str = "en") -> str:
    return f"/{lang}/filings/{filing.reference}/{step}"


def bring(browser: Client, filing: Filing, data: bytes, name: str, lang: str = "en") -> Page:
    url = at(filing, "exchange", lang)
    return Page(browser.fill(url, file=(io.BytesIO(data), name)).text)


def bring_json(browser: Client, filing: Filing, **answers: Any) -> Page:
    data = json.dumps({"format": FORMAT, **answers}).encode()
    return bring(browser, filing, data, "filing.json")


def take(browser: Client, filing: Filing, shown: Page, *, lang: str = "en", **changes: Any) -> Any:
    url = at(filing, "take-over", lang)
    return browser.post(url, data=values_of(shown.form(url)) | changes)


def answers(filing: Filing) -> dict[str, Any]:
    db.session.expire_all()
    return frozen_answers(filing)


@pytest.mark.parametrize("lang", ["en", "ms"])
@pytest.mark.parametrize("kind", ["filing.json", "filing.xlsx"])
def test_what_is_exported_and_imported_is_the_same_filing(
    browser: Client, full: Filing, empty: Filing, kind: str, lang: str
) -> None:
    sent = browser.get(at(full, f"export/{kind}", lang))
    assert kind in sent.headers["Content-Disposition"]
    shown = bring(browser, empty, sent.data, kind, lang)
    assert take(browser, empty, shown, lang=lang).status_code == 303
    said = {name: page for name, page in answers(full).items() if any(page.values())}
    assert answers(empty) == said
    complete = {page.name for page in empty.pages if page.complete}
    assert {"period", "workforce", "corridors", "fees", "training"} <= complete


def test_nothing_is_stored_before_the_person_says_so(
    browser: Client, full: Filing, empty: Filing
) -> None:
    bring(browser, empty, browser.get(at(full, "export/filing.xlsx")).data, "filing.xlsx")
    assert answers(empty) == {}


def test_both_values_are_shown_and_what_is_not_named_stays(browser: Client, full: Filing) -> None:
    before = answers(full)["cases"]
    shown = bring_json(browser, full, grv_cases_received=31, grv_median_days=None)
    assert "Now: 26" in shown.text
    assert "In the file: 31" in shown.text
    assert "Blank: the answer is cleared" in shown.text
    assert "Not in the file, stays: 4" in shown.text
    take(browser, full, shown)
    after = {**before, "grv_cases_received": 31}
    del after["grv_median_days"]
    assert answers(full)["cases"] == after
    cases = db.session.get(FilingPage, (full.id, "cases"))
    assert not cases.complete


def test_only_the_chosen_pages_are_taken(browser: Client, full: Filing, empty: Filing) -> None:
    shown = bring(browser, empty, browser.get(at(full, "export/filing.json")).data, "f.json")
    take(browser, empty, shown, pages=["period", "governance"])
    assert set(answers(empty)) == OWN


def test_choosing_no_page_keeps_the_file_at_hand(browser: Client, empty: Filing) -> None:
    shown = bring_json(browser, empty, grv_cases_received=31)
    answer = take(browser, empty, shown, pages=[])
    assert answer.status_code == 422
    assert "Choose a page." in Page(answer.text).text
    assert take(browser, empty, Page(answer.text), pages=["cases"]).status_code == 303


def test_a_page_with_a_mistake_is_named_and_not_taken(browser: Client, full: Filing) -> None:
    shown = bring_json(browser, full, grv_cases_received="many", grv_anonymous="no")
    assert "grv_cases_received" in shown.text
    assert "Enter a whole number" in shown.text
    take(browser, full, shown, pages=["grievance", "cases"])
    assert answers(full)["grievance"]["grv_anonymous"] == "no"
    assert answers(full)["cases"]["grv_cases_received"] == 26


def test_an_unknown_name_spoils_the_whole_file(browser: Client, full: Filing) -> None:
    shown = bring_json(browser, full, grv_anonymus="no", grv_cases_received=31)
    assert "Did you mean grv_anonymous?" in shown.text
    assert "Take over the chosen pages" not in shown.text


def test_a_bad_cell_is_named(browser: Client, full: Filing) -> None:
    book = openpyxl.load_workbook(io.BytesIO(browser.get(at(full, "export/filing.xlsx")).data))
    sheet = book["Fees and costs"]
    sheet["E6"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    shown = bring(browser, full, out.getvalue(), "filing.xlsx")
    assert "Fees and costs E6" in shown.text
    assert "Type the value itself in place of the formula." in shown.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "Choose a workbook of the register"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\xd0\xcf\x11\xe0old", "protected by a password or in an old format"),
        (b"{", "This is not JSON"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    browser: Client, empty: Filing, data: bytes, message: str
) -> None:
    assert message in bring(browser, empty, data, "filing.xlsx").text


def test_somebody_saves_meanwhile_and_nothing_is_taken(
    browser: Client, full: Filing, make_save: Callable[..., None]
) -> None:
    shown = bring_json(browser, full, grv_cases_received=31, grv_anonymous="no")
    make_save(full, "cases", grv_cases_received=27)
    answer = take(browser, full, shown)
    assert answer.status_code == 409
    again = Page(answer.text)
    assert "Someone saved one of these pages meanwhile." in again.text
    assert "Now: 27" in again.text
    assert answers(full)["grievance"]["grv_anonymous"] == "yes"
    assert take(browser, full, again).status_code == 303
    assert answers(full)["cases"]["grv_cases_received"] == 31


@pytest.fixture
def make_save() -> Callable[..., None]:
    def save(filing: Filing, name: str, **changes: Any) -> None:
        page = db.session.get(FilingPage, (filing.id, name))
        page.answers = page.answers | changes
        page.revision += 1
        db.session.commit()

    return save


def test_a_double_click_does_no_harm(browser: Client, full: Filing) -> None:
    shown = bring_json(browser, full, grv_cases_received=31)
    assert take(browser, full, shown).status_code == 303
    assert take(browser, full, shown).status_code == 303
    assert [event.kind for event in full.events].count("imported") == 1
    assert db.session.get(FilingPage, (full.id, "cases")).revision == 2


def test_who_takes_over_prepared_the_pages(
    browser: Client, preparer: User, full: Filing, empty: Filing
) -> None:
    take(browser, empty, bring_json(browser, empty, grv_cases_received=31))
    contributors = select(FilingContributor.user_id).where(FilingContributor.filing_id == empty.id)
    assert preparer.id in db.session.scalars(contributors)
    assert "Answers taken over from a file" in browser.page(at(empty, "history")).text


def test_a_seal_is_good_for_one_filing_only(browser: Client, full: Filing, empty: Filing) -> None:
    shown = bring_json(browser, full, grv_cases_received=31)
    sent = values_of(shown.form(at(full, "take-over")))
    answer = browser.post(at(empty, "take-over"), data=sent)
    assert answer.location.endswith("/exchange")
    assert answers(empty) == {}


def test_a_closed_filing_takes_nothing(browser: Client, full: Filing) -> None:
    shown = bring_json(browser, full, grv_cases_received=31)
    full.status = FilingStatus.READY
    db.session.commit()
    assert take(browser, full, shown).status_code == 409
    assert answers(full)["cases"]["grv_cases_received"] == 26
    assert "closed for changes" in browser.page(at(full, "exchange")).text


def test_a_file_of_another_filing_is_told(browser: Client, full: Filing, empty: Filing) -> None:
    sent = browser.get(at(full, "export/filing.json")).data
    text = bring(browser, empty, sent, "filing.json").text
    assert "This file was made from another filing" in text
    assert full.reference in text


def test_other_peoples_filings_are_not_there(client: Client, full: Filing) -> None:
    stranger = client.sign_in(make.a_filer(make.an_organisation()))
    for step in ("exchange", "export/filing.json", "export/joint-template.docx"):
        assert stranger.get(at(full, step)).status_code == 404
    assert stranger.get(at(full, "export/nothing.xlsx")).status_code == 404


def test_tables_of_five_hundred_rows_take_seconds(browser: Client, empty: Filing) -> None:
    rows = [{"name": f"Contoh {n} Sdn Bhd", "share_percent": "51"} for n in range(500)]
    housing = [make.a_site(site=f"Asrama {n}") for n in range(500)]
    shown = bring_json(browser, empty, entities=rows, housing=housing)
    assert take(browser, empty, shown).status_code == 303
    sent = browser.get(at(empty, "export/filing.xlsx")).data
    assert "Nothing would change." in bring(browser, empty, sent, "f.xlsx").text
