"""What a filing asks, as a file must know it: names, words, choices, and the form that reads each.

The forms are the one place where answers are read, so a file is read exactly as a page is.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import wtforms
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry.forms.filing import PAGES, Facts
from registry.forms.filing.days import MonthField
from registry.forms.filing.differences import StayingField
from registry.forms.filing.fields import TextField
from registry.forms.filing.page import PageForm, TableField
from registry.scoring.fields import FIELDS
from registry.scoring.shapes import DO_NOT_KNOW, Column, Field, Kind

Text = Any
"""A string, or one that is translated when it is shown."""

UNKNOWN = _l("We do not know")

HIDDEN: Mapping[tuple[str, str], LazyString] = {
    ("fees", "corridor"): _l("Corridor"),
    ("evidence", "document"): _l("Fingerprint of the file (SHA-256)"),
    ("followed", "number"): _l("Number"),
    ("followed", "commitment"): _l("Commitment"),
    ("commitments", "number"): _l("Number"),
}
"""Columns that a page fills in by itself and a file must name."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question, or a column of a table."""

    name: str
    label: Text
    help: Text
    kind: Kind
    choices: Mapping[str, Text]
    """Words of the closed list that it offers, "we do not know" left out."""
    offers_unknown: bool
    is_month: bool
    read: Callable[[str], Any] | None
    """The form's own way to read what was typed; None where only the list counts."""
    is_open: bool = False
    """Whether an answer may stay that the list does not offer."""
    most_rows: int = 0
    columns: tuple["Asked", ...] = ()

    @property
    def is_table(self) -> bool:
        return bool(self.columns)

    def column(self, name: str) -> "Asked | None":
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True, slots=True, eq=False)
class AskedPage:
    name: str
    title: Text
    questions: tuple[Asked, ...]


def asked_pages(facts: Facts | None = None) -> tuple[AskedPage, ...]:
    """Every page in the order of the task list; ``facts`` give the lists that differ by filing."""
    return tuple(_page(name, form, facts) for name, form in PAGES.items())


def by_name(pages: tuple[AskedPage, ...]) -> dict[str, Asked]:
    return {question.name: question for page in pages for question in page.questions}


def _page(name: str, form: type[PageForm], facts: Facts | None) -> AskedPage:
    made = form(formdata=None, facts=facts, meta={"csrf": False})
    return AskedPage(name, form.title, tuple(_question(field) for field in made.questions))


def _question(field: wtforms.Field) -> Asked:
    declared = FIELDS[field.name]
    if isinstance(field, TableField):
        return Asked(
            field.name,
            field.label.text,
            field.description,
            Kind.TABLE,
            {},
            offers_unknown=False,
            is_month=False,
            read=None,
            most_rows=field.most_rows,
            columns=tuple(_columns(declared, field)),
        )
    return _asked(declared, field, field.label.text)


def _columns(declared: Field, table: TableField) -> Iterator[Asked]:
    """In the order of the page. A blank row is added where the page shows none."""
    entry = table.entries[0] if table.entries else table.append_entry()
    kinds = {column.name: column for column in declared.columns}
    for cell in entry.form:
        column = kinds[cell.short_name]
        yield _asked(column, cell, HIDDEN.get((table.name, column.name), cell.label.text))


def _asked(declared: Field | Column, field: wtforms.Field, label: Text) -> Asked:
    is_open = isinstance(field, StayingField)
    choices = {c.value: c.label for c in getattr(field, "choices", None) or () if c.value}
    return Asked(
        declared.name,
        label,
        field.description,
        declared.kind,
        {code: words for code, words in choices.items() if code != DO_NOT_KNOW},
        offers_unknown=DO_NOT_KNOW in choices or bool(getattr(field, "offers_unknown", False)),
        is_month=isinstance(field, MonthField),
        read=_Plain().text.read if is_open else getattr(field, "read", None),
        is_open=is_open,
    )


class _Plain(wtforms.Form):
    """Reads a text as any page does."""

    text = TextField()
