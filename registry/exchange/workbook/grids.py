"""The cells of a workbook, sheet by sheet, as plain values; formulas are never worked out."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from registry.exchange.workbook.cells import Cell
from registry.exchange.workbook.marks import from_cell

WIDEST = 60
MOST_ROWS = 20_600
"""The fee table takes 20,000 lines; the rest is headings and room for blank rows."""

Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    name: str
    rows: list[Row]


def grids(data: bytes) -> list[Grid]:
    """Every sheet with its cells; what breaks openpyxl is a ValueError."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
        return [Grid(sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
    except Exception as error:  # a workbook that is not as its format says breaks it in any way
        raise ValueError(str(error)) from error


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=MOST_ROWS):
        yield [_cell(cell) for cell in row[:WIDEST]]


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
