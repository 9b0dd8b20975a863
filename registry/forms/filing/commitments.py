"""What the company promises, and what became of what it promised a year ago."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from registry.forms.filing.choices import YES_NO, choices
from registry.forms.filing.days import DateField
from registry.forms.filing.fields import HiddenField, LongTextField, RadioField, TextField
from registry.forms.filing.page import Answered, PageForm, RowForm, TableField, said

OUTCOMES = {
    "met": _l("Met"),
    "partly": _l("Partly met"),
    "missed": _l("Missed"),
    "dropped": _l("Dropped"),
}


class FollowedRow(RowForm):
    commitment = HiddenField()
    outcome = RadioField(
        _l("What became of it?"),
        [Answered(_l("Choose what became of it."))],
        choices=choices(OUTCOMES),
    )
    why = LongTextField(
        _l("How, or why not?"),
        [Answered(_l("Say in a few sentences what was done, or why it was not."))],
    )


class FollowUpForm(PageForm):
    title = _l("Last year’s commitments")
    lead = _l("What became of each promise of your last statement. The public reads the answers.")

    followed = TableField(FollowedRow, _l("Commitments of your last statement"), least_shown=0)


class CommitmentRow(RowForm):
    commitment = TextField(
        _l("What you will do"),
        [Answered(_l("Say what you will do."))],
        description=_l("For example: repay every worker of the Nepal corridor in full"),
    )
    owner = TextField(
        _l("Who answers for it"),
        [Answered(_l("Name the post that answers for it."))],
        description=_l("A post, such as the head of human resources. No names."),
    )
    metric = TextField(_l("How it is measured"), [Answered(_l("Say how it is measured."))])
    target = TextField(_l("Target"), [Answered(_l("Say what is to be reached."))])
    due_on = DateField(_l("By when"), [Answered(_l("Enter the day by which it is done."))])


class CommitmentsForm(PageForm):
    title = _l("Commitments")
    lead = _l("What you promise to do next, by when. Next year’s filing asks what became of it.")

    commitments_made = RadioField(
        _l("Do you make commitments for the coming years?"),
        [Answered(_l("Say whether you make commitments."))],
        choices=YES_NO,
    )
    commitments = TableField(
        CommitmentRow,
        _l("Your commitments"),
        [Answered(_l("Enter at least one commitment."), said("commitments_made", "yes"))],
        row_title=_l("Commitment"),
        add_text=_l("Add a commitment"),
    )

    def validate_commitments_made(self, field: Any) -> None:
        if field.answer == "no" and self.commitments.answer:
            raise ValidationError(
                _l("You say no, but there is a commitment below. Correct one of the two.")
            )
