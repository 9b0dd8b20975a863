"""Who reports, who approved it, and what the company promises."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from registry.forms.filing.choices import (
    CATEGORIES,
    NONE_OF_THESE,
    UNKNOWN,
    YES_NO,
    YES_NO_UNKNOWN,
    choices,
)
from registry.forms.filing.days import DateField
from registry.forms.filing.fields import (
    CheckboxesField,
    IntegerField,
    RadioField,
    TextField,
)
from registry.forms.filing.group import CompaniesField, CompanyRow, PastedField, Tally
from registry.forms.filing.page import Answered, AtMost, NotFuture, PageForm, said
from registry.scoring.shapes import POLICY_CATEGORIES


class PeriodForm(PageForm):
    title = _l("Period and group")
    lead = _l("The financial year you report on, and which companies of your group it covers.")
    why = {
        "period_confirmed": _l("Every figure and every rule of this filing is for this period."),
        "str_entities_total": _l(
            "Risk often sits in subsidiaries. Readers must see which companies you speak for."
        ),
    }

    period_confirmed = RadioField(
        _l("Is this the financial year you report on?"),
        [Answered(_l("Say whether the period is right."))],
        choices=YES_NO,
    )
    str_entities_total = IntegerField(
        _l("How many companies does your group have, the parent included?"),
        [Answered(_l("Enter the number of companies in the group, or 1 if there is only one."))],
        offers_unknown=True,
    )
    str_entities_covered = IntegerField(
        _l("How many of them does this filing cover, the parent included?"),
        [
            Answered(_l("Enter how many companies of the group the filing covers.")),
            AtMost(
                "str_entities_total",
                _l("This is more than the companies in the group. Correct one of the two."),
            ),
        ],
        offers_unknown=True,
    )
    entities = CompaniesField(
        CompanyRow,
        _l("Companies of the group, besides the parent"),
        description=_l(
            "Name every subsidiary, also those that this filing does not cover. Your answers on"
            " all pages stand for each company that you cover: say “yes” only where it is so in"
            " all of them. Where one differs, say so on the page “Where a company differs”."
        ),
        row_title=_l("Company"),
        add_text=_l("Add a company"),
        is_narrow=True,
    )
    pasted = PastedField(
        _l("Add many companies at once"),
        description=_l(
            "One company a line, as copied from a spreadsheet: name, SSM number, share held, and"
            " “yes” or “no” for covered. They are added to the list above."
        ),
    )

    def add_row(self, table: str) -> None:
        """Add what was pasted; without it, a blank row."""
        if self.pasted.typed:
            self.take_pasted()
        else:
            super().add_row(table)

    def validate(self, extra_validators: Any = None) -> bool:
        self.take_pasted()
        return bool(super().validate(extra_validators))

    def take_pasted(self) -> None:
        """Put the pasted lines into the table; what is no line of it stays where it is."""
        self.entities.extend(self.pasted.take_lines())

    @property
    def tally(self) -> Tally:
        """What the list counts, beside what the two questions say."""
        return Tally.of(self.entities.answer, self.answers)

    def validate_period_confirmed(self, field: Any) -> None:
        if field.answer == "no":
            raise ValidationError(
                _l(
                    "The period follows from your financial year end. If that is wrong, write to"
                    " the register’s office before you go on; your answers stay saved."
                )
            )


class GovernanceForm(PageForm):
    title = _l("Approval and responsibility")
    lead = _l("Who approved the statement, who answers for it, and how bribery is kept out.")

    gov_approval_body = RadioField(
        _l("Who approved the statement?"),
        [Answered(_l("Choose who approved the statement."))],
        choices=choices(
            {
                "board": _l("The board of directors"),
                "board_committee": _l("A committee of the board"),
                "management": _l("Management, not the board"),
                "none": _l("Nobody has approved it"),
            },
            UNKNOWN,
        ),
    )
    gov_approved_on = DateField(
        _l("When was it approved?"),
        [
            Answered(
                _l("Enter the day of the approval."),
                said("gov_approval_body", "board", "board_committee", "management"),
            ),
            NotFuture(),
        ],
        description=_l("The day of the meeting or of the written resolution."),
        offers_unknown=True,
    )
    gov_signatory_role = RadioField(
        _l("Who signs the statement?"),
        [Answered(_l("Choose who signs the statement."))],
        choices=choices(
            {
                "director": _l("A director"),
                "ceo": _l("The chief executive"),
                "company_secretary": _l("The company secretary"),
                "other": _l("Somebody else"),
            }
        ),
    )
    gov_accountable_post = TextField(
        _l("Which senior post answers for recruitment and forced labour?"),
        [Answered(_l("Enter the post, or tick “We do not know”."))],
        description=_l("The post, not the name of the person."),
        offers_unknown=True,
    )
    gov_anticorruption_items = CheckboxesField(
        _l("Which controls keep bribes out of recruitment and permits?"),
        [Answered(_l("Choose the controls you have, or “None of these”."))],
        choices=choices(
            {
                "agent_payment_review": _l("Every payment to an agent is reviewed"),
                "gift_ban": _l("Gifts from agents and officials are banned"),
                "conflict_check": _l("Conflicts of interest are checked"),
                "report_channel": _l("A channel to report a request for a bribe"),
                "hr_rotation": _l("People in recruitment change posts regularly"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )


class PolicyForm(PageForm):
    title = _l("Policy")
    lead = _l("What your written policy says, for whom, and where it can be read.")

    gov_policy_items = CheckboxesField(
        _l("Which of these does your written policy deal with?"),
        [Answered(_l("Choose what the policy deals with, or “None of these”."))],
        choices=choices(
            {
                "worker_paid_fees": _l("Workers pay no recruitment fees"),
                "document_retention": _l("Nobody keeps workers’ passports"),
                "freedom_of_movement": _l("Freedom to move outside work"),
                "free_to_resign": _l("Freedom to resign"),
                "child_labour": _l("No child labour; care for young workers"),
                "violence_threats": _l("No violence, threats or harassment"),
                "forced_overtime": _l("No forced overtime"),
                "discrimination": _l("No discrimination"),
                "association": _l("Freedom to join and form unions"),
                "remedy": _l("Remedy for workers who were harmed"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    gov_policy_scope = CheckboxesField(
        _l("Who is bound by the policy?"),
        [Answered(_l("Choose who is bound by the policy, or “None of these”."))],
        choices=choices(
            {
                "own": _l("Our own operations"),
                "agents": _l("Recruiters and labour contractors"),
                "suppliers": _l("Suppliers"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    gov_policy_public = RadioField(
        _l("Can anybody read the policy, for example on your website?"),
        [Answered(_l("Say whether the policy is public."))],
        choices=YES_NO_UNKNOWN,
    )
    fee_policy_written = RadioField(
        _l("Does a written policy say that the employer pays the costs of recruitment?"),
        [Answered(_l("Say whether the employer-pays policy is in writing."))],
        choices=YES_NO_UNKNOWN,
    )
    fee_policy_categories = CheckboxesField(
        _l("Which costs does it put on the employer, by name?"),
        [
            Answered(
                _l("Choose the costs that the policy names, or “None of these”."),
                said("fee_policy_written", "yes"),
            )
        ],
        description=_l("Choose only what the policy names; “all costs” names none."),
        choices=[
            *(choice for choice in CATEGORIES if choice.value in POLICY_CATEGORIES),
            NONE_OF_THESE,
            UNKNOWN,
        ],
    )
