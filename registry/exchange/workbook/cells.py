"""Turn what stands in one cell into an answer, or say what to enter instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from registry.exchange.asked import Asked
from registry.exchange.values import is_blank, read_answer
from registry.exchange.workbook.lists import NUMBERS
from registry.exchange.workbook.words import DASH, plain
from registry.forms.filing.fields import Unreadable
from registry.scoring.shapes import DO_NOT_KNOW, Kind

EXCEL_DAY_ZERO = date(1899, 12, 30)
NOISE = Decimal("0.000000001")
"""What a sum of fractions in a spreadsheet may be off by."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the file holds it."""

    address: str
    value: Any = None
    is_formula: bool = False
    is_error: bool = False
    is_percent: bool = False
    """Whether the cell shows hundredths: 0.625 as 62.5 %."""

    @property
    def is_blank(self) -> bool:
        return is_blank(self.value) and not self.is_formula

    @property
    def text(self) -> str:
        return "" if self.value is None else str(self.value).strip()


@dataclass(frozen=True, slots=True)
class Words:
    """How the choices of one question may be written."""

    ways: Mapping[str, str]
    unknown: frozenset[str]


def read_cell(asked: Asked, cell: Cell, words: Words) -> Any:
    """The answer as a page would keep it; None for a blank cell."""
    if cell.is_blank:
        return None
    refuse_computed(cell)
    text = "" if asked.kind in NUMBERS and not isinstance(cell.value, str) else cell.text
    if asked.offers_unknown and plain(text) in words.unknown:
        return DO_NOT_KNOW
    if asked.choices:
        return _choice(asked, cell, words)
    if asked.kind is Kind.CORRIDOR:
        return read_answer(asked, cell.text.partition(DASH)[0].strip())
    return read_answer(asked, READERS.get(asked.kind, _text)(asked, cell))


def refuse_computed(cell: Cell) -> None:
    if cell.is_formula:
        raise Unreadable(_("Type the value itself in place of the formula."))
    if cell.is_error:
        raise Unreadable(_("The spreadsheet could not work this out. Type the value itself."))


def _choice(asked: Asked, cell: Cell, words: Words) -> str:
    if isinstance(cell.value, bool):
        texts = ["yes" if cell.value else "no"]
    else:
        texts = [cell.text, cell.text.partition(DASH)[0]]
    for text in texts:
        if (code := words.ways.get(plain(text))) is not None:
            return code
    if asked.is_open:
        return str(read_answer(asked, cell.text))
    listed = "; ".join(str(label) for label in asked.choices.values())
    raise Unreadable(_("Choose from the list of this cell: %(choices)s.", choices=listed[:300]))


def _number(asked: Asked, cell: Cell) -> str:
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float | Decimal):
        return cell.text
    number = Decimal(repr(cell.value) if isinstance(cell.value, float) else cell.value)
    if asked.kind is Kind.PERCENT and cell.is_percent:
        number *= 100
    rounded = round(number, 6)
    near = rounded if abs(number - rounded) < NOISE else number
    return f"{near.normalize():f}"


def _day(_asked: Asked, cell: Cell) -> str:
    value = cell.value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10**6:
        return (EXCEL_DAY_ZERO + timedelta(days=int(value))).isoformat()
    return cell.text


def _text(_asked: Asked, cell: Cell) -> str:
    """Numbers and days that a spreadsheet made of what was meant as text, as they look."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)


READERS = {Kind.DATE: _day, **dict.fromkeys(NUMBERS, _number)}
