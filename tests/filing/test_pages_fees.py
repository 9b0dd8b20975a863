"""The fee table of a filing: corridor by corridor on the pages, and from a spreadsheet."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from registry.extensions import db
from registry.models import Filing, FilingPage, User
from registry.reports import fee_template
from tests import factories as make
from tests.client import Client
from tests.pages import Page, values_of

NEPAL, BANGLADESH = "NPL-manufacturing", "BGD-manufacturing"


@pytest.fixture
def filing(session: Any) -> Filing:
    return make.a_filing()


@pytest.fixture
def preparer(filing: Filing) -> User:
    return make.a_filer(filing.organisation)


@pytest.fixture
def browser(client: Client, preparer: User) -> Client:
    return client.sign_in(preparer)


@pytest.fixture
def url(filing: Filing) -> str:
    return f"/en/filings/{filing.reference}/pages/fees"


def corridors(filing: Filing, preparer: User, *origins: str) -> None:
    rows = [make.a_corridor(origin=origin) for origin in origins]
    answers = {"corridors_recruited": "yes", "corridors": rows}
    make.saved(filing, {"corridors": answers}, by=preparer)


def lines(filing: Filing) -> list[dict[str, Any]]:
    page = db.session.get(FilingPage, (filing.id, "fees"))
    return page.answers["fees"] if page else []


def is_complete(filing: Filing) -> bool:
    page = db.session.get(FilingPage, (filing.id, "fees"))
    return bool(page and page.complete)


def typed(page: Page) -> dict[str, list[str]]:
    return values_of(page.form(""))


def all_zero(page: Page) -> dict[str, Any]:
    """The corridor's page with a typed zero in every line that it shows."""
    sent: dict[str, Any] = typed(page)
    for name in [name for name in sent if name.endswith("-payer")]:
        row = name.removesuffix("-payer")
        sent |= {f"{row}-amount_myr": "0", f"{row}-workers": "0", f"{row}-source": "payroll"}
    return sent


def test_without_corridors_the_page_says_where_to_name_them(browser: Client, url: str) -> None:
    page = browser.page(url)
    assert page.links["Go to: Recruitment by corridor"].endswith("/pages/corridors")


