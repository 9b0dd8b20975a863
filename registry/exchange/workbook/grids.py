"""The cells of a workbook, sheet by sheet, as plain values; formulas are never worked out."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from registry.exchange.workbook.cells import Cell
from registry.exchange.workbook.marks import from_cell

WIDEST = 60
MOST_ROWS = 20_600
"""The fee table takes 20,000 lines; the rest is headings and room for blank rows."""

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})")

Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    name: str
    rows: list[Row]
    merged: tuple[str, ...]
    """Ranges of merged cells, of which a file keeps only the first value."""


def grids(data: bytes) -> list[Grid]:
    """Every sheet with its cells; what breaks openpyxl is a ValueError."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        return [
            Grid(sheet.title, list(_rows(sheet)), tuple(_merged(sheet)))
            for sheet in book.worksheets
        ]
    except Exception as error:  # a workbook that is not as its format says breaks it in any way
        raise ValueError(str(error)) from error


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=MOST_ROWS):
        yield [_cell(cell) for cell in row[:WIDEST]]


def _merged(sheet: Any) -> Iterator[str]:
    """openpyxl says nothing of them where it reads row by row, so they are looked up."""
    with sheet._get_source() as source:
        for found in MERGED.finditer(source.read()):
            yield found[1].decode()


def _cell(cell: Any) -> Cell:
    if cell.value is None:
        return Cell("")
    value = from_cell(cell.value) if isinstance(cell.value, str) else cell.value
    return Cell(
        cell.coordinate,
        value,
        is_formula=cell.data_type == "f",
        is_error=cell.data_type == "e",
        is_percent="%" in str(cell.number_format),
    )
