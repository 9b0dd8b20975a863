"""Where a subsidiary would answer otherwise than the group."""

from flask_babel import lazy_gettext as _l

from registry.forms.filing.fields import LongTextField, TextField
from registry.forms.filing.page import Answered, PageForm, RowForm, TableField


class DifferenceRow(RowForm):
    entity = TextField(_l("Company"), [Answered(_l("Choose the company."))])
    question = TextField(_l("Question"), [Answered(_l("Choose the question."))])
    said = LongTextField(_l("Its answer"), [Answered(_l("Say how the company would answer it."))])


class DifferencesForm(PageForm):
    title = _l("Where a company differs")
    lead = _l("Your answers stand for every company that the filing covers, but for these.")

    differences = TableField(
        DifferenceRow,
        _l("Answers that differ for one company"),
        row_title=_l("Difference"),
        add_text=_l("Add a difference"),
    )
