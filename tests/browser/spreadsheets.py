"""A person at home in spreadsheets fills the template of the fee table."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

Line = Mapping[str, Any]

COLUMNS = {
    name: place
    for place, name in enumerate(
        (
            "corridor",
            "category",
            "payer",
            "amount_myr",
            "workers",
            "source",
            "recruited_on",
            "reimbursed_myr",
            "reimbursed_workers",
            "reimbursed_on",
        )
    )
}
"""Where the template has each answer of a line."""
GIVEN = {"corridor", "category", "payer"}


def fill_template(file: Path, lines: list[Line]) -> None:
    """Type what was paid into the lines that the template lays out, and save it."""
    fill = _fill_workbook if file.suffix == ".xlsx" else _fill_csv
    fill(file, {(line["category"], line["payer"]): line for line in lines})


def _fill_workbook(file: Path, lines: dict[tuple[str, str], Line]) -> None:
    book = openpyxl.load_workbook(file)
    rows = [row for row in book.worksheets[0].iter_rows(min_row=2) if row[0].value]
    for row, line in zip(rows, _in_order(lines), strict=True):
        assert str(row[COLUMNS["category"]].value).startswith(line["category"])
        for name in line.keys() - GIVEN:
            row[COLUMNS[name]].value = line[name]
    book.save(file)


def _fill_csv(file: Path, lines: dict[tuple[str, str], Line]) -> None:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        head, *rows = csv.reader(opened)
    for row, line in zip(rows, _in_order(lines), strict=True):
        assert row[COLUMNS["category"]].startswith(line["category"])
        for name in line.keys() - GIVEN:
            row[COLUMNS[name]] = str(line[name])
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, *rows])
    file.write_text(out.getvalue(), encoding="utf-8-sig", newline="")


def _in_order(lines: dict[tuple[str, str], Line]) -> list[Line]:
    """As the template has them: of each cost, what workers paid before what the employer paid."""
    categories = dict.fromkeys(category for category, _payer in lines)
    return [lines[category, payer] for category in categories for payer in ("worker", "employer")]