def test_who_recruited_nobody_has_nothing_to_enter(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    make.saved(filing, {"corridors": {"corridors_recruited": "no", "corridors": []}}, by=preparer)
    assert "Nothing to enter here" in browser.page(url).text
    assert browser.fill(url, action="").status_code == 303
    assert is_complete(filing)


def test_a_corridor_shows_every_owed_line_blank(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL")
    assert "0 of 20 amounts" in browser.page(url).text
    sent = typed(browser.page(f"{url}/{NEPAL}"))
    pairs = {
        (sent[f"fees-{n}-category"][0], sent[f"fees-{n}-payer"][0], sent[f"fees-{n}-amount_myr"][0])
        for n in range(20)
    }
    assert pairs == {(c, p, "") for c in make.CATEGORIES for p in ("worker", "employer")}
    assert "fees-20-payer" not in sent


def test_zeros_are_typed_and_finish_the_corridor(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL")
    page = browser.page(f"{url}/{NEPAL}")
    response = browser.post(f"{url}/{NEPAL}", data=all_zero(page))
    assert response.status_code == 303
    assert response.location.endswith("/pages/fees")
    assert is_complete(filing)
    assert len(lines(filing)) == 20
    assert lines(filing)[0] == {
        "corridor": NEPAL,
        "category": "REC",
        "payer": "worker",
        "amount_myr": "0.00",
        "workers": 0,
        "source": "payroll",
    }
    assert "20 of 20 amounts" in browser.page(url).text


def test_blank_lines_are_not_stored_and_are_counted(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL")
    one = {"fees-0-amount_myr": "100", "fees-0-workers": "2", "fees-0-source": "invoice"}
    response = browser.fill(f"{url}/{NEPAL}", **one)
    assert response.status_code == 422
    text = Page(response.text).text
    assert "19 of 20 lines have no amount yet" in text
    assert "Enter what was repaid to workers, or 0 if nothing yet." in text
    assert [line["amount_myr"] for line in lines(filing)] == ["100.00"]


def test_the_page_is_finished_when_every_corridor_is(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL", "BGD")
    for corridor, finished in ((NEPAL, False), (BANGLADESH, True)):
        page = browser.page(f"{url}/{corridor}")
        assert browser.post(f"{url}/{corridor}", data=all_zero(page)).status_code == 303
        assert is_complete(filing) is finished
    assert {line["corridor"] for line in lines(filing)} == {NEPAL, BANGLADESH}
    assert browser.fill(url, action="").status_code == 303


def test_going_on_too_early_says_what_is_owed_and_loses_nothing(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    make.saved(filing, make.complete_answers(), by=preparer)
    before = lines(filing)
    corridor = db.session.get(FilingPage, (filing.id, "corridors"))
    corridor.answers = corridor.answers | {
        "corridors": [*corridor.answers["corridors"], make.a_corridor(origin="BGD")]
    }
    response = browser.fill(url, action="")
    assert response.status_code == 422
    assert "20 of 40 lines have no amount yet" in Page(response.text).text
    assert lines(filing) == before


def test_further_lines_are_added_and_removed_without_a_script(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL")
    page = Page(browser.fill(f"{url}/{NEPAL}", add="fees", **{"fees-3-amount_myr": "12"}).text)
    sent = typed(page)
    assert sent["fees-3-amount_myr"] == ["12"]
    assert sent["fees-20-category"] == [""]
    more = {"fees-20-category": "MED-ORIGIN", "fees-20-payer": "agency", "fees-20-amount_myr": "5"}
    browser.post(f"{url}/{NEPAL}", data=sent | more)
    assert lines(filing)[-1] == {
        "corridor": NEPAL,
        "category": "MED-ORIGIN",
        "payer": "agency",
        "amount_myr": "5.00",
    }
    again = browser.page(f"{url}/{NEPAL}")
    place = next(b.get("value") for b in again.all(".//button[@name='remove']"))
    page = Page(browser.post(f"{url}/{NEPAL}", data=typed(again) | {"remove": place}).text)
    assert len([name for name in typed(page) if name.endswith("-payer")]) == 20


def test_more_cannot_be_repaid_than_was_paid(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL")
    line = {
        "fees-0-amount_myr": "100",
        "fees-0-workers": "2",
        "fees-0-source": "invoice",
        "fees-0-reimbursed_myr": "101",
        "fees-0-reimbursed_workers": "3",
        "fees-0-reimbursed_on": "2026-01-05",
    }
    text = Page(browser.fill(f"{url}/{NEPAL}", **line).text).text
    assert "This is more than was paid." in text
    assert "This is more than the workers who paid." in text


def test_a_line_cannot_be_slipped_into_another_corridor(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL", "BGD")
    browser.fill(f"{url}/{NEPAL}", **{"fees-0-corridor": BANGLADESH, "fees-0-amount_myr": "3"})
    assert {line["corridor"] for line in lines(filing)} == {NEPAL}


def test_lines_of_a_corridor_that_is_gone_stay_in_sight(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "BGD")
    make.saved(filing, {"fees": {"fees": make.fee_lines("REC")}}, by=make.a_user())
    assert "Left over" in browser.page(url).text
    assert "12500.00" in str(typed(browser.page(f"{url}/{NEPAL}")))


def test_a_corridor_that_nobody_named_does_not_exist(browser: Client, url: str) -> None:
    browser.page(f"{url}/{NEPAL}", status=404)


def test_autosave_keeps_a_corridors_lines(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL")
    sent = typed(browser.page(f"{url}/{NEPAL}")) | {"fees-0-amount_myr": ["7"]}
    assert browser.post(f"{url}/{NEPAL}/autosave", data=sent).json["revision"] == 1
    assert lines(filing)[0]["amount_myr"] == "7.00"


def workbook(*corridor_keys: str, **cells: Any) -> io.BytesIO:
    """The template as a company sends it back with these cells typed."""
    book = openpyxl.load_workbook(io.BytesIO(fee_template.write(corridor_keys, "en")))
    for address, value in cells.items():
        book.worksheets[0][address] = value
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def amount_column() -> str:
    sheet = openpyxl.load_workbook(io.BytesIO(fee_template.write((NEPAL,), "en"))).worksheets[0]
    return next(
        cell.column_letter
        for row in sheet.iter_rows(max_row=6)
        for cell in row
        if str(cell.value).startswith("Amount")
    )


def upload(browser: Client, filing: Filing, file: io.BytesIO, name: str = "fees.xlsx") -> Any:
    return browser.post(
        f"/en/filings/{filing.reference}/fee-upload",
        data={"file": (file, name)},
        content_type="multipart/form-data",
    )


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_template_comes_as_a_file(
    browser: Client, filing: Filing, preparer: User, kind: str
) -> None:
    corridors(filing, preparer, "NPL")
    response = browser.get(f"/en/filings/{filing.reference}/fee-template.{kind}")
    assert response.status_code == 200
    assert f"fees.{kind}" in response.headers["Content-Disposition"]
    assert response.data


def test_every_bad_cell_is_named_and_nothing_is_replaced(
    browser: Client, filing: Filing, preparer: User
) -> None:
    corridors(filing, preparer, "NPL")
    make.saved(filing, {"fees": {"fees": make.fee_lines("REC")}}, by=make.a_user())
    before = lines(filing)
    column = amount_column()
    file = workbook(NEPAL, **{f"{column}2": "a lot", f"{column}3": "-5"})
    response = upload(browser, filing, file)
    assert response.status_code == 422
    page = Page(response.text)
    named = {row[1]: row for row in page.rows()}
    assert named[f"{column}2"][2] == "a lot"
    assert named[f"{column}3"][2] == "-5"
    assert lines(filing) == before


def test_what_a_file_replaces_is_shown_before_it_is_replaced(
    browser: Client, filing: Filing, preparer: User
) -> None:
    corridors(filing, preparer, "NPL", "BGD")
    stay = [line | {"corridor": BANGLADESH} for line in make.fee_lines("MED")]
    kept = [*stay, *make.fee_lines("REC")]
    make.saved(filing, {"fees": {"fees": kept}}, by=make.a_user())
    file = workbook(NEPAL, BANGLADESH, **{f"{amount_column()}2": 250})
    response = upload(browser, filing, file)
    assert response.status_code == 200
    page = Page(response.text)
    assert ["Nepal · Manufacturing", "2", "1"] in page.rows()
    assert lines(filing) == kept
    action = f"/en/filings/{filing.reference}/fee-replacement"
    assert browser.post(action, data=values_of(page.form(action))).status_code == 303
    assert [line["amount_myr"] for line in lines(filing) if line["corridor"] == NEPAL] == ["250.00"]
    assert [line for line in lines(filing) if line["corridor"] == BANGLADESH] == stay


def test_a_file_read_before_somebody_else_saved_replaces_nothing(
    browser: Client, filing: Filing, preparer: User
) -> None:
    corridors(filing, preparer, "NPL")
    page = Page(upload(browser, filing, workbook(NEPAL, **{f"{amount_column()}2": 250})).text)
    make.saved(filing, {"fees": {"fees": make.fee_lines("REC")}}, by=make.a_user())
    before = lines(filing)
    action = f"/en/filings/{filing.reference}/fee-replacement"
    browser.post(action, data=values_of(page.form(action)))
    assert lines(filing) == before


@pytest.mark.parametrize(
    ("file", "name", "words"),
    [
        (b"", "fees.xlsx", "empty"),
        (b"%PDF-1.7", "fees.xlsx", "This kind of file is not taken here"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    browser: Client, filing: Filing, file: bytes, name: str, words: str
) -> None:
    response = upload(browser, filing, io.BytesIO(file), name)
    assert response.status_code == 422
    assert words in Page(response.text).text


def test_no_file_at_all_is_asked_for(browser: Client, filing: Filing) -> None:
    response = browser.post(f"/en/filings/{filing.reference}/fee-upload", data={})
    assert "Choose the filled template first." in Page(response.text).text


def test_leftover_lines_are_removed_with_one_button(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "BGD")
    stay = [line | {"corridor": BANGLADESH} for line in make.fee_lines("MED")]
    make.saved(filing, {"fees": {"fees": [*make.fee_lines("REC"), *stay]}}, by=make.a_user())
    page = browser.page(url)
    button = next(b for b in page.all(".//button") if b.get("formaction"))
    assert browser.post(button.get("formaction"), data=typed(page)).status_code == 303
    assert lines(filing) == stay


def test_two_people_may_fill_two_corridors_at_once(
    new_client: Callable[[], Client], filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL", "BGD")
    aisyah = new_client().sign_in(preparer)
    ben = new_client().sign_in(make.a_filer(filing.organisation))
    pages = [(who, c, who.page(f"{url}/{c}")) for who, c in ((aisyah, NEPAL), (ben, BANGLADESH))]
    for who, corridor, page in pages:
        assert who.post(f"{url}/{corridor}", data=all_zero(page)).status_code == 303
    assert {line["corridor"] for line in lines(filing)} == {NEPAL, BANGLADESH}


def test_two_people_on_one_corridor_see_both_versions(
    new_client: Callable[[], Client], filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL")
    aisyah = new_client().sign_in(preparer)
    ben = new_client().sign_in(make.a_filer(filing.organisation))
    pages = [(who, who.page(f"{url}/{NEPAL}")) for who in (aisyah, ben)]
    statuses = [
        who.post(f"{url}/{NEPAL}", data=typed(page) | {"fees-0-amount_myr": f"{n}"}).status_code
        for n, (who, page) in enumerate(pages, 1)
    ]
    assert statuses == [422, 409]


def test_lines_of_a_corridor_that_nobody_named_are_not_taken(
    browser: Client, filing: Filing, preparer: User, url: str
) -> None:
    corridors(filing, preparer, "NPL")
    forged = {"corridor": "a/b", "category": "REC", "payer": "worker", "amount_myr": "1"}
    sent = {f"fees-0-{name}": value for name, value in forged.items()}
    browser.post(url.replace("pages/fees", "fee-replacement"), data=sent | {"revision": "0"})
    page = db.session.get_one(FilingPage, (filing.id, "fees"))
    assert page.answers == {"fees": []}
