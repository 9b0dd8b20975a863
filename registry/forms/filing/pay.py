"""What workers earn, how and when they are paid, and how long they work."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from registry.forms.filing.choices import (
    AREAS,
    NATIONALITIES,
    NONE_OF_THESE,
    SIZES,
    STATE_CHOICES,
    UNKNOWN,
    YES_NO_UNKNOWN,
    choices,
)
from registry.forms.filing.days import MonthField
from registry.forms.filing.fields import (
    CheckboxesField,
    IntegerField,
    MoneyField,
    RadioField,
    SelectField,
)
from registry.forms.filing.page import (
    Answered,
    AtMost,
    PageForm,
    RowForm,
    TableField,
    day_of,
    number_of,
)

LAST_DAY_OF_MONTH = 31
HOURS_OF_WEEK = 168
ORDINARY_SIZE = "L"


class WageRow(RowForm):
    nationality = SelectField(
        _l("Nationality"), [Answered(_l("Choose a nationality."))], choices=NATIONALITIES
    )
    state = SelectField(
        _l("State"), [Answered(_l("Choose the state they work in."))], choices=STATE_CHOICES
    )
    area = SelectField(
        _l("Area"), [Answered(_l("Choose the area of the place of work."))], choices=AREAS
    )
    size = SelectField(
        _l("Size of the employer"),
        [Answered(_l("Choose the size of the employer."))],
        choices=SIZES,
        default=ORDINARY_SIZE,
        render_kw={"data-default": ORDINARY_SIZE},
    )
    month = MonthField(_l("Month"), [Answered(_l("Enter the month of this wage."))])
    lowest_basic_myr = MoneyField(
        _l("Lowest basic wage"),
        [Answered(_l("Enter the lowest basic wage that anybody in the group had."))],
        description=_l("A month, without overtime and allowances"),
    )
    workers = IntegerField(_l("Workers in the group"), [Answered(_l("Enter how many workers."))])
    workers_below_min = IntegerField(
        _l("Of these, below the minimum wage"),
        [
            Answered(_l("Enter how many were paid less than the minimum wage, or 0.")),
            AtMost(
                "workers", _l("This is more than the workers in the group. Correct one of the two.")
            ),
        ],
    )

    @property
    def answer(self) -> dict[str, Any]:
        """Blank while nothing but the size is there, which stands in every new row."""
        given = super().answer
        return {} if given.keys() <= {"size"} else given

    def validate_month(self, field: Any) -> None:
        month, facts = day_of(field), self.facts
        if month and facts and not facts.period_start.replace(day=1) <= month <= facts.period_end:
            raise ValidationError(_l("Choose a month of the financial year you report on."))


class WagesForm(PageForm):
    title = _l("Lowest wages")
    lead = _l(
        "The lowest basic wage of each group of workers. One month is enough, best the last one of"
        " the period; more rows where the wage differed."
    )

    wages = TableField(
        WageRow,
        _l("Lowest basic wage by nationality, place and month"),
        [Answered(_l("Enter at least one group of workers, with its lowest basic wage."))],
        description=_l(
            "Each row is judged by the minimum wage of its month. Until June 2023 it depended on"
            " the area: A is under a city or municipal council, B is elsewhere. Until July 2025 it"
            " depended on the size of the employer: S has fewer than five employees, L is everybody"
            " else, and professional firms of any size."
        ),
        row_title=_l("Group of workers"),
        add_text=_l("Add a group of workers"),
    )


class PayForm(PageForm):
    title = _l("Pay and working hours")
    lead = _l("How and when wages are paid, how long people work, and how they are insured.")
    why = {
        "wag_payment_method": _l(
            "Wages held back are an indicator of forced labour. A transfer leaves a trace."
        ),
        "wag_deductions_approved": _l(
            "The Employment Act allows some deductions only with the approval of the Labour"
            " Department."
        ),
    }

    wag_payment_method = RadioField(
        _l("How are wages paid?"),
        [Answered(_l("Choose how wages are paid."))],
        choices=choices(
            {
                "bank": _l("Into a bank account in the worker’s own name"),
                "cash": _l("In cash"),
                "mixed": _l("Some by bank, some in cash"),
            },
            UNKNOWN,
        ),
    )
    wag_latest_pay_day = IntegerField(
        _l("On which day of the next month were wages paid at the latest?"),
        [Answered(_l("Enter the day, or 0 if everybody was paid by the last day of the month."))],
        description=_l(
            "A number from 1 to 31: for wages of March that were paid on 7 April, enter 7. Enter 0"
            " if they were paid before the month was over."
        ),
        offers_unknown=True,
    )
    wag_late_cases = IntegerField(
        _l("In how many cases was a wage paid late or not in full?"),
        [Answered(_l("Enter the number of cases, or 0 if there was none."))],
        description=_l("Each worker in each month is one case."),
        offers_unknown=True,
    )
    wag_deductions_approved = RadioField(
        _l("Did the Labour Department approve every deduction that needs its approval?"),
        [Answered(_l("Say whether the deductions were approved."))],
        description=_l("Yes also if there was no such deduction."),
        choices=YES_NO_UNKNOWN,
    )
    wag_max_weekly_hours = IntegerField(
        _l("How many hours did anybody work in the longest week, overtime included?"),
        [Answered(_l("Enter the longest week in hours."))],
        offers_unknown=True,
    )
    wag_overtime_voluntary = RadioField(
        _l("Can workers refuse overtime without any disadvantage?"),
        [Answered(_l("Say whether overtime is voluntary."))],
        choices=YES_NO_UNKNOWN,
    )
    wag_rest_day_breaches = IntegerField(
        _l("How often did a worker have no rest day in a week?"),
        [Answered(_l("Enter how often, or 0 if never."))],
        description=_l("Each worker in each week is one case."),
        offers_unknown=True,
    )
    wag_schemes_registered = CheckboxesField(
        _l("With which schemes are all migrant workers registered who can be?"),
        [Answered(_l("Choose the schemes, or “None of these”."))],
        choices=choices(
            {
                "socso_injury": _l("SOCSO (PERKESO), employment injury"),
                "socso_invalidity": _l("SOCSO (PERKESO), invalidity"),
                "epf": _l("EPF (KWSP)"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )

    def validate_wag_latest_pay_day(self, field: Any) -> None:
        if (number_of(field) or 0) > LAST_DAY_OF_MONTH:
            raise ValidationError(_l("Enter a day of the month, from 1 to 31, or 0."))

    def validate_wag_max_weekly_hours(self, field: Any) -> None:
        if (number_of(field) or 0) > HOURS_OF_WEEK:
            raise ValidationError(_l("A week has 168 hours. Enter the hours of one week."))
