"""Answers in the words of the questions: for the reviewer and for the public, from plain JSON.

The forms are the one place where questions are worded; here they are read once, and then each
answer is a look-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import wtforms
from flask import has_app_context
from flask_babel import lazy_gettext as _l

from registry.forms.filing import PAGES
from registry.forms.filing.days import MonthField
from registry.forms.filing.page import PageForm, TableField
from registry.i18n import date_text, language, month_text, number_text
from registry.money import money_text
from registry.public_answers import SUPPRESSED
from registry.scoring.fields import FIELDS
from registry.scoring.shapes import DO_NOT_KNOW, Kind
from registry.wording import corridor_name

DIGITS = 12
"""How much of a hash is shown where it stands for a file."""

MOST_TEXTS = 16384
"""Of answers that come up over and over, such as choices and small numbers."""

NUMBERS = frozenset({Kind.COUNT, Kind.DECIMAL})

Text = Any
"""A string, or one that is translated when it is printed."""

WORDS: Mapping[str, Text] = {
    DO_NOT_KNOW: _l("Do not know"),
    SUPPRESSED: _l("Not shown (small number)"),
    "yes": _l("Yes"),
    "no": _l("No"),
    "none": _l("None of these"),
}
"""Answers that mean the same wherever they are given."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A question or a column of a table: its name, its words, and those of its answers."""

    name: str
    label: Text
    kind: Kind
    choices: Mapping[str, Text]
    columns: tuple["Question", ...] = ()
    is_month: bool = False
    """A day that stands for its month."""


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    title: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a page prints it; a table has rows of cells, any other answer one text."""

    question: Question
    text: str
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_answered(self) -> bool:
        return bool(self.text or self.rows)


@cache
def pages() -> tuple[Page, ...]:
    """Every page with its questions, in the order in which they are asked."""
    return tuple(_page(name, form) for name, form in PAGES.items())


@cache
def labels() -> Mapping[str, Text]:
    """``page.field`` -> the words of its question."""
    return {f"{page.name}.{q.name}": q.label for page in pages() for q in page.questions}


def shown(page: Page, answers: Mapping[str, Any]) -> list[Shown]:
    """The answers of one page, those left blank among them."""
    return [answer_shown(question, answers.get(question.name)) for question in page.questions]


def answer_shown(question: Question, value: Any) -> Shown:
    if question.columns:
        rows = value if isinstance(value, list) else ()
        cells = tuple(
            tuple(text_of(column, row.get(column.name)) for column in question.columns)
            for row in rows
        )
        return Shown(question, str(WORDS[value]) if value == DO_NOT_KNOW else "", cells)
    return Shown(question, text_of(question, value))


def text_of(question: Question, value: Any) -> str:
    """One answer as text in the reader's language; empty where nothing was said.

    An answer that names a question, as those about a company that differs, stands for its words.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return "; ".join(text_of(question, part) for part in value)
    if question.kind is Kind.TEXT or not has_app_context():
        return _said(question, value)
    return _known(question, value, language())


@lru_cache(MOST_TEXTS, typed=True)
def _known(question: Question, value: Any, _lang: str) -> str:
    return _said(question, value)


def _said(question: Question, value: Any) -> str:
    if value in question.choices:
        return str(question.choices[value])
    if value in WORDS:
        return str(WORDS[value])
    return _plain(question, value)


def _plain(question: Question, value: Any) -> str:
    if question.kind is Kind.CORRIDOR:
        return corridor_name(value)
    if question.kind is Kind.DIGEST:
        return value if len(value) != 64 else f"{value[:DIGITS]}…"
    if question.kind is Kind.MONEY:
        return money_text(value)
    if question.kind is Kind.DATE:
        return month_text(value) if question.is_month else date_text(value)
    if question.kind in NUMBERS:
        return number_text(value)
    return str(labels().get(value, value))


def _page(name: str, form: type[PageForm]) -> Page:
    fields = form(formdata=None, meta={"csrf": False}).questions
    return Page(name, form.title, tuple(_question(field) for field in fields))


def _question(field: wtforms.Field) -> Question:
    declared = FIELDS[field.name]
    columns: tuple[Question, ...] = ()
    if isinstance(field, TableField):
        kinds = {column.name: column.kind for column in declared.columns}
        columns = tuple(_column(cell, kinds[cell.short_name]) for cell in _blank_row(field))
    return Question(field.name, field.label.text, declared.kind, _choices(field), columns)


def _column(cell: wtforms.Field, kind: Kind) -> Question:
    is_month = isinstance(cell, MonthField)
    return Question(cell.short_name, cell.label.text, kind, _choices(cell), is_month=is_month)


def _blank_row(table: TableField) -> wtforms.Form:
    entry = table.entries[0] if table.entries else table.append_entry()
    return entry.form


def _choices(field: wtforms.Field) -> dict[str, Text]:
    found = getattr(field, "choices", None) or ()
    return {choice.value: choice.label for choice in found if choice.value}
