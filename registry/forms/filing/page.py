"""What every page of a filing shares: its facts, its tables, and when an answer is owed."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import wtforms
from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation, ValidationError

from registry.carried import repeats_figures
from registry.forms.base import Form
from registry.forms.filing.facts import Facts as Facts
from registry.forms.filing.fields import Text

MOST_ROWS = 500
MOST_SENT = 2_000
"""Of the rows of a table, at most so many in one form."""
When = Callable[[Any], bool]


class Answered:
    """The page is not finished without this answer; ``when`` says on which forms it is owed."""

    def __init__(self, message: Text, when: When | None = None) -> None:
        self.message = message
        self.when = when

    def __call__(self, form: Any, field: Any) -> None:
        owed = self.when is None or self.when(form)
        if owed and field.answer in (None, []) and not field.errors:
            raise StopValidation(self.message)


class NotFuture:
    """A thing that has happened did not happen after today."""

    def __call__(self, form: Any, field: Any) -> None:
        if form.facts and (day := day_of(field)) and day > form.facts.today:
            raise ValidationError(_l("This day is still to come. Enter the day it was done."))


class AtMost:
    """A number that is part of another one."""

    def __init__(self, whole: str, message: Text) -> None:
        self.whole = whole
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        part, whole = number_of(field), number_of(form[self.whole])
        if part is not None and whole is not None and part > whole:
            raise ValidationError(self.message)


class NotBefore:
    """A day that cannot come before another one."""

    def __init__(self, earlier: str, message: Text) -> None:
        self.earlier = earlier
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        later, earlier = day_of(field), day_of(form[self.earlier])
        if later and earlier and later < earlier:
            raise ValidationError(self.message)


def said(name: str, *words: str) -> When:
    """An answer is owed when another question was answered with one of these words."""
    return lambda form: form[name].answer in words


def unless(name: str, word: str) -> When:
    """An answer is owed but for those who answered another question with this word alone."""
    return lambda form: form[name].answer not in (word, [word])


def number_of(field: Any) -> Decimal | None:
    """The number in a field of counts or money; None where it is blank, unknown or unreadable."""
    try:
        return Decimal(str(field.answer))
    except ArithmeticError:
        return None


def total_of(*fields: Any) -> Decimal | None:
    """Their sum; None where one of them gives no number."""
    numbers = [number_of(field) for field in fields]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None


def day_of(field: Any) -> date | None:
    try:
        return date.fromisoformat(field.answer or "")
    except ValueError:
        return None


class RowForm(wtforms.Form):
    """One row of a table. A blank row says nothing: it is neither judged nor stored."""

    @property
    def facts(self) -> Facts | None:
        parent: PageForm = self._parent_form
        return parent.facts

    @property
    def written(self) -> dict[str, Any]:
        """Parts of the page that are the same in every row."""
        parent: PageForm = self._parent_form
        return parent.written

    @property
    def answer(self) -> dict[str, Any]:
        answers = {field.short_name: field.answer for field in self}
        return {name: value for name, value in answers.items() if value is not None}

    @property
    def is_blank(self) -> bool:
        return not self.answer and not any(field.process_errors for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        return self.is_blank or bool(super().validate(extra_validators))


class TableField(wtforms.FieldList):
    """Rows of one form, numbered with or without gaps.

    ``is_narrow``: a row fits on one line of a desk screen.
    """

    most_rows = MOST_ROWS

    def __init__(
        self,
        row: type[RowForm],
        label: Text | None = None,
        validators: Any = None,
        *,
        row_title: Text | None = None,
        add_text: Text | None = None,
        is_narrow: bool = False,
        least_shown: int = 1,
        **options: Any,
    ) -> None:
        rows = wtforms.FormField(row)
        super().__init__(rows, label, validators, min_entries=least_shown, **options)
        self.row_title = row_title
        self.add_text = add_text
        self.is_narrow = is_narrow

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """The numbers of the rows that were sent; a name with any other number is not a row.

        Of too many rows only one too many is read: a forged form could keep the server for minutes.
        """
        row = re.compile(re.escape(prefix) + r"-([0-9]{1,6})-")
        numbers = {int(found[1]) for name in formdata if (found := row.match(name))}
        return iter(sorted(numbers)[: min(self.most_rows, MOST_SENT) + 1])

    @property
    def answer(self) -> list[dict[str, Any]]:
        return [row for entry in self.entries if (row := entry.form.answer)]

    def validate(self, form: wtforms.Form, extra_validators: Any = ()) -> bool:
        super().validate(form, extra_validators)
        if len(self.entries) > self.most_rows:
            self.errors.append(
                _l("This page takes %(most)s rows. Put equal rows together.", most=self.most_rows)
            )
        return not self.errors

    def remove(self, position: int) -> None:
        """Leave out the row at a position counted from 0, if it is still there."""
        if position < len(self.entries):
            self.pop_entry(position)


class PageForm(Form):
    """One page of a filing. A field's name is the answer's name in the criteria."""

    title: ClassVar[Text]
    lead: ClassVar[Text]
    why: ClassVar[Mapping[str, Text]] = {}
    """Why a question is asked that no criterion judges by itself."""

    figures_checked = wtforms.BooleanField(
        _l("I checked the figures that are the same as last year’s: they are those of this year")
    )

    def __init__(self, *args: Any, facts: Facts | None = None, **options: Any) -> None:
        self.facts = facts
        self.written: dict[str, Any] = {}
        super().__init__(*args, **options)
        if not repeats_figures(self.came_back, self.came_back):
            del self.figures_checked

    @property
    def came_back(self) -> Mapping[str, Any]:
        """Last year's answers that wait on this page to be confirmed."""
        return (self.facts and self.facts.carried) or {}

    def validate_figures_checked(self, field: Any) -> None:
        if not field.data and repeats_figures(self.answers, self.came_back):
            raise ValidationError(
                _l("Check the figures that are the same as last year’s, then tick this box.")
            )

    @property
    def leaves_figures_unchecked(self) -> bool:
        """Whether last year's figures were sent without the tick that they are this year's."""
        return "figures_checked" in self and bool(self.figures_checked.errors)

    @property
    def questions(self) -> list[wtforms.Field]:
        """The fields that hold answers, in the order in which they are asked."""
        return [field for field in self if hasattr(field, "answer")]

    @property
    def tables(self) -> dict[str, TableField]:
        return {field.name: field for field in self if isinstance(field, TableField)}

    @property
    def answers(self) -> dict[str, Any]:
        """What was said and could be read, as plain JSON."""
        answers = {field.name: field.answer for field in self.questions}
        return {name: value for name, value in answers.items() if value is not None}

    @property
    def unreadable(self) -> bool:
        """Whether something typed could not be read, and is nowhere but on the page."""
        rows = [entry.form for table in self.tables.values() for entry in table.entries]
        return any(field.process_errors for form in (self, *rows) for field in form)

    def add_row(self, table: str) -> None:
        if table in self.tables:
            self.tables[table].append_entry()

    def remove_row(self, place: str) -> None:
        """Remove the row ``position`` or ``table-position``; a page has at most one table."""
        position = place.rpartition("-")[2]
        if position.isdecimal():
            for table in self.tables.values():
                table.remove(int(position))
