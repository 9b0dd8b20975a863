"""Suppliers as an Excel workbook: read at arm's length, and refused with a remedy."""

import io
import tempfile
from datetime import date
from typing import Any

import openpyxl
import pytest

from registry.following import reading
from registry.following.reading import Line, Unreadable
from registry.uploads import apart, reading_tables
from tests.uploads import hostile, made

FORMULA = (
    b"<c r='A2' t='str'><f>B2</f>%b</c><c r='B2' t='inlineStr'><is><t>Satu Berhad</t></is></c>"
)
SHEET = b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"


@pytest.fixture(autouse=True)
def own_places(app, tmp_path, monkeypatch):
    """Lists of strangers are read one at a time by a machine: nobody else's is in the way."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with app.test_request_context("/en/suppliers"):
        yield


def workbook(*rows: tuple[Any, ...], **formats: str) -> bytes:
    """A workbook with these rows; ``A1="0000"`` is how a cell shows its number."""
    file, book = io.BytesIO(), openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, shown in formats.items():
        book.active[cell].number_format = shown
    book.save(file)
    return file.getvalue()


def with_formula(value: bytes) -> bytes:
    row = b"<row r='2'>" + FORMULA % value + b"</row></sheetData></worksheet>"
    return made.workbook(xl__worksheets__sheet1=SHEET + row)


def test_names_and_numbers_are_read_whatever_the_cells_are():
    data = workbook(
        (None, None, None),
        ("Supplier name", "SSM no.", "Since"),
        ("Contoh Sawit Bhd", 201901000001, date(2024, 1, 2)),
        (" Kilang  Café Sdn Bhd ", None, None),
    )
    assert reading.of_file(data) == [
        Line("Contoh Sawit Bhd", "201901000001"),
        Line("Kilang Café Sdn Bhd", ""),
    ]


def test_headings_tell_the_columns():
    data = workbook(("Stock code", "Company"), (7113, "Contoh Sawit"), (5168.0, "Contoh Besi"))
    assert reading.of_file(data) == [Line("Contoh Sawit", "7113"), Line("Contoh Besi", "5168")]


def test_a_number_keeps_the_zeros_that_the_sheet_shows():
    assert reading.of_file(workbook(("Company", "Code"), ("Satu", 12), B2="0000")) == [
        Line("Satu", "0012")
    ]


def test_the_first_sheet_that_shows_any_rows_counts():
    file, book = io.BytesIO(), openpyxl.Workbook()
    book.create_sheet("Secret").append(("Hidden Berhad",))
    book["Secret"].sheet_state = "hidden"
    book.create_sheet("List").append(("Satu Berhad",))
    book.save(file)
    assert reading.of_file(file.getvalue()) == [Line("Satu Berhad")]


def test_a_formula_counts_by_the_value_that_it_had():
    assert Line("Dua Contoh Berhad") in [
        Line(each.name) for each in reading.of_file(with_formula(b"<v>Dua Contoh Berhad</v>"))
    ]


def test_a_formula_without_a_value_is_named_by_its_row():
    with pytest.raises(Unreadable, match="Row 2 of this workbook holds a formula and no value"):
        reading.of_file(with_formula(b""))


def test_more_than_a_list_may_have_is_said():
    most = reading.MOST_LINES
    assert most + 1 == reading_tables.MOST_LISTED
    whole = [("Company",), *((f"Contoh {number} Berhad",) for number in range(most))]
    assert len(reading.of_file(workbook(*whole))) == most
    with pytest.raises(Unreadable, match="5,000 lines"):
        reading.of_file(workbook(*whole, ("One more Berhad",)))


def test_an_empty_workbook_has_no_supplier():
    with pytest.raises(Unreadable, match="No supplier was found"):
        reading.of_file(workbook())


HOSTILE = {
    **{name: file for name, file in hostile.EVIDENCE.items() if file.filename.endswith(".xlsx")},
    "a sheet of a million rows": hostile.Hostile(
        "rows.xlsx",
        lambda: made.workbook(xl__worksheets__sheet1=SHEET + b"<row r='9'/>" * 1_600_000),
        "5,000 lines",
    ),
    "a workbook that is broken inside": hostile.Hostile(
        "broken.xlsx", lambda: made.workbook(xl__worksheets__sheet1=b"<worksheet><she"), "damaged"
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_gets_a_clear_message(client, name):
    file = HOSTILE[name]
    data = {"suppliers": "Contoh Sawit Berhad", "file": (io.BytesIO(file.make()), file.filename)}
    answer = client.post("/en/suppliers", data=data)
    assert answer.status_code == 422
    assert file.said in answer.text or "larger than 2 MB" in answer.text
    assert "Contoh Sawit Berhad" in answer.text


def test_a_large_workbook_is_not_opened(monkeypatch):
    monkeypatch.setattr(apart, "read", None)
    with pytest.raises(Unreadable, match="larger than 2 MB"):
        reading.of_file(b"PK\x03\x04" + b"x" * reading.MOST_BYTES)


def test_strangers_take_no_place_of_filers(app):
    app_places = {place.name for place in apart._places("reader")}
    assert app_places.isdisjoint(place.name for place in apart._places("stranger"))
    assert len(apart._places("stranger")) == 1


def test_a_workbook_is_matched_on_the_page(client):
    data = workbook(("Company", "SSM"), ("Zzyzx Quux Holdings", "201901999999"))
    answer = client.post("/en/suppliers", data={"file": (io.BytesIO(data), "list.xlsx")})
    assert answer.status_code == 200
    assert "Zzyzx Quux Holdings" in answer.text
