"""The workbook goes out for people to fill in, and every bad cell that comes back is named."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from registry.exchange import AskedPage, Content, Identity, blank, merged, of_pages, workbook
from registry.i18n import speaking
from tests import factories as make
from tests.exchange.filings import DOCUMENTS

Book = openpyxl.Workbook
ANSWERS, FEES, ENTITIES = "Answers", "Fees and costs", "Period and group"


@pytest.fixture
def sent(pages: tuple[AskedPage, ...], identity: Identity) -> bytes:
    return workbook.write(of_pages(identity, make.complete_answers()), pages, "en")


def opened(data: bytes) -> Book:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, change: Callable[[Book], Any]) -> bytes:
    book = opened(data)
    change(book)
    return saved(book)


def place(book: Book, name: str) -> str:
    """Where the answer to a question stands."""
    row = next(c.row for c in book[ANSWERS]["A"] if c.value == name)
    return f"C{row}"


def cell_of(sheet: Any, column: str, row: int = 6) -> Any:
    """A cell of a table by the hidden name of its column."""
    number = next(c.column for c in sheet[1] if c.value == column)
    return sheet.cell(row, number)


def answers(content: Content, pages: tuple[AskedPage, ...]) -> dict[str, Any]:
    found = {page.name: merged(page, {}, content.answers) for page in pages}
    return {name: said for name, said in found.items() if said}


def test_a_blank_workbook_says_nothing(pages: tuple[AskedPage, ...], identity: Identity) -> None:
    content = workbook.read(workbook.write(blank(identity), pages, "ms"), pages)
    assert content.mistakes == ()
    assert set(content.answers.values()) == {None}
    assert content.identity == identity


def test_people_may_move_rows_columns_and_sheets(sent: bytes, pages: tuple[AskedPage, ...]) -> None:
    def shuffle(book: Book) -> None:
        book[ANSWERS].insert_rows(1, 3)
        book[ANSWERS].insert_rows(20)
        book[FEES].insert_rows(8, 2)
        book[FEES].insert_cols(4)
        book.create_sheet("My own notes")["A1"] = "=1+1"
        book.move_sheet(ANSWERS, 9)
        book[FEES].title = "Renamed"

    content = workbook.read(changed(sent, shuffle), pages)
    assert content.mistakes == ()
    assert answers(content, pages) == make.complete_answers()


def test_a_spreadsheet_program_may_change_how_values_are_kept(
    sent: bytes, pages: tuple[AskedPage, ...]
) -> None:
    """Whole numbers as floats, days with a time, blanks around words, numbers as text."""

    def resave(book: Book) -> None:
        for sheet in book.worksheets:
            for row in sheet.iter_rows(min_row=3, min_col=2):
                for cell in row:
                    cell.value = _resaved(cell.value)

    content = workbook.read(changed(sent, resave), pages)
    assert content.mistakes == ()
    assert answers(content, pages) == make.complete_answers()


def _resaved(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, float):
        return f" {value:.2f} "
    return f"  {value} " if isinstance(value, str) and value else value


def test_every_bad_cell_is_named_with_its_sheet(sent: bytes, pages: tuple[AskedPage, ...]) -> None:
    places = {}

    def spoil(book: Book) -> None:
        sheet = book[ANSWERS]
        places["late"], places["day"] = (
            place(book, "wag_late_cases"),
            place(book, "gov_approved_on"),
        )
        sheet[places["late"]] = "a few"
        sheet[places["day"]] = "31/02/2026"
        cell_of(book[FEES], "amount_myr").value = "=SUM(A1:A2)"
        cell_of(book[FEES], "payer", 7).value = "the tooth fairy"
        cell_of(book[FEES], "workers", 8).value = "#REF!"
        cell_of(book[FEES], "workers", 8).data_type = "e"

    content = workbook.read(changed(sent, spoil), pages)
    found = {(m.sheet, m.cell): m.message for m in content.mistakes}
    assert found.keys() == {
        (ANSWERS, places["late"]),
        (ANSWERS, places["day"]),
        (FEES, "E6"),
        (FEES, "D7"),
        (FEES, "F8"),
    }
    assert "place of the formula" in found[FEES, "E6"]
    assert "Choose from the list" in found[FEES, "D7"]
    assert "could not work this out" in found[FEES, "F8"]


def test_a_formula_is_refused_even_where_its_value_would_do(
    sent: bytes, pages: tuple[AskedPage, ...]
) -> None:
    def calculate(book: Book) -> None:
        book[ANSWERS][place(book, "grv_channels:union")] = '="Yes"'

    (mistake,) = workbook.read(changed(sent, calculate), pages).mistakes
    assert mistake.name == "grv_channels"
    assert "place of the formula" in mistake.message


def test_days_and_percentages_are_understood_as_the_sheet_shows_them(
    sent: bytes, pages: tuple[AskedPage, ...]
) -> None:
    def fill(book: Book) -> None:
        book[ANSWERS][place(book, "gov_approved_on")] = datetime(2026, 3, 9, 0, 0)  # noqa: DTZ001
        book[ANSWERS][place(book, "rsk_assessed_on")] = 46000
        share = cell_of(book[ENTITIES], "share_percent")
        share.value, share.number_format = 0.625, "0.0%"

    content = workbook.read(changed(sent, fill), pages)
    assert content.answers["gov_approved_on"] == "2026-03-09"
    assert content.answers["rsk_assessed_on"] == "2025-12-09"
    assert content.answers["entities"][0]["share_percent"] == "62.5"


def test_a_row_or_sheet_that_is_gone_leaves_the_answer(
    sent: bytes, pages: tuple[AskedPage, ...]
) -> None:
    def remove(book: Book) -> None:
        book[ANSWERS].delete_rows(int(place(book, "gov_approved_on")[1:]))
        book.remove(book[FEES])

    content = workbook.read(changed(sent, remove), pages)
    assert content.mistakes == ()
    assert {"gov_approved_on", "fees"}.isdisjoint(content.answers)
    assert len(content.answers) > 100


def test_rows_that_are_deleted_leave_an_empty_table(
    sent: bytes, pages: tuple[AskedPage, ...]
) -> None:
    content = workbook.read(changed(sent, lambda b: b[FEES].delete_rows(6, 100)), pages)
    assert content.answers["fees"] == []


def test_no_answer_becomes_a_formula(pages: tuple[AskedPage, ...], identity: Identity) -> None:
    tricky = ["=1+1", "+60 3", "-5", "@SUM(A1)", "=cmd|'/c calc'!A1"]
    rows = [{"name": text} for text in tricky]
    filing = {"period": {"entities": rows}}
    book = opened(workbook.write(of_pages(identity, filing), pages, "en"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(cell.quotePrefix for cell in cells if cell.value in tricky)
    content = workbook.read(saved(book), pages)
    assert content.answers["entities"] == rows


def test_either_language_is_read(pages: tuple[AskedPage, ...], identity: Identity) -> None:
    sent = workbook.write(of_pages(identity, make.complete_answers()), pages, "ms")
    with speaking("en"):
        content = workbook.read(sent, pages)
    assert content.mistakes == ()
    assert answers(content, pages) == make.complete_answers()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsense", b"text"])
def test_what_is_no_workbook_is_one_mistake(pages: tuple[AskedPage, ...], data: bytes) -> None:
    assert len(workbook.read(data, pages).mistakes) == 1


def test_another_workbook_is_not_taken_for_ours(pages: tuple[AskedPage, ...]) -> None:
    book = Book()
    book.worksheets[0]["A1"] = "Budget"
    (mistake,) = workbook.read(saved(book), pages).mistakes
    assert "not a workbook of the register" in mistake.message


@pytest.mark.parametrize("name", ["gov_approved_on", "grv_channels:union"])
def test_a_hidden_name_that_is_gone_is_told(
    sent: bytes, pages: tuple[AskedPage, ...], name: str
) -> None:
    def spoil(book: Book) -> None:
        sheet = book[ANSWERS]
        address = place(book, name)
        sheet[f"A{address[1:]}"] = "gov_approved"
        sheet[address] = "Yes"

    (mistake,) = workbook.read(changed(sent, spoil), pages).mistakes
    assert "hidden name of this row is gone" in mistake.message


def test_a_sheet_that_stands_twice_is_told(sent: bytes, pages: tuple[AskedPage, ...]) -> None:
    content = workbook.read(changed(sent, lambda b: b.copy_worksheet(b[FEES])), pages)
    assert ["stands twice" in mistake.message for mistake in content.mistakes] == [True]


def test_merged_cells_are_told(sent: bytes, pages: tuple[AskedPage, ...]) -> None:
    def merge(book: Book) -> None:
        book[FEES].merge_cells("B6:B8")

    content = workbook.read(changed(sent, merge), pages)
    told = [m for m in content.mistakes if "Unmerge" in m.message]
    assert [(m.sheet, m.cell, m.page) for m in told] == [(FEES, "B6:B8", "")]


def test_choices_are_offered_as_lists(sent: bytes) -> None:
    book = opened(sent)
    rules = book[FEES].data_validations.dataValidation
    assert {rule.type for rule in rules} == {"list", "custom"}
    assert book[ANSWERS].protection.sheet
    assert not book[ANSWERS][place(book, "gov_approved_on")].protection.locked
    assert book[ANSWERS].column_dimensions["A"].hidden
    assert book["Lists"].sheet_state == "hidden"


def test_evidence_must_be_there(pages: tuple[AskedPage, ...], identity: Identity) -> None:
    filing = {"evidence": {"evidence": [{"document": "b" * 64, "title": "Policy"}]}}
    sent = workbook.write(of_pages(identity, filing), pages, "en")
    (mistake,) = workbook.read(sent, pages, DOCUMENTS).mistakes
    assert (mistake.sheet, mistake.cell) == ("Evidence", "B6")
