"""What the company promises, and what became of what it promised before."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from registry.forms.filing.choices import YES_NO, choices
from registry.forms.filing.days import DateField
from registry.forms.filing.fields import HiddenField, LongTextField, RadioField, TextField
from registry.forms.filing.page import (
    Answered,
    Facts,
    PageForm,
    RowForm,
    TableField,
    day_of,
    said,
)
from registry.promises import Commitment, Outcome, numbered

MOST_COMMITMENTS = 20
OUTCOMES = {
    "met": _l("Met"),
    "partly": _l("Partly met"),
    "missed": _l("Missed"),
    "dropped": _l("Dropped"),
    "not_yet_due": _l("Not yet due"),
}
NO_DAY_TO_MOVE = _l("Only a commitment that was missed or partly met gets a new day. Clear this.")


class FollowedRow(RowForm):
    number = HiddenField(_l("Number"))
    commitment = HiddenField(_l("Commitment"))
    outcome = RadioField(
        _l("What became of it?"),
        [Answered(_l("Choose what became of it."))],
        choices=choices(OUTCOMES),
    )
    reached = TextField(
        _l("What was reached"),
        [
            Answered(
                _l("Say what was reached, by the measure above."), said("outcome", "met", "partly")
            )
        ],
        description=_l("By the measure of the commitment, for example: 62 per cent"),
    )
    why = LongTextField(
        _l("Why"),
        [
            Answered(
                _l("Say in a sentence or two why it was not met."),
                said("outcome", "partly", "missed", "dropped"),
            )
        ],
        description=_l("Needed unless it was met. The public reads this. No names."),
    )
    due_on = DateField(
        _l("New day"),
        description=_l("Only if you go on with it. The first day stays to be read."),
    )

    promise: Commitment | None = None
    """The commitment as it was made, with its history."""

    def validate_outcome(self, field: Any) -> None:
        if field.answer != Outcome.NOT_YET_DUE or not self.promise or not self.facts:
            return
        if self.promise.due_now < self.facts.today:
            raise ValidationError(_l("Its day has passed. Say what became of it."))

    def validate_due_on(self, field: Any) -> None:
        day = day_of(field)
        if day is None:
            return
        if self.outcome.answer not in ("partly", "missed"):
            raise ValidationError(NO_DAY_TO_MOVE)
        if self.facts and day <= self.facts.today:
            raise ValidationError(_l("Enter a day that is still to come."))


class FollowUpForm(PageForm):
    title = _l("Earlier commitments")
    lead = _l(
        "What became of each promise of your earlier statements. The public reads the answers."
        " A promise without one counts as not kept."
    )

    followed = TableField(FollowedRow, _l("Commitments of your earlier statements"), least_shown=0)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.facts and self.facts.promises is not None:
            self.match({each.number: each for each in self.facts.promises})

    def match(self, promises: Mapping[str, Commitment]) -> None:
        """One row for each promise, in their order and in the words in which they were made."""
        entries = self.followed.entries
        first: dict[str | None, Any] = {}
        for entry in entries:
            first.setdefault(entry.number.data, entry)
        for number in promises.keys() - first.keys():
            first[number] = self.followed.append_entry({"number": number})
        entries[:] = [first[number] for number in promises]
        for entry, promise in zip(entries, promises.values(), strict=True):
            entry.commitment.data = promise.commitment
            entry.form.promise = promise


class CommitmentRow(RowForm):
    number = HiddenField(_l("Number"))
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
    metric = TextField(
        _l("How it is measured"),
        [Answered(_l("Say how it is measured."))],
        description=_l("For example: workers repaid, per cent"),
    )
    target = TextField(
        _l("Target"),
        [Answered(_l("Say what is to be reached."))],
        description=_l("By this measure, for example: 100"),
    )
    due_on = DateField(_l("By when"), [Answered(_l("Enter the day by which it is done."))])

    @property
    def answer(self) -> dict[str, Any]:
        """A row with nothing but its number is blank."""
        answer = super().answer
        return answer if answer.keys() - {"number"} else {}

    def validate_due_on(self, field: Any) -> None:
        day = day_of(field)
        if day and self.facts and day <= self.facts.period_end:
            raise ValidationError(
                _l("Enter a day after the financial year that you report on: it is a promise.")
            )


class CommitmentTable(TableField):
    most_rows = MOST_COMMITMENTS

    @property
    def answer(self) -> list[dict[str, Any]]:
        """The rows, each with the number that it keeps from now on."""
        rows: list[dict[str, Any]] = super().answer
        facts: Facts | None = self._form.facts
        if facts is None or facts.year is None:
            return rows
        return numbered(rows, facts.year, facts.numbers_taken)


class CommitmentsForm(PageForm):
    title = _l("Commitments")
    lead = _l(
        "What you promise to do next, by when. Your next filing asks what became of each, and the"
        " public reads the answers."
    )

    commitments_made = RadioField(
        _l("Do you make commitments for the coming years?"),
        [Answered(_l("Say whether you make commitments."))],
        choices=YES_NO,
    )
    commitments = CommitmentTable(
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
