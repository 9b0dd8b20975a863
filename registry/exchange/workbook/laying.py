"""Lay a filing out: a sheet to read first, one of single answers, one for each table."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from flask_babel import gettext as _

from registry.exchange.asked import Asked, AskedPage
from registry.exchange.content import FORMAT, Content
from registry.exchange.workbook import looks
from registry.exchange.workbook.lists import Lists
from registry.exchange.workbook.marks import (
    ANSWER_COLUMN,
    ANSWERS,
    BLANK,
    FILLED,
    NOTE,
    TABLE,
    TICK,
)
from registry.exchange.workbook.words import offered, shown
from registry.i18n import speaking
from registry.scoring.shapes import DO_NOT_KNOW, Kind

SPARE_ROWS = 500
"""Empty rows under the filled ones of a table that still offer the lists of choices."""
LONGEST_SHEET_NAME = 31


def write(content: Content, pages: tuple[AskedPage, ...], language: str) -> bytes:
    """The workbook in one language; ``content`` may be blank."""
    from openpyxl import Workbook

    with speaking(language):
        book = Workbook()
        readme = book.worksheets[0]
        lists = Lists(book)
        _lay_answers(book.create_sheet(_("Answers")), content, pages, lists)
        for page, table in _tables(pages):
            sheet = book.create_sheet(_sheet_name(str(page.title)))
            _lay_table(sheet, page, table, content.answers.get(table.name), lists)
        lists.lay()
        looks.explain(readme, content.identity)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _tables(pages: tuple[AskedPage, ...]) -> Iterator[tuple[AskedPage, Asked]]:
    return ((page, asked) for page in pages for asked in page.questions if asked.is_table)


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:LONGEST_SHEET_NAME].strip()


def _lay_answers(sheet: Any, content: Content, pages: tuple[AskedPage, ...], lists: Lists) -> None:
    identity = [f"{part}={value}" for part, value in asdict(content.identity).items() if value]
    sheet.append([ANSWERS, "", ANSWER_COLUMN, FORMAT, *identity])
    sheet.append([NOTE, _("Question"), _("Your answer"), _("How to answer")])
    looks.head(sheet, 2, columns=3, first=2)
    for page in pages:
        sheet.append([NOTE, str(page.title)])
        looks.page_title(sheet, sheet.max_row)
        for asked in page.questions:
            if asked.is_table:
                where = _("Fill in the sheet “%(sheet)s”.", sheet=_sheet_name(str(page.title)))
                sheet.append([NOTE, str(asked.label), "", where])
                looks.question(sheet, sheet.max_row)
            elif asked.kind is Kind.CHOICES:
                _lay_choices(sheet, asked, content.answers.get(asked.name), lists)
            else:
                _lay_question(sheet, asked, content.answers.get(asked.name), lists)
    looks.dress_answers(sheet)


def _lay_question(sheet: Any, asked: Asked, answer: Any, lists: Lists) -> None:
    sheet.append([asked.name, str(asked.label), None, looks.how_to_answer(asked)])
    row = sheet.max_row
    looks.question(sheet, row)
    looks.put(sheet.cell(row, 3), asked, _cell_value(asked, answer))
    lists.offer(sheet, f"C{row}", asked, offered(asked))


def _lay_choices(sheet: Any, asked: Asked, answer: Any, lists: Lists) -> None:
    """A row for each choice, because a cell of a workbook takes one word of a list only."""
    sheet.append([NOTE, str(asked.label), "", looks.how_to_answer(asked)])
    looks.question(sheet, sheet.max_row)
    said = [answer] if answer == DO_NOT_KNOW else answer or []
    codes = [*asked.choices, *([DO_NOT_KNOW] if asked.offers_unknown else [])]
    for code in codes:
        tick = _("Yes") if code in said else None
        sheet.append([f"{asked.name}{TICK}{code}", shown(asked, code), tick])
        looks.choice(sheet, sheet.max_row)
        lists.offer(sheet, f"C{sheet.max_row}", asked, [_("Yes")])


def _lay_table(sheet: Any, page: AskedPage, table: Asked, rows: Any, lists: Lists) -> None:
    state = BLANK if rows is None else FILLED
    columns = table.columns
    sheet.append([f"{TABLE}{table.name}:{state}", *(column.name for column in columns)])
    sheet.append([NOTE, str(table.label)])
    sheet.append([NOTE, str(table.help or page.title)])
    sheet.append([NOTE, *(looks.how_to_answer(column) for column in columns)])
    sheet.append([NOTE, *(str(column.label) for column in columns)])
    looks.dress_table(sheet, table)
    first = sheet.max_row + 1
    for number, row in enumerate(rows or [], first):
        _lay_row(sheet, number, table, row)
    last = first + len(rows or []) + SPARE_ROWS
    for place, column in enumerate(columns, 2):
        letter = looks.letter(place)
        lists.offer(sheet, f"{letter}{first}:{letter}{last}", column, offered(column))


def _lay_row(sheet: Any, number: int, table: Asked, row: Mapping[str, Any]) -> None:
    for place, column in enumerate(table.columns, 2):
        looks.put(sheet.cell(number, place), column, _cell_value(column, row.get(column.name)))


def _cell_value(asked: Asked, answer: Any) -> Any:
    """A choice in words; anything else as it is kept."""
    if answer is None or answer == "":
        return None
    if answer == DO_NOT_KNOW or answer in asked.choices:
        return shown(asked, answer)
    return answer
