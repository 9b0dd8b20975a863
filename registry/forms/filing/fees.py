"""The fee table: what was paid for recruitment, by whom, and what workers got back.

Every corridor owes a line for each category, once for what workers paid and once for what the
employer paid; these lines stand on the page from the start, and a zero is typed like any amount.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms.validators import StopValidation, ValidationError

from registry.forms.base import Form
from registry.forms.filing.choices import CATEGORIES, PAYER_CHOICES, SOURCE_CHOICES
from registry.forms.filing.days import DateField
from registry.forms.filing.fields import (
    HiddenField,
    IntegerField,
    MoneyField,
    SelectField,
)
from registry.forms.filing.page import (
    MOST_ROWS,
    Answered,
    AtMost,
    NotFuture,
    PageForm,
    RowForm,
    TableField,
    number_of,
)
from registry.scoring.shapes import POLICY_CATEGORIES

REQUIRED = POLICY_CATEGORIES
"""The categories that every corridor owes."""
OWED_BY = ("worker", "employer")
OWED_LINES = len(REQUIRED) * len(OWED_BY)
CATEGORY_NAMES = {choice.value: choice.label for choice in CATEGORIES}
GIVEN = {"corridor", "category", "payer"}

Row = Mapping[str, Any]


def main_category(category: str) -> str:
    """The category that a part counts for: ``MED`` for ``MED-ORIGIN``."""
    head = category.partition("-")[0]
    return {"LODGE": "TRV", "REPAT": "TRV"}.get(head, head)


def answered_lines(rows: Iterable[Row], corridor: str) -> int:
    """How many of a corridor's owed lines have an amount."""
    answered = {
        (main_category(row.get("category", "")), row.get("payer"))
        for row in rows
        if row.get("corridor") == corridor and row.get("amount_myr") is not None
    }
    return len(answered & {(category, payer) for category in REQUIRED for payer in OWED_BY})


def is_positive(field: Any) -> bool:
    number = number_of(field)
    return number is not None and number > 0


class FeeRow(RowForm):
    corridor = HiddenField(_l("Corridor"))
    category = SelectField(
        _l("Cost"), [Answered(_l("Choose what was paid for."))], choices=CATEGORIES
    )
    payer = SelectField(_l("Paid by"), [Answered(_l("Choose who paid."))], choices=PAYER_CHOICES)
    amount_myr = MoneyField(
        _l("Amount paid, all workers together"),
        [Answered(_l("Enter the amount in ringgit, or 0 if nothing was paid."))],
    )
    workers = IntegerField(
        _l("For how many workers"),
        [Answered(_l("Enter for how many workers it was paid, or 0."))],
    )
    source = SelectField(
        _l("How you know"),
        [Answered(_l("Choose how you know this figure."))],
        choices=SOURCE_CHOICES,
    )
    recruited_on = DateField(
        _l("Recruited on"), [NotFuture()], description=_l("Day, or first day of the intake")
    )
    reimbursed_myr = MoneyField(
        _l("Repaid so far"),
        [AtMost("amount_myr", _l("This is more than was paid. Correct one of the two."))],
    )
    reimbursed_workers = IntegerField(
        _l("Repaid to how many"),
        [AtMost("workers", _l("This is more than the workers who paid. Correct one of the two."))],
    )
    reimbursed_on = DateField(_l("Last repayment on"), [NotFuture()])

    @property
    def answer(self) -> dict[str, Any]:
        answer = super().answer
        given = GIVEN if self.is_owed else {"corridor"}
        return answer if answer.keys() - given else {}

    @property
    def has_more(self) -> bool:
        """Whether dates or a repayment are given, wrong or owed, so that the page shows them."""
        more = (self.recruited_on, self.reimbursed_myr, self.reimbursed_workers, self.reimbursed_on)
        said = any(field.answer is not None or field.errors for field in more)
        return said or (self.payer.data == "worker" and is_positive(self.amount_myr))

    @property
    def is_owed(self) -> bool:
        return self.category.data in REQUIRED and self.payer.data in OWED_BY

    def validate_workers(self, field: Any) -> None:
        if is_positive(self.amount_myr) and field.answer == 0:
            raise ValidationError(_l("Enter how many workers stand behind this amount."))

    def validate_reimbursed_myr(self, field: Any) -> None:
        owes_answer = self.payer.data == "worker" and is_positive(self.amount_myr)
        if owes_answer and field.answer is None and not field.errors:
            raise StopValidation(_l("Enter what was repaid to workers, or 0 if nothing yet."))

    def validate_reimbursed_workers(self, field: Any) -> None:
        if is_positive(self.reimbursed_myr) and not field.answer and not field.errors:
            raise ValidationError(_l("Enter how many workers were repaid."))

    def validate_reimbursed_on(self, field: Any) -> None:
        if is_positive(self.reimbursed_myr) and not field.answer and not field.errors:
            raise ValidationError(_l("Enter the day of the last repayment."))


class FeeTable(TableField):
    """The lines of one corridor when the page names it, else of all."""

    most_rows = MOST_ROWS * 40

    def lay_out(self, corridor: str) -> None:
        """Put every line that the corridor owes on the page, and only this corridor's."""
        present = {(entry.category.data, entry.payer.data) for entry in self.entries}
        for category in REQUIRED:
            for payer in OWED_BY:
                if (category, payer) not in present:
                    self.append_entry({"category": category, "payer": payer})
        for entry in self.entries:
            entry.corridor.data = corridor


@dataclass(frozen=True)
class CategoryLines:
    """The owed lines of one category, as they stand together on the page."""

    name: LazyString
    lines: list[Any]


class FeeUploadForm(Form):
    file = FileField(
        _l("The filled template"), description=_l("An Excel workbook (.xlsx) or a CSV file.")
    )

    def validate_file(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_l("Choose the filled template first."))


class FeesForm(PageForm):
    title = _l("Fees and costs")
    lead = _l(
        "What was paid to recruit workers, by workers and by you, and what workers got back."
        " Enter 0 where nobody paid: a blank counts as not disclosed."
    )

    fees = FeeTable(FeeRow, _l("Fees and costs"), least_shown=0)

    def __init__(self, *args: Any, corridor: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.corridor = corridor
        if corridor:
            self.fees.lay_out(corridor)

    @property
    def categories(self) -> list[CategoryLines]:
        """The owed lines by category; the first line of each pair counts as the owed one."""
        first: dict[tuple[str, str], Any] = {}
        for entry in self.fees.entries:
            first.setdefault((entry.category.data, entry.payer.data), entry)
        return [
            CategoryLines(CATEGORY_NAMES[category], [first[category, p] for p in OWED_BY])
            for category in REQUIRED
        ]

    @property
    def further_lines(self) -> list[Any]:
        owed = {id(line) for category in self.categories for line in category.lines}
        return [entry for entry in self.fees.entries if id(entry) not in owed]

    def validate_fees(self, field: Any) -> None:
        known = self.facts.corridors if self.facts else ()
        corridors = [self.corridor] if self.corridor else known
        if self.facts and not corridors and not self.facts.nobody_recruited:
            raise ValidationError(_l("First name your corridors on the page before this one."))
        owed = OWED_LINES * len(corridors)
        blank = owed - sum(answered_lines(field.answer, corridor) for corridor in corridors)
        if blank:
            raise ValidationError(
                _l(
                    "%(blank)s of %(all)s lines have no amount yet. Enter each one;"
                    " 0 where nobody paid anything.",
                    blank=blank,
                    all=owed,
                )
            )
