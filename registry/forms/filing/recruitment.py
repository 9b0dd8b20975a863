"""Who recruited the workers, what was taken back from them, and how it is repaid."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from registry.forms.concerns import NoPersonalData
from registry.forms.filing.choices import (
    LICENCE_CLASSES,
    NATIONALITIES,
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
    SelectField,
    TextField,
)
from registry.forms.filing.page import (
    Answered,
    NotBefore,
    NotFuture,
    PageForm,
    RowForm,
    TableField,
    day_of,
    said,
)
from registry.recruitment.recruiters import is_private_person

YES_OR_NO = Answered(_l("Choose yes or no."))


class RepaymentForm(PageForm):
    title = _l("Repayment and deductions")
    lead = _l("How workers who paid get their money back, and what is taken from wages.")

    fee_remedy_plan = RadioField(
        _l("Do you have a written plan to repay workers who paid recruitment costs?"),
        [Answered(_l("Say whether there is a repayment plan."))],
        choices=YES_NO_UNKNOWN,
    )
    fee_remedy_plan_by = DateField(
        _l("By what day will everybody be repaid?"),
        [Answered(_l("Enter the last day of the plan."), said("fee_remedy_plan", "yes"))],
        offers_unknown=True,
    )
    fee_remedy_process_items = CheckboxesField(
        _l("How does repayment work?"),
        [
            Answered(
                _l("Choose what your repayment does, or “None of these”."),
                said("fee_remedy_plan", "yes"),
            )
        ],
        choices=choices(
            {
                "worker_interviews": _l("Workers are interviewed about what they paid"),
                "leavers_included": _l("Workers who have left are included"),
                "independent_check": _l("Somebody independent checks it"),
                "no_receipt_needed": _l("Workers need no receipt"),
                "paid_to_bank_account": _l("It is paid to the worker’s own bank account"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    wag_deduction_types = CheckboxesField(
        _l("Which of these were deducted from any worker’s wages in the period?"),
        [Answered(_l("Choose what was deducted, or “None of these”."))],
        choices=choices(
            {
                "recruitment_cost": _l("Recruitment costs"),
                "levy": _l("The foreign worker levy"),
                "discipline": _l("Fines or disciplinary deductions"),
                "runaway_deposit": _l("A deposit against leaving"),
                "housing_unapproved": _l("Housing, without the approval of the Labour Department"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )


class RecruiterRow(RowForm):
    name = TextField(
        _l("Name"),
        [Answered(_l("Enter the name of the recruiter.")), NoPersonalData()],
        description=_l("As on its licence. It is public: name no private person."),
    )
    country = SelectField(
        _l("Country"), [Answered(_l("Choose where it is based."))], choices=NATIONALITIES
    )
    licence_no = TextField(_l("Licence number"), description=_l("Leave blank if it has no licence"))
    licence_class = SelectField(
        _l("Licence class"),
        choices=LICENCE_CLASSES,
        description=_l("Malaysian agencies only"),
    )
    licence_expiry = DateField(_l("Licence valid until"))
    checked_on = DateField(_l("You checked the licence on"), [NotFuture()])
    dd_on = DateField(_l("Assessed before first use on"), [NotFuture()])
    audit_on = DateField(
        _l("Last audited on"),
        [
            NotFuture(),
            NotBefore(
                "dd_on", _l("The last audit is before the first assessment. Check both days.")
            ),
        ],
    )
    breakdown_received = SelectField(
        _l("Gave an itemised list of charges?"), [YES_OR_NO], choices=YES_NO
    )
    contract_no_fee = SelectField(
        _l("Contract forbids fees to workers?"), [YES_OR_NO], choices=YES_NO
    )
    contract_no_subagent = SelectField(
        _l("Contract forbids sub-agents?"), [YES_OR_NO], choices=YES_NO
    )
    subagents_found = SelectField(_l("Did you find sub-agents?"), [YES_OR_NO], choices=YES_NO)
    blacklist_checked_on = DateField(_l("Checked against blacklists on"), [NotFuture()])
    blacklist_hit = SelectField(_l("On a blacklist?"), [YES_OR_NO], choices=YES_NO)
    active = SelectField(_l("Still in use?"), [YES_OR_NO], choices=YES_NO)
    recruits = IntegerField(
        _l("Workers it recruited in the period"), [Answered(_l("Enter how many, or 0."))]
    )

    def validate_name(self, field: Any) -> None:
        if is_private_person(field.answer or "", self.licence_no.answer or ""):
            raise ValidationError(
                _l(
                    "This seems to be a private person, whose name must not be public. Write what "
                    "they are instead, such as “an agent without a licence”."
                )
            )

    def validate_licence_class(self, field: Any) -> None:
        if not field.answer and self.licence_no.answer and self.country.answer == "MYS":
            raise ValidationError(_l("Choose the class on the Malaysian licence."))

    def validate_licence_expiry(self, field: Any) -> None:
        if not field.answer and self.licence_no.answer and not field.process_errors:
            raise ValidationError(_l("Enter the last day on which the licence is valid."))

    def validate_blacklist_hit(self, field: Any) -> None:
        if field.answer == "yes" and not day_of(self.blacklist_checked_on):
            raise ValidationError(_l("Enter the day on which you checked the blacklist, too."))


class RecruitersForm(PageForm):
    title = _l("Recruiters")
    lead = _l("Every agency or agent, in Malaysia or abroad, that found workers for you.")

    recruiters_used = RadioField(
        _l("Did any agency or agent recruit workers for you?"),
        [Answered(_l("Say whether recruiters were used."))],
        choices=YES_NO_UNKNOWN,
    )
    recruiters = TableField(
        RecruiterRow,
        _l("Recruiters"),
        [Answered(_l("Enter at least one recruiter."), said("recruiters_used", "yes"))],
        row_title=_l("Recruiter"),
        add_text=_l("Add a recruiter"),
    )

    def validate_recruiters_used(self, field: Any) -> None:
        in_use = any(row.get("active") == "yes" for row in self.recruiters.answer)
        if field.answer == "no" and in_use:
            raise ValidationError(
                _l("You say no, but a recruiter below is still in use. Correct one of the two.")
            )
