"""Where a company of the group would answer otherwise than the group."""

from collections.abc import Callable, Mapping
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from registry import groups
from registry.forms.filing.choices import choices
from registry.forms.filing.fields import LongTextField, SelectField, SelectInput, Text
from registry.forms.filing.page import Answered, PageForm, RowForm, TableField


class GroupedInput(SelectInput):
    """A list of questions under the titles of their pages."""

    GROUP = Markup('<optgroup label="{}">{}</optgroup>')

    def _written(self, field: SelectField) -> Markup:
        blank = self.OPTION.format("", str(_l("Choose")))
        return blank + Markup("").join(
            self.GROUP.format(str(page), self._options(asked))
            for page, asked in field._form.offered.items()
        )

    def _options(self, asked: Mapping[str, Text]) -> Markup:
        return Markup("").join(self.OPTION.format(name, str(text)) for name, text in asked.items())


class StayingField(SelectField):
    """A list in which a choice stays that it no longer offers; the row says what to do about it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0].strip() or None if valuelist else None

    def lines(self, write: Callable[[SelectField], Markup]) -> Markup:
        lines: Markup = super().lines(write)
        if not self.data or self.data in self._words():
            return lines
        return lines + SelectInput.OPTION.format(self.data, self.data)


class CompanyField(StayingField):
    """A company by its name and number; one that was renamed meanwhile is recognised."""

    def process_data(self, value: Any) -> None:
        super().process_data(self._known(value))

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = self._known(self.data)

    def _known(self, said: str | None) -> str | None:
        facts = self._form.facts
        found = groups.meant(said, facts.covered) if facts and said else None
        return found.label if found else said


class QuestionField(StayingField):
    widget = GroupedInput()


class DifferenceRow(RowForm):
    entity = CompanyField(
        _l("Company"),
        [Answered(_l("Choose the company."))],
        choices=lambda form, field: form.companies(),
    )
    question = QuestionField(
        _l("Question"),
        [Answered(_l("Choose the question."))],
        choices=lambda form, field: form.questions(),
    )
    said = LongTextField(
        _l("Its answer"),
        [Answered(_l("Say how the company would answer it."))],
        description=_l(
            "Published as you write it. Give no number of fewer than five people, and no names of"
            " workers."
        ),
    )

    @property
    def offered(self) -> Mapping[Text, Mapping[str, Text]]:
        """The questions of the filing under the titles of their pages."""
        return (self.facts.questions if self.facts else None) or {}

    def companies(self) -> list[SelectChoice]:
        covered = self.facts.covered if self.facts else ()
        return choices({company.label: company.label for company in covered})

    def questions(self) -> list[SelectChoice]:
        return choices(
            {name: text for asked in self.offered.values() for name, text in asked.items()}
        )

    def validate_entity(self, field: Any) -> None:
        if self.facts and field.data not in field._words():
            raise ValidationError(
                _l(
                    "%(company)s is not among the companies that this filing covers. Cover it on"
                    " the page “Period and group”, or remove this row.",
                    company=field.data,
                )
            )

    def validate_question(self, field: Any) -> None:
        if self.facts and field.data not in field._words():
            raise ValidationError(
                _l("This filing does not ask that question. Choose another, or remove this row.")
            )


class DifferencesField(TableField):
    """One difference for each company and question."""

    def validate(self, form: wtforms.Form, extra_validators: Any = ()) -> bool:
        super().validate(form, extra_validators)
        first: dict[tuple[str, str], int] = {}
        for position, entry in enumerate(self.entries, 1):
            said = entry.form.answer
            if "entity" in said and "question" in said:
                place = first.setdefault((said["entity"], said["question"]), position)
                if place != position:
                    self._refuse_twice(entry.form, place)
        return not self.errors

    def _refuse_twice(self, row: wtforms.Form, place: int) -> None:
        message = _l(
            "Row %(row)s says this of the same company. Put both answers into one row.", row=place
        )
        row["question"].errors = [*row["question"].errors, message]
        self.errors.append(row.errors)


class DifferencesForm(PageForm):
    title = _l("Where a company differs")
    lead = _l("Your answers stand for every company that the filing covers, but for these.")

    differences = DifferencesField(
        DifferenceRow,
        _l("Answers that differ for one company"),
        description=_l(
            "Name the company, the question, and what it would answer. Leave this blank where all"
            " companies would answer alike. No difference lowers the grade."
        ),
        row_title=_l("Difference"),
        add_text=_l("Add a difference"),
    )
