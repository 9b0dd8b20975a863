"""The fee table goes out as a workbook or CSV, and every bad cell that comes back is named."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from registry.i18n import speaking
from registry.reports import fee_template
from registry.reports.fee_template.cells import Unreadable, answer
from registry.reports.fee_template.columns import COLUMNS, choices
from registry.reports.fee_template.reading import MOST_LINES
from registry.scoring import on_page

CORRIDORS = ("BGD-manufacturing", "NPL-plantation")
CATEGORIES = 10
BY_NAME = {column.name: column for column in COLUMNS}
LETTERS = {column.name: "ABCDEFGHIJ"[place] for place, column in enumerate(COLUMNS)}
LINE = {
    "corridor": "BGD-manufacturing",
    "category": "MED",
    "payer": "worker",
    "amount_myr": "1500.00",
    "workers": 12,
    "source": "worker_survey",
    "recruited_on": "2025-06-30",
    "reimbursed_myr": "500.00",
    "reimbursed_workers": 4,
    "reimbursed_on": "2025-12-01",
}


def opened(data: bytes) -> Worksheet:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def filled(change: Callable[[Worksheet], None], language: str = "en") -> bytes:
    """The template as a person saves it after changing cells."""
    book = openpyxl.load_workbook(io.BytesIO(fee_template.write(CORRIDORS, language)))
    change(book.worksheets[0])  # type: ignore[arg-type]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def typing(**cells: Any) -> Callable[[Worksheet], None]:
    """Type into cells: ``typing(D2=0)``."""

    def change(sheet: Worksheet) -> None:
        for address, value in cells.items():
            sheet[address] = value

    return change


def read(data: bytes, filename: str = "fees.xlsx") -> Any:
    return fee_template.read(data, filename, CORRIDORS)


def csv_of(*rows: list[Any], delimiter: str = ",", encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(BY_NAME)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def test_every_column_and_choice_of_the_fee_table_is_there() -> None:
    declared = {column.name: column for column in on_page("fees")[0].columns}
    assert set(declared) == set(BY_NAME)
    for name in ("category", "payer", "source"):
        assert set(choices(BY_NAME[name])) == set(declared[name].choices)


@pytest.mark.parametrize("language", ["en", "ms"])
def test_every_corridor_has_its_owed_lines(language: str) -> None:
    sheet = opened(fee_template.write(CORRIDORS, language))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_col=4)]
    laid = [row for row in rows if row[0]]
    assert len(laid) == len(CORRIDORS) * CATEGORIES * 2
    assert all(row[3] is None for row in laid)
    assert str(laid[0][0]).startswith("BGD-manufacturing")


def test_the_workbook_offers_its_choices_and_explains_itself() -> None:
    book = openpyxl.load_workbook(io.BytesIO(fee_template.write(CORRIDORS, "ms")))
    table, guide, lists = book.worksheets
    rules = {str(rule.sqref)[0]: rule for rule in table.data_validations.dataValidation}
    assert set(rules) == set("ABCDEFGHIJ")
    assert [rules[letter].type for letter in "ABCF"] == ["list"] * 4
    assert rules["B"].formula1 == f"'{lists.title}'!$B$2:$B$20"
    assert lists.sheet_state == "hidden"
    assert lists["B2"].value == "REC – Fi perkhidmatan pengambilan dan penempatan"
    assert guide.max_row == 8


def test_an_untouched_template_holds_no_answer() -> None:
    for language in ("en", "ms"):
        assert read(fee_template.write(CORRIDORS, language)) == ([], [])
        assert read(fee_template.write(CORRIDORS, language, "csv"), "fees.csv") == ([], [])


@pytest.mark.parametrize("language", ["en", "ms"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_was_answered_goes_out_and_comes_back(language: str, kind: str) -> None:
    further = LINE | {"category": "ADM-VISA", "payer": "agency", "recruited_on": "2025-07-01"}
    second_intake = LINE | {"recruited_on": "2025-09-01"}
    data = fee_template.write(CORRIDORS, language, kind, [LINE, further, second_intake])
    rows, errors = read(data, f"fees.{kind}")
    assert errors == []
    assert sorted(rows, key=str) == sorted([LINE, further, second_intake], key=str)


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("amount_myr", 0, "0.00"),
        ("amount_myr", 1233.3300000000002, "1233.33"),
        ("amount_myr", "RM1,500.00", "1500.00"),
        ("amount_myr", "MYR 1 500", "1500.00"),
        ("amount_myr", "rm 1,500,000.5", "1500000.50"),
        ("amount_myr", "1500,50", "1500.50"),
        ("amount_myr", "1,500", "1500.00"),
        ("amount_myr", " 12\u00a0", "12.00"),
        ("workers", "12", 12),
        ("workers", 12.0, 12),
        ("workers", "1,200", 1200),
        ("recruited_on", date(2026, 6, 30), "2026-06-30"),
        ("recruited_on", datetime(2026, 6, 30, 9, 0, tzinfo=UTC), "2026-06-30"),
        ("recruited_on", "30/06/2026", "2026-06-30"),
        ("recruited_on", "3.6.2026", "2026-06-03"),
        ("recruited_on", "2026-06-30", "2026-06-30"),
        ("recruited_on", "30 Jun 2026", "2026-06-30"),
        ("recruited_on", "1 Ogos 2026", "2026-08-01"),
        ("recruited_on", "1-Mac-2026", "2026-03-01"),
        ("recruited_on", 46203, "2026-06-30"),
        ("payer", "PEKERJA", "worker"),
        ("payer", "worker", "worker"),
        ("category", "med", "MED"),
        ("category", "Medical examinations and vaccinations", "MED"),
        ("category", "MED – anything", "MED"),
        ("corridor", "NPL-plantation", "NPL-plantation"),
    ],
)
def test_cells_are_read_as_people_type_them(name: str, typed: Any, kept: str | int) -> None:
    if typed == "PEKERJA":
        with speaking("ms"):
            typed = str(BY_NAME[name].words["worker"]).upper()
    assert answer(BY_NAME[name], typed, CORRIDORS) == kept


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("amount_myr", -5, "Enter the amount in ringgit"),
        ("amount_myr", "about 500", "Enter the amount in ringgit"),
        ("amount_myr", "1.500,00", "Enter the amount in ringgit"),
        ("amount_myr", "12.345", "Enter the amount in ringgit"),
        ("amount_myr", True, "Enter the amount in ringgit"),
        ("amount_myr", "nan", "Enter the amount in ringgit"),
        ("amount_myr", 10**13, "Enter the amount in ringgit"),
        ("amount_myr", "#REF!", "could not work this out"),
        ("workers", 1.5, "Enter a whole number"),
        ("workers", "some", "Enter a whole number"),
        ("recruited_on", "31/02/2026", "Enter a date that exists"),
        ("recruited_on", "30/06/26", "Enter a date that exists"),
        ("recruited_on", "1899-01-01", "Enter a date that exists"),
        ("recruited_on", "soon", "Enter a date that exists"),
        ("category", "Tea money", "Choose from the list"),
        ("payer", "the agent's wife", "Choose from the list"),
        ("corridor", "IDN-plantation", "BGD-manufacturing, NPL-plantation"),
    ],
)
def test_a_cell_that_cannot_be_read_says_what_to_enter(name: str, typed: Any, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        answer(BY_NAME[name], typed, CORRIDORS)


@given(typed=st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes()))
def test_no_cell_whatsoever_breaks_the_reading(typed: Any) -> None:
    for column in COLUMNS:
        try:
            kept = answer(column, typed, CORRIDORS)
        except Unreadable:
            continue
        assert isinstance(kept, str | int)


def test_every_bad_cell_is_named_by_its_address() -> None:
    _, errors = read(filled(typing(D2="lots", E2=1.5, G2="31/02/2026", D3=0, J3="later")))
    assert [(error.cell, error.value) for error in errors] == [
        ("D2", "lots"),
        ("E2", "1.5"),
        ("G2", "31/02/2026"),
        ("J3", "later"),
    ]
    assert {error.sheet for error in errors} == {"Fees and costs"}


def test_a_line_that_was_begun_needs_its_amount() -> None:
    rows, [error] = read(filled(typing(E2=12)))
    assert (rows, error.cell) == ([], "D2")
    assert "0 if nobody paid" in error.message


def test_a_formula_counts_by_the_value_that_it_had() -> None:
    _, [error] = read(filled(typing(D2="=100*12", E2=12)))
    assert (error.cell, error.value) == ("D2", "")
    assert "in place of the formula" in error.message


def test_the_same_line_twice_is_named_with_its_first() -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D2"] = 5
        sheet.append([sheet["A2"].value, sheet["B2"].value, sheet["C2"].value, 7])

    rows, [error] = read(filled(change))
    assert len(rows) == 1
    assert error.column == "B"
    assert "row 2" in error.message


def test_more_repaid_than_paid_is_named() -> None:
    _, errors = read(filled(typing(D2=100, E2=3, H2=101, I2=4)))
    assert [error.cell for error in errors] == ["H2", "I2"]


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (",", "cp1252")],
)
def test_csv_of_every_office_program_is_read(delimiter: str, encoding: str) -> None:
    row = ["BGD-manufacturing", "MED", "worker", "RM1,500.00", "12", "Workers’ signed declarations"]
    rows, errors = read(csv_of(row, delimiter=delimiter, encoding=encoding), "FEES.CSV")
    assert errors == []
    assert rows[0]["amount_myr"] == "1500.00"
    assert rows[0]["source"] == "declaration"


def test_excel_s_separator_line_is_understood() -> None:
    data = b"sep=;\r\n" + csv_of(["BGD-manufacturing", "MED", "worker", "0"], delimiter=";")[3:]
    assert [row["amount_myr"] for row in read(data, "fees.csv")[0]] == ["0.00"]


def test_hundreds_of_lines_are_read_and_too_many_refused() -> None:
    day = date(2025, 1, 1).toordinal()
    lines = [
        ["NPL-plantation", "MED", "worker", n, 5, "", date.fromordinal(day + n).isoformat()]
        for n in range(MOST_LINES + 5)
    ]
    rows, errors = read(csv_of(*lines[:900]), "fees.csv")
    assert (len(rows), errors) == (900, [])
    assert f"at most {MOST_LINES}" in read(csv_of(*lines), "fees.csv")[1][-1].message


def test_a_title_above_and_columns_in_another_order_do_no_harm() -> None:
    data = (
        b"Our fees 2025\r\n\r\nAmount paid (RM),Note,Cost,Corridor,Paid by\r\n"
        b"0,ours,MED,NPL-plantation,Employer\r\nx,,MED,NPL-plantation,Worker\r\n"
    )
    rows, errors = read(data, "fees.csv")
    assert rows == [
        {"corridor": "NPL-plantation", "category": "MED", "payer": "employer", "amount_myr": "0.00"}
    ]
    assert [error.cell for error in errors] == ["A5"]


@pytest.mark.parametrize("data", [b"", b"a,b,c\n1,2,3\n", b"\x00\xff"])
def test_a_file_without_the_headings_is_told_so(data: bytes) -> None:
    rows, [error] = read(data, "fees.csv")
    assert rows == []
    assert "Amount paid (RM)" in error.message


def test_a_broken_workbook_is_told_so() -> None:
    whole = fee_template.write(CORRIDORS, "en")
    for data in (b"PK\x03\x04", whole[: len(whole) // 2], b""):
        rows, [error] = read(data)
        assert (rows, error.cell) == ([], "")


def test_messages_speak_the_reader_s_language() -> None:
    with speaking("ms"):
        _, [error] = read(filled(typing(D2="banyak")))
    assert error.cell == "D2"
