"""What each status says, on what it rests, and how the organisation answers it: the legend."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString

from registry.i18n import lazy as _l
from registry.models import PublicStatus, ReportingClass
from registry.obligations import WITHOUT_DUTY
from registry.public.criteria import dated_values
from registry.scoring import load_parameters, value_at

DUTY = "filing_mandatory"
TERM = "statement_due_months_after_fye"


@dataclass(frozen=True)
class Meaning:
    says: LazyString
    basis: LazyString
    reply: LazyString


_EXPECTED = _l(
    "The organisation is of a class that is expected to report; whether a law obliges it stands "
    "in the table of classes below, with its dates."
)
_PUBLIC = _l(
    "It has 14 days to reply before its grade is public. Its reply stands beside the grade, "
    "unedited, and the square shows the day."
)
_CORRECT = _l("It can ask for a correction at any time; what changes is dated and logged.")

LEGEND: Mapping[PublicStatus, Meaning] = {
    PublicStatus.PUBLISHED_ON_TIME: Meaning(
        _l("A statement is public, and its first version was filed by the deadline."),
        _EXPECTED,
        _PUBLIC,
    ),
    PublicStatus.PUBLISHED_LATE: Meaning(
        _l("A statement is public, and its first version was filed after the deadline."),
        _EXPECTED,
        _PUBLIC,
    ),
    PublicStatus.AWAITING_REVIEW: Meaning(
        _l("A statement was filed on this day. An officer has not decided on it yet."),
        _EXPECTED,
        _l("Nothing is judged in public yet. Its right of reply begins with publication."),
    ),
    PublicStatus.RETURNED: Meaning(
        _l("The regulator sent the filing back on this day, to be corrected and filed again."),
        _EXPECTED,
        _l("It answers by filing again; what it corrects is not held against it."),
    ),
    PublicStatus.OVERDUE: Meaning(
        _l(
            "No statement is on this register, and the deadline has passed. It does not say that "
            "a law was broken: a statement may exist elsewhere, or be on its way."
        ),
        _EXPECTED,
        _l(
            "It can file at any time, ask the regulator for more time, or ask for a correction; "
            "more time is shown with its reason."
        ),
    ),
    PublicStatus.DUE: Meaning(
        _l("No statement is on this register yet, and there is time until the deadline."),
        _EXPECTED,
        _l("It can file before the deadline, or ask the regulator for more time."),
    ),
    PublicStatus.EXEMPT: Meaning(
        _l("The regulator has excused it for a reason, which the year’s page gives."),
        _l("A decision of the regulator, from the day in the square."),
        _CORRECT,
    ),
    PublicStatus.VOLUNTARY: Meaning(
        _l("Nobody expects a statement of it; it may publish one if it wishes."),
        _l("It is of no class that is expected to report."),
        _l("It can file at any time, and is then judged and may reply like any other."),
    ),
    PublicStatus.NOT_IN_SCOPE: Meaning(
        _l("It is known to the register, and no statement is expected of it."),
        _l("It was of no class that is expected to report when the deadline came."),
        _CORRECT,
    ),
    PublicStatus.DELISTED_SUSPENDED: Meaning(
        _l("Its shares were delisted or suspended before the deadline."),
        _l("The state of its listing at Bursa Malaysia, from the day in the square."),
        _CORRECT,
    ),
}
"""In the order in which statuses are drawn."""


@dataclass(frozen=True)
class Duty:
    """Whether a law obliges a class of organisation, since when, and who says so."""

    reporting_class: ReportingClass
    required: bool
    row: dated_values.Row


@dataclass(frozen=True)
class Basis:
    """The dated values that say who must report, and by when."""

    duties: list[Duty]
    months: int
    """From the end of the financial year to the deadline."""

    @property
    def is_law(self) -> bool:
        return any(duty.required for duty in self.duties)


def basis(today: date) -> Basis:
    """The values in force on a day, of the classes that are expected to report."""
    parameter = load_parameters()[DUTY]
    current = [each for each in parameter.values if each.holds(today, each.where)]
    duties = [
        Duty(reporting_class, bool(each.value), dated_values.row(parameter, each, today))
        for each in current
        if (reporting_class := ReportingClass(each.where["reporting_class"])) not in WITHOUT_DUTY
    ]
    return Basis(duties, int(value_at(TERM, on=today)))
