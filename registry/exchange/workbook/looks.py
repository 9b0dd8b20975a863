"""How the workbook looks, and how its cells keep numbers, days and texts."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from flask_babel import gettext as _

from registry.exchange.asked import Asked
from registry.exchange.content import Identity
from registry.exchange.workbook.marks import to_cell
from registry.scoring.shapes import DO_NOT_KNOW, Kind

NAVY, PALE, ENTRY, MUTED = "0F1F4B", "DBE4F5", "FFFBEB", "52525B"
FORMATS: Mapping[Kind, str] = {
    Kind.MONEY: "#,##0.00",
    Kind.COUNT: "0",
    Kind.PERCENT: "0.####",
    Kind.DECIMAL: "0.##",
    Kind.DATE: "dd/mm/yyyy",
}
TEXT = "@"
WIDTHS: Mapping[Kind, int] = {Kind.TEXT: 34, Kind.CHOICE: 26, Kind.COUNTRY: 26, Kind.CORRIDOR: 26}
EARLIEST = date(1900, 3, 1)
"""Spreadsheets disagree on the days before it, so those are kept as text."""
HEADING_ROW = 5
"""Of a table's sheet; the rows above it explain."""


def letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


@cache
def _entry() -> tuple[Any, Any]:
    """How every cell is that people fill in: open, and wrapped."""
    from openpyxl.styles import Alignment, Protection

    return Protection(locked=False), Alignment(wrap_text=True, vertical="top")


def put(cell: Any, asked: Asked, value: Any) -> None:
    """Numbers and days as such; a text stays a text, also one that begins with = + - or @."""
    cell.number_format = format_of(asked)
    cell.protection, cell.alignment = _entry()
    kept = _kept(asked, value)
    if isinstance(kept, str):
        cell.value = to_cell(kept)
        cell.data_type = "s"
        cell.quotePrefix = kept[:1] in tuple("=+-@\t\r")
    else:
        cell.value = kept


def format_of(asked: Asked) -> str:
    return "mmm yyyy" if asked.is_month else FORMATS.get(asked.kind, TEXT)


def _kept(asked: Asked, value: Any) -> Any:
    if value is None or value in asked.choices or value == DO_NOT_KNOW:
        return value
    if asked.kind in {Kind.MONEY, Kind.PERCENT, Kind.DECIMAL} and _is_number(value):
        return Decimal(value)
    if asked.kind is Kind.DATE and _is_day(value):
        day = date.fromisoformat(value)
        return day if day >= EARLIEST else value
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.replace(".", "", 1).isdecimal()


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and value[:4].isdecimal()


def how_to_answer(asked: Asked) -> str:
    """The question's own help, then what kind of answer it takes."""
    own = str(asked.help or "")
    parts = [own] if own else []
    if asked.kind is Kind.CHOICES:
        parts.append(_("Enter “Yes” beside each that holds."))
    elif asked.choices:
        parts.append(_("Choose from the list."))
    elif asked.kind in KINDS:
        parts.append(KINDS[asked.kind]())
    if asked.offers_unknown and asked.kind is not Kind.CHOICES and not asked.choices:
        parts.append(_("Or write: We do not know."))
    return " ".join(parts)


KINDS: Mapping[Kind, Any] = {
    Kind.COUNT: lambda: _("A whole number, or 0."),
    Kind.MONEY: lambda: _("Ringgit, or 0."),
    Kind.PERCENT: lambda: _("From 0 to 100."),
    Kind.DECIMAL: lambda: _("At most two decimals."),
    Kind.DATE: lambda: _("Day, month, year: 30/06/2026."),
    Kind.CORRIDOR: lambda: _("Country and sector, such as NPL-manufacturing."),
    Kind.URL: lambda: _("The whole address, with https://."),
}


def head(sheet: Any, row: int, *, columns: int, first: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for place in range(first, first + columns):
        cell = sheet.cell(row, place)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=NAVY)
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def page_title(sheet: Any, row: int) -> None:
    from openpyxl.styles import Font, PatternFill

    for place in (2, 3, 4):
        sheet.cell(row, place).fill = PatternFill("solid", fgColor=PALE)
    sheet.cell(row, 2).font = Font(bold=True, size=12, color=NAVY)


