"""The lists that cells offer, and rules for those that take a number or a day."""

from typing import Any

from flask_babel import gettext as _

from registry.exchange.asked import UNKNOWN, Asked
from registry.exchange.workbook.looks import letter
from registry.scoring.shapes import Kind

NUMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.DECIMAL})


class Lists:
    """Equal lists stand once on a hidden sheet; every cell that offers one points there."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.title = _("Lists")
        self.places: dict[tuple[str, ...], int] = {}
        self.rules: dict[tuple[str, tuple[str, ...]], Any] = {}

    def offer(self, sheet: Any, where: str, asked: Asked, words: list[str]) -> None:
        key = sheet.title, tuple(words)
        rule = self.rules.get(key) if words else None
        if rule is None:
            rule = self._of_words(words) if words else _of_kind(asked, where.partition(":")[0])
            if rule is None:
                return
            rule.showErrorMessage = True
            sheet.add_data_validation(rule)
        self.rules[key] = rule
        rule.add(where)

    def lay(self) -> None:
        sheet = self.book.create_sheet(self.title)
        for words, place in self.places.items():
            for row, text in enumerate(words, 1):
                cell = sheet.cell(row, place)
                cell.value, cell.data_type = text, "s"
        sheet.sheet_state = "hidden"

    def _of_words(self, words: list[str]) -> Any:
        from openpyxl.worksheet.datavalidation import DataValidation

        place = self.places.setdefault(tuple(words), len(self.places) + 1)
        source = f"'{self.title}'!${letter(place)}$1:${letter(place)}${len(words)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        rule.error = _("Choose from the list.")
        return rule


def _of_kind(asked: Asked, first: str) -> Any:
    """A number of nought or more or the words for unknown; a day; nothing for a text."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if asked.kind in NUMBERS:
        formula = f"AND(ISNUMBER({first}),{first}>=0)"
        if asked.offers_unknown:
            formula = f'OR({formula},{first}="{UNKNOWN}")'
        rule = DataValidation(type="custom", formula1=formula, allow_blank=True)
        rule.error = _("Enter a number, or 0.")
    elif asked.kind is Kind.DATE:
        formula = f'OR(ISNUMBER({first}),{first}="{UNKNOWN}")'
        rule = DataValidation(type="custom", formula1=formula, allow_blank=True)
        rule.error = _("Enter a date such as 30/06/2026.")
    else:
        return None
    return rule
