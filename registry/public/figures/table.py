"""A table of figures, once: the page formats its records, the download writes them as they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import LazyString

from registry.i18n import date_text, number_text, percent_text
from registry.i18n import lazy as _l
from registry.money import whole_money_text
from registry.safe_csv import csv_lines
from registry.wording import COST_CATEGORIES, RECRUITMENT_SECTORS, country_name

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    key: str
    """Its name in the download and in docs/data.md."""
    label: LazyString | str
    unit: str = "count"


@dataclass(frozen=True)
class FigureTable:
    columns: Sequence[Column]
    records: Sequence[Record]

    def heads(self) -> list[tuple[str, ...]]:
        """The columns as ``data_table`` takes them."""
        return [
            (column.key, str(column.label), *(("number",) if column.unit in NUMBERS else ()))
            for column in self.columns
        ]

    def rows(self) -> list[dict[str, str | None]]:
        """The records in the reader's language; None where there is no figure."""
        return [
            {column.key: shown(record[column.key], column.unit) for column in self.columns}
            for record in self.records
        ]

    def csv(self) -> Iterator[str]:
        names = [column.key for column in self.columns]
        return csv_lines(self.records, names)


def shown(value: Any, unit: str) -> str | None:
    return None if value is None else str(UNITS[unit](value))


def ringgit(sen: int | None) -> Decimal | None:
    return None if sen is None else Decimal(sen) / 100


ANSWERS = {
    "yes": _l("Yes"),
    "no": _l("No"),
    "do_not_know": _l("Not known"),
    "": "–",
}

UNITS: Mapping[str, Callable[[Any], Any]] = {
    "text": str,
    "date": date_text,
    "answer": lambda value: ANSWERS.get(value, value),
    "year": str,
    "country": country_name,
    "sector": lambda code: RECRUITMENT_SECTORS.get(code, code),
    "category": lambda code: COST_CATEGORIES.get(code, code),
    "count": number_text,
    "money": whole_money_text,
    "months": lambda value: number_text(value, 1),
    "percent": percent_text,
}
NUMBERS = {"count", "money", "months", "percent"}
