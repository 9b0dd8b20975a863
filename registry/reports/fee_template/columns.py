"""What a fee table asks in each column, and every word by which people may answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry.i18n import LANGUAGES, language, speaking
from registry.scoring import load_parameters
from registry.wording import FEE_SOURCES, PAYERS, corridor_name

DASH = " – "
"""Between a code and its words: ``MED – Medical examinations and vaccinations``."""


class Shape(StrEnum):
    CORRIDOR = "corridor"
    CHOICE = "choice"
    MONEY = "money"
    COUNT = "count"
    DATE = "date"


@dataclass(frozen=True, eq=False)
class Column:
    """One column: the name of its answer, its heading, and what may stand in it."""

    name: str
    label: LazyString
    shape: Shape
    width: int
    required: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)


COLUMNS = (
    Column("corridor", _l("Corridor"), Shape.CORRIDOR, 34, required=True),
    Column("category", _l("Cost"), Shape.CHOICE, 46, required=True),
    Column("payer", _l("Paid by"), Shape.CHOICE, 14, required=True, words=PAYERS),
    Column("amount_myr", _l("Amount paid (RM)"), Shape.MONEY, 16, required=True),
    Column("workers", _l("For how many workers"), Shape.COUNT, 14),
    Column("source", _l("How you know"), Shape.CHOICE, 26, words=FEE_SOURCES),
    Column("recruited_on", _l("Recruited on"), Shape.DATE, 14),
    Column("reimbursed_myr", _l("Repaid so far (RM)"), Shape.MONEY, 16),
    Column("reimbursed_workers", _l("Repaid to how many"), Shape.COUNT, 14),
    Column("reimbursed_on", _l("Last repayment on"), Shape.DATE, 14),
)
REQUIRED = tuple(column.name for column in COLUMNS if column.required)


def categories() -> Mapping[str, Mapping[str, Any]]:
    """The cost categories of today's law: code -> en, ms, and whether every corridor owes it."""
    newest = max(load_parameters()["cost_categories"].values, key=lambda dated: dated.since)
    found: Mapping[str, Mapping[str, Any]] = newest.value
    return found


def choices(column: Column) -> dict[str, str]:
    """Code -> what stands in a cell, in the language being spoken."""
    if column.name == "category":
        return {c: f"{c}{DASH}{words[language()]}" for c, words in categories().items()}
    return {code: str(words) for code, words in column.words.items()}


def corridor_cell(key: str) -> str:
    return f"{key}{DASH}{corridor_name(key)}"


@cache
def readings(column: Column) -> Mapping[str, str]:
    """Every way to write a choice, in both languages and as its code -> the code."""
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        with speaking(lang):
            for code, words in choices(column).items():
                found |= {plain(way): code for way in (code, words, words.partition(DASH)[2])}
    return {way: code for way, code in found.items() if way}


@cache
def headings() -> Mapping[str, Column]:
    """Every heading that a column may have -> the column."""
    found: dict[str, Column] = {}
    for lang in LANGUAGES:
        with speaking(lang):
            for column in COLUMNS:
                found |= {plain(column.name): column, plain(str(column.label)): column}
    return found


def plain(text: Any) -> str:
    """A word as it is compared: without case, marks and doubled spaces."""
    kept = "".join(c if c.isalnum() else " " for c in str(text).casefold())
    return " ".join(kept.split())