def question(sheet: Any, row: int) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.cell(row, 2).font = Font(bold=True)
    sheet.cell(row, 4).font = Font(color=MUTED)
    for place in (2, 4):
        sheet.cell(row, place).alignment = Alignment(wrap_text=True, vertical="top")


def choice(sheet: Any, row: int) -> None:
    from openpyxl.styles import Alignment, Protection

    sheet.cell(row, 2).alignment = Alignment(wrap_text=True, indent=2, vertical="top")
    sheet.cell(row, 3).protection = Protection(locked=False)


def dress_answers(sheet: Any) -> None:
    """Widths, the colour of what is filled in, and a lock on the rest without a password."""
    from openpyxl.styles import Border, PatternFill, Side

    for column, width in (("B", 62), ("C", 38), ("D", 62)):
        sheet.column_dimensions[column].width = width
    _hide_names(sheet)
    thin = Side(style="thin", color="D4D4D8")
    for row in sheet.iter_rows(min_row=3, min_col=3, max_col=3):
        if not row[0].protection.locked:
            row[0].fill = PatternFill("solid", fgColor=ENTRY)
            row[0].border = Border(bottom=thin, top=thin, left=thin, right=thin)
    sheet.freeze_panes = "C3"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.insertRows = sheet.protection.deleteRows = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def dress_table(sheet: Any, table: Asked) -> None:
    from openpyxl.styles import Alignment, Font

    _hide_names(sheet)
    sheet.cell(2, 2).font = Font(bold=True, size=12, color=NAVY)
    sheet.cell(3, 2).font = Font(color=MUTED)
    for place, column in enumerate(table.columns, 2):
        dimension = sheet.column_dimensions[letter(place)]
        dimension.width = WIDTHS.get(column.kind, 17)
        dimension.number_format = format_of(column)  # of rows still to come: 0123 stays a text
        helped = sheet.cell(HEADING_ROW - 1, place)
        helped.font = Font(color=MUTED, size=9)
        helped.alignment = Alignment(wrap_text=True, vertical="bottom")
    head(sheet, HEADING_ROW, columns=len(table.columns), first=2)
    sheet.row_dimensions[HEADING_ROW].height = 48
    sheet.row_dimensions[HEADING_ROW - 1].height = 60
    sheet.freeze_panes = f"C{HEADING_ROW + 1}"


def _hide_names(sheet: Any) -> None:
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[1].hidden = True


def explain(sheet: Any, identity: Identity) -> None:
    """The sheet that is read first."""
    from openpyxl.styles import Alignment, Font

    sheet.title = _("Read me")
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 96
    for name, text in (*_whose(identity), *_how()):
        sheet.append([name, None])
        cell = sheet.cell(sheet.max_row, 2)
        cell.value, cell.data_type = to_cell(text), "s"
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _whose(identity: Identity) -> tuple[tuple[str, str], ...]:
    return (
        (_("Filing"), identity.reference),
        (_("Organisation"), identity.organisation),
        (_("SSM number"), identity.ssm_number),
        (_("Reporting year"), identity.year),
        (_("Financial year"), f"{identity.period_start} – {identity.period_end}"),
    )


def _how() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Where to begin"),
            _("Answer the yellow cells of the sheet “Answers”, then the tables."),
        ),
        (
            _("What happens then"),
            _(
                "Upload the file on the page “Take it away, bring it in” of your filing. You see "
                "what would change, page by page, and nothing is taken before you say so."
            ),
        ),
        (
            _("Blank cells"),
            _(
                "A blank cell clears the answer in the register. To leave an answer as it stands "
                "there, delete its whole row; to leave a table, delete its sheet."
            ),
        ),
        (_("Zero"), _("Enter 0 where there are none. A blank counts as not disclosed.")),
        (_("Formulas"), _("Type values, no formulas: the register does not work them out.")),
        (_("People"), _("Never names, passports or telephone numbers of workers.")),
        (
            _("What you may change"),
            _(
                "Order of rows, columns and sheets, widths and colours; sheets of your own are not "
                "read. Leave the hidden first column and first row as they are."
            ),
        ),
    )
