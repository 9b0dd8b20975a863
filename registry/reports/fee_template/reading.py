"""Read a filled-in fee table back, naming every cell that cannot be taken."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from flask_babel import gettext as _

from registry.reports.fee_template.cells import Unreadable, answer
from registry.reports.fee_template.columns import COLUMNS, REQUIRED, Column, headings, plain
from registry.uploads.plain import text_of

MOST_LINES = 1500
"""More would not fit into the form in which a person confirms the lines."""
HEADING_WITHIN = 10
"""The headings stand in one of the first rows, in case somebody put a title above."""
WIDEST = 50
SEPARATORS = ",;\t"
FORMULA = object()
"""Stands in a cell with a formula whose value the file does not hold."""

Row = dict[str, str | int]
Grid = list[list[Any]]


@dataclass(frozen=True)
class CellError:
    """A cell that cannot be taken; row 0 when it is the file as a whole."""

    sheet: str
    row: int
    column: str
    """Its letter."""
    value: str
    message: str

    @property
    def cell(self) -> str:
        """Its address as in a spreadsheet: ``D7``."""
        return f"{self.column}{self.row}" if self.row else ""


@dataclass(frozen=True)
class Table:
    """The rows of one sheet from the headings on."""

    sheet: str
    heading_row: int
    places: Mapping[str, int]
    """Name of a column -> its place from 0."""
    grid: Grid

    def error(self, row: int, name: str, message: str, value: Any = "") -> CellError:
        shown = "" if value is None or value is FORMULA else str(value)[:80]
        return CellError(self.sheet, row, _letter(self.places.get(name, 0)), shown, message)


def read_table(data: bytes, *, is_csv: bool) -> Table | CellError:
    """The fee table of a file, on whichever sheet and under whichever title it stands."""
    try:
        sheets = list(_csv_grids(data) if is_csv else _workbook_grids(data))
    except Exception:  # a workbook that is not as its format says breaks openpyxl in any way
        message = _("This file cannot be read. Save it as an Excel workbook (.xlsx) or CSV UTF-8.")
        return CellError("", 0, "", "", message)
    for name, grid in sheets:
        for number, row in enumerate(grid[:HEADING_WITHIN]):
            places = _places(row)
            if set(REQUIRED) <= places.keys():
                return Table(name, number + 1, places, grid[number + 1 :])
    wanted = ", ".join(str(column.label) for column in COLUMNS if column.required)
    message = _("The headings %(names)s are not there. Use the template's first row.", names=wanted)
    return CellError(sheets[0][0], 1, "A", "", message)


def read_lines(table: Table, corridors: Collection[str]) -> tuple[list[Row], list[CellError]]:
    """The lines that are whole, and an error for every cell that is not."""
    rows: list[Row] = []
    errors: list[CellError] = []
    seen: dict[tuple[Any, ...], int] = {}
    for number, cells in enumerate(table.grid, table.heading_row + 1):
        line, wrong = _line(table, number, cells, corridors)
        if line and not wrong:
            wrong = [*_contradictions(table, number, line), *_repeated(table, number, line, seen)]
        errors += wrong
        if line and not wrong:
            rows.append(line)
    if len(table.grid) > MOST_LINES:
        errors.append(
            CellError(table.sheet, 0, "", "", _("Upload at most %(most)s lines.", most=MOST_LINES))
        )
    return rows, errors


def _line(
    table: Table, number: int, cells: Sequence[Any], corridors: Collection[str]
) -> tuple[Row, list[CellError]]:
    """One line; empty when nothing but its laid-out names stands there."""
    given = {c: _cell(cells, table.places.get(c.name)) for c in COLUMNS}
    if not any(_filled(value) for c, value in given.items() if c.name not in LAID_OUT):
        return {}, []
    line: Row = {}
    errors = []
    for column, value in given.items():
        try:
            if (found := _answer(column, value, corridors)) is not None:
                line[column.name] = found
        except Unreadable as unreadable:
            errors.append(table.error(number, column.name, str(unreadable), value))
    return line, errors


def _answer(column: Column, value: Any, corridors: Collection[str]) -> str | int | None:
    if value is FORMULA:
        raise Unreadable(_("Type the value itself in place of the formula."))
    if _filled(value):
        return answer(column, value, corridors)
    if column.required:
        raise Unreadable(MISSING[column.name]())
    return None


def _contradictions(table: Table, number: int, line: Row) -> Iterator[CellError]:
    for part, whole in (("reimbursed_myr", "amount_myr"), ("reimbursed_workers", "workers")):
        if part in line and whole in line and Decimal(line[part]) > Decimal(line[whole]):
            message = _("More was repaid than was paid. Correct one of the two.")
            yield table.error(number, part, message, line[part])


def _repeated(
    table: Table, number: int, line: Row, seen: dict[tuple[Any, ...], int]
) -> Iterator[CellError]:
    key = tuple(line.get(name) for name in (*LAID_OUT, "recruited_on"))
    if key in seen:
        message = _(
            "This line stands in row %(row)s already. Put both in one, or give each intake the "
            "day of its recruitment.",
            row=seen[key],
        )
        yield table.error(number, "category", message, line["category"])
    seen.setdefault(key, number)


def _places(row: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, text in enumerate(row):
        if text is not None and (column := headings().get(plain(text))):
            found.setdefault(column.name, place)
    return found


def _cell(cells: Sequence[Any], place: int | None) -> Any:
    return cells[place] if place is not None and place < len(cells) else None


def _filled(value: Any) -> bool:
    return value is not None and str(value).strip() != ""


def _letter(place: int) -> str:
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def _csv_grids(data: bytes) -> Iterator[tuple[str, Grid]]:
    """The file as each separator would have it; only the right one shows the headings."""
    text = text_of(data).lstrip("\ufeff")
    first, _newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):
        text = rest
    for delimiter in SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        yield "", list(islice(reader, MOST_LINES + HEADING_WITHIN))


def _workbook_grids(data: bytes) -> Iterator[tuple[str, Grid]]:
    """Each visible sheet with the values that its formulas had when the file was saved."""
    from openpyxl import load_workbook

    with_values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    with_formulas = load_workbook(io.BytesIO(data), read_only=True)
    for sheet in with_values.worksheets:
        if sheet.sheet_state != "visible":
            continue
        pairs = zip(_rows(sheet), _rows(with_formulas[sheet.title]), strict=False)
        yield sheet.title, [list(map(_value, *pair)) for pair in pairs]


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(
        max_row=MOST_LINES + HEADING_WITHIN, max_col=WIDEST, values_only=True
    )
    return rows


def _value(value: Any, written: Any) -> Any:
    is_formula = isinstance(written, str) and written.startswith("=")
    return FORMULA if is_formula and value is None else value


LAID_OUT = ("corridor", "category", "payer")
MISSING = {
    "corridor": lambda: _("Choose the corridor of this line."),
    "category": lambda: _("Choose what was paid for."),
    "payer": lambda: _("Choose who paid."),
    "amount_myr": lambda: _("Enter the amount in ringgit, or 0 if nobody paid anything."),
}
