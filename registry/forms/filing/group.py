"""The companies of a group: a row for each, typed one by one or pasted from a spreadsheet."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError
from wtforms.widgets import TextArea

from registry import groups
from registry.forms.filing.choices import YES_NO
from registry.forms.filing.fields import PercentField, SelectField, TextField
from registry.forms.filing.page import Answered, RowForm, TableField

COLUMNS = ("name", "ssm_number", "share_percent", "covered")
HEADINGS = {"name", "company", "company name", "nama", "syarikat", "nama syarikat"}
"""What the first cell of a table says when the first line is its head."""
COVERED: Mapping[str, str] = {
    word: answer
    for answer, words in {"yes": ("yes", "y", "ya", "1"), "no": ("no", "n", "tidak", "0")}.items()
    for word in words
}
LONGEST_PASTE = 200_000


@dataclass(frozen=True, slots=True)
class Tally:
    """How many companies the list names, and what was said of their number."""

    listed: int
    covered: int
    total_said: int | None
    covered_said: int | None

    @classmethod
    def of(cls, rows: list[dict[str, Any]], answers: Mapping[str, Any]) -> "Tally":
        return cls(
            listed=len(rows),
            covered=sum(row.get("covered") == "yes" for row in rows),
            total_said=_count(answers.get("str_entities_total")),
            covered_said=_count(answers.get("str_entities_covered")),
        )

    @property
    def agrees(self) -> bool:
        """Whether the counts are those of the list and the parent; one not given agrees."""
        return self.total_said in (None, self.listed + 1) and self.covered_said in (
            None,
            self.covered + 1,
        )


class CompanyNumberField(TextField):
    """A registration number, kept in its usual form; what is none is kept as it was typed."""

    def read(self, typed: str) -> str:
        text: str = super().read(typed)
        return groups.as_written(text) or text


class CompanyRow(RowForm):
    name = TextField(_l("Company name"), [Answered(_l("Enter the name of the company."))])
    ssm_number = CompanyNumberField(
        _l("SSM number"),
        [Answered(_l("Enter the SSM registration number, or “not in Malaysia”."))],
    )
    share_percent = PercentField(
        _l("Share held (%)"),
        [Answered(_l("Enter the share that the group holds, such as 51 or 100."))],
    )
    covered = SelectField(
        _l("In this filing?"),
        [Answered(_l("Say whether this filing covers the company."))],
        choices=YES_NO,
    )

    def validate_ssm_number(self, field: Any) -> None:
        if groups.as_written(field.answer or "") is None:
            raise ValidationError(
                _l(
                    "Enter 12 digits such as 201901000005, or the old form such as 1312525-A. For a"
                    " company abroad: “not in Malaysia”, then its country and number."
                )
            )
        if self.facts and field.answer in self.facts.own_numbers:
            raise ValidationError(
                _l("This is the number of your own company, which is counted already. Remove it.")
            )


class CompaniesField(TableField):
    """Each company of the group once."""

    def validate(self, form: wtforms.Form, extra_validators: Any = ()) -> bool:
        super().validate(form, extra_validators)
        first: dict[str, int] = {}
        for position, entry in enumerate(self.entries, 1):
            for company in groups.companies([entry.form.answer]):
                place = first.setdefault(company.key(0), position)
                if place != position:
                    self._refuse_twice(entry.form, place)
        return not self.errors

    def extend(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Add rows at the end, in the place of blank ones."""
        new = list(rows)
        if new:
            for entry in [entry for entry in self.entries if entry.form.is_blank]:
                self.pop_entry(self.entries.index(entry))
        for row in new[: self.most_rows + 1]:
            entry = self.append_entry()
            entry.process(MultiDict({f"{entry.name}-{name}": cell for name, cell in row.items()}))

    def _refuse_twice(self, row: wtforms.Form, place: int) -> None:
        field = row["ssm_number"]
        message = _l(
            "Row %(row)s names this company already. Correct the number, or remove one of the two.",
            row=place,
        )
        field.errors = [*field.errors, message]
        self.errors.append(row.errors)


class PastedField(wtforms.Field):
    """Lines of a spreadsheet. It is no answer: it fills the rows of the table beside it."""

    widget = TextArea()
    taken = 0
    """How many lines went into the table."""

    @property
    def typed(self) -> str:
        return str(self.data or "").strip()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = "".join(valuelist).replace("\0", "")[:LONGEST_PASTE]

    def _value(self) -> str:
        return str(self.data or "")

    def take_lines(self) -> list[dict[str, str]]:
        """The lines as rows of the table; they are taken once."""
        lines, self.data = self.typed.splitlines(), ""
        comma = not any("\t" in line for line in lines)
        cells = csv.reader(lines, delimiter="," if comma else "\t")
        rows = [[cell.strip() for cell in line] for line in cells if any(map(str.strip, line))]
        if rows and rows[0][0].casefold() in HEADINGS:
            del rows[0]
        self.taken += len(rows)
        return [_row(cells) for cells in rows]


def _row(cells: list[str]) -> dict[str, str]:
    """A line by the names of the columns, as somebody would type it into the row."""
    row = dict(zip(COLUMNS, cells, strict=False))
    row["covered"] = COVERED.get(row.get("covered", "").casefold(), "")
    return {name: cell for name, cell in row.items() if cell}


def _count(answer: Any) -> int | None:
    return answer if isinstance(answer, int) else None
