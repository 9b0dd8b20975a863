"""The workbook of a year is safe to open, keeps types and numbers, and explains itself."""

import io
from datetime import datetime
from typing import Any

import openpyxl

from registry.public.listing import table
from registry.reports import year
from registry.wording import PUBLIC_STATUSES


def a_record(**values: Any) -> dict[str, Any]:
    return (
        dict.fromkeys(year.COLUMNS)
        | {
            "year": 2026,
            "organisation_id": 7,
            "name": "Contoh Sawit Berhad",
            "ssm_number": "201901000005",
            "stock_code": "0055",
            "market": "MAIN",
            "mandatory": False,
            "due_on": "2026-06-30",
            "status": "published_on_time",
            "grade": "B",
            "score": 71.5,
        }
        | values
    )


def opened(*records: dict[str, Any]) -> Any:
    return openpyxl.load_workbook(io.BytesIO(year.xlsx(records)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    names, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(names, line, strict=True)) for line in lines]


def test_the_columns_are_those_of_the_csv() -> None:
    assert tuple(year.COLUMNS) == table.COLUMNS


def test_a_row_keeps_its_numbers_dates_and_leading_zeros() -> None:
    [row] = rows(opened(a_record())["register"])
    assert list(row) == list(year.COLUMNS)
    assert (row["stock_code"], row["ssm_number"]) == ("0055", "201901000005")
    assert isinstance(row["due_on"], datetime)
    assert row["due_on"].date().isoformat() == "2026-06-30"
    assert (row["score"], row["mandatory"], row["published_on"]) == (71.5, False, None)


def test_no_cell_is_a_formula() -> None:
    evil = '=HYPERLINK("http://evil.example","x")'
    sheet = opened(a_record(name=evil, reason="+1\x07\x1b"))["register"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    [row] = rows(sheet)
    assert (row["name"], row["reason"]) == (evil, "+1")


def test_every_column_and_word_is_explained_in_both_languages() -> None:
    book = opened(a_record())
    meanings = rows(book["columns"])
    assert [meaning["column"] for meaning in meanings] == list(year.COLUMNS)
    words = rows(book["values"])
    assert {word["value"] for word in words if word["column"] == "status"} == set(PUBLIC_STATUSES)
    assert all(text["en"] and text["ms"] for text in (*meanings, *words))


def test_a_year_without_organisations_has_its_headings() -> None:
    assert rows(opened()["register"]) == []
