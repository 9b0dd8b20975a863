"""How one organisation's part of a row becomes a cell: its plain value, and the words for it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from registry.charts import share_of
from registry.i18n import date_text, number_text
from registry.public.compare.reading import Side
from registry.public.compare.table import Cell, Row

Make = Callable[[Side], Cell]
NOTHING = Cell(None)


def row(key: str, label: Any, sides: Sequence[Side], make: Make, kind: str = "text") -> Row:
    return Row(key, str(label), [make(side) for side in sides], kind)


def numbers(key: str, label: Any, sides: Sequence[Side], make: Make) -> Row:
    return row(key, label, sides, make, "number")


def days(key: str, label: Any, sides: Sequence[Side], make: Make) -> Row:
    return row(key, label, sides, make, "day")


def silent(side: Side) -> Cell:
    """Of a statement that leaves something open; of no statement there is nothing to say."""
    return Cell(None, _("Not answered")) if side.has_statement else NOTHING


def no_figure(side: Side) -> Cell:
    return Cell(None, _("no figure")) if side.has_statement else NOTHING


def day(of: date | None) -> Cell:
    return Cell(of.isoformat(), date_text(of)) if of else NOTHING


def plain(text: Any) -> Cell:
    return Cell(text, text) if text else NOTHING


def word(value: Any, words: Mapping[Any, Any]) -> Cell:
    return Cell(str(value), str(words[value])) if value else NOTHING


def whole(count: int) -> Cell:
    return Cell(count, number_text(count))


def tenths(count: int | None) -> Cell:
    return NOTHING if count is None else points(Decimal(count) / 10)


def points(score: Decimal) -> Cell:
    """Of 100, with a bar."""
    return Cell(score, number_text(score, 1), share_of(score, 100))


def months(figure: str) -> Cell:
    return Cell(Decimal(figure), number_text(figure, 1))
