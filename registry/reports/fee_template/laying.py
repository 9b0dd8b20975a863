"""Lay the fee table out as a workbook or a CSV file for people to fill in."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from registry.reports.fee_template.columns import (
    COLUMNS,
    Column,
    Shape,
    categories,
    choices,
    corridor_cell,
)

Line = Mapping[str, Any]

OWED_BY = ("worker", "employer")
SPARE_LINES = 200
"""Empty lines under the laid-out ones that still offer the lists of choices."""
FORMATS = {Shape.MONEY: "#,##0.00", Shape.COUNT: "0", Shape.DATE: "dd/mm/yyyy"}


def lines(corridors: Sequence[str], answered: Iterable[Line]) -> list[Line]:
    """Each line that each corridor owes, filled with what is answered, then all other answers."""
    rest = list(answered)
    laid: list[Line] = []
    for corridor in corridors:
        for category, words in categories().items():
            for payer in OWED_BY if words.get("required") else ():
                key = {"corridor": corridor, "category": category, "payer": payer}
                found = [line for line in rest if key.items() <= line.items()]
                rest = [line for line in rest if line not in found]
                laid += found or [key]
    return laid + rest


def as_csv(laid: Iterable[Line]) -> bytes:
    """UTF-8 with a mark at the start, by which Excel knows it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(str(column.label) for column in COLUMNS)
    writer.writerows([_shown(column, line) for column in COLUMNS] for line in laid)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(laid: Sequence[Line], corridors: Sequence[str]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    table = book.create_sheet(_("Fees and costs"))
    table.append([str(column.label) for column in COLUMNS])
    for line in laid:
        table.append([_typed(column, line) for column in COLUMNS])
    _dress(table, len(laid))
    _explain(book.create_sheet(_("How to fill it in")))
    _offer_choices(book, table, corridors, last=len(laid) + 1 + SPARE_LINES)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _shown(column: Column, line: Line) -> str:
    value = line.get(column.name)
    if value is None:
        return ""
    if column.shape is Shape.CORRIDOR:
        return corridor_cell(value)
    return str(choices(column).get(value, value))


def _typed(column: Column, line: Line) -> Any:
    """The value as a workbook keeps it: numbers and dates as such."""
    value = line.get(column.name)
    if value is None:
        return None
    if column.shape is Shape.MONEY:
        return Decimal(value)
    if column.shape is Shape.DATE:
        return date.fromisoformat(value)
    return value if column.shape is Shape.COUNT else _shown(column, line)


def _dress(table: Any, filled: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    table.freeze_panes = "D2"
    table.row_dimensions[1].height = 32
    for number, column in enumerate(COLUMNS, 1):
        table.column_dimensions[get_column_letter(number)].width = column.width
        head = table.cell(1, number)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="0F1F4B")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        for row in range(2, filled + 2 + SPARE_LINES):
            if column.shape in FORMATS:
                table.cell(row, number).number_format = FORMATS[column.shape]


def _offer_choices(book: Any, table: Any, corridors: Sequence[str], *, last: int) -> None:
    """Lists of choices on a sheet of their own, and a rule for every column that points there."""
    from openpyxl.utils import get_column_letter

    lists = book.create_sheet(_("Lists"))
    for number, column in enumerate(COLUMNS, 1):
        offered = (
            [corridor_cell(key) for key in corridors]
            if column.shape is Shape.CORRIDOR
            else list(choices(column).values())
        )
        letter = get_column_letter(number)
        for row, text in enumerate([str(column.label), *offered] if offered else [], 1):
            lists[f"{letter}{row}"] = text
        end = len(offered) + 1
        rule = _rule(column, f"'{lists.title}'!${letter}$2:${letter}${end}" if offered else "")
        if rule is not None:
            rule.add(f"{letter}2:{letter}{last}")
            table.add_data_validation(rule)
    lists.sheet_state = "hidden"


def _rule(column: Column, source: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    if source:
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        rule.error = _("Choose from the list.")
    elif column.shape is Shape.DATE:
        rule = DataValidation(type="date", operator="greaterThan", formula1="36526")
        rule.error = _("Enter a date such as 30/06/2026.")
    elif column.shape in {Shape.MONEY, Shape.COUNT}:
        rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
        rule.error = _("Enter a number, or 0.")
    else:
        return None
    rule.errorTitle, rule.showErrorMessage = str(column.label), True
    return rule


def _explain(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 90
    for name, text in (
        (_("Fee table"), _("What recruitment cost, who paid it, and what workers got back.")),
        (_("Enter zeros"), _("Enter 0 where nobody paid. A blank counts as not disclosed.")),
        (_("Amounts"), _("In ringgit, of all workers of the line together, without formulas.")),
        (
            _("Other currencies"),
            _("Convert at the rate of the day of payment and keep the record."),
        ),
        (_("Workers"), _("How many workers stand behind the amount. Never names or passports.")),
        (_("Dates"), _("Day, month, year: 30/06/2026.")),
        (_("Further lines"), _("Use the empty lines below for other payers, parts and intakes.")),
        (_("Then"), _("Save the file and upload it on the page on fees. Each bad cell is named.")),
    ):
        sheet.append([name, text])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        sheet.cell(sheet.max_row, 2).alignment = Alignment(wrap_text=True, vertical="top")
