"""How workers can complain, what became of it, and what was found and put right."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from registry.forms.filing.choices import (
    FORCED_LABOUR_INDICATORS,
    LANGUAGES,
    NONE_OF_THESE,
    REMEDY_STATUSES,
    UNKNOWN,
    YES_NO,
    YES_NO_UNKNOWN,
    choices,
)
from registry.forms.filing.days import DateField
from registry.forms.filing.fields import (
    NONE,
    CheckboxesField,
    IntegerField,
    RadioField,
    SelectField,
)
from registry.forms.filing.page import (
    Answered,
    AtMost,
    NotBefore,
    NotFuture,
    PageForm,
    RowForm,
    TableField,
    number_of,
    said,
    total_of,
    unless,
)

HAS_CHANNEL = unless("grv_channels", NONE)


class GrievanceForm(PageForm):
    title = _l("Ways to complain")
    lead = _l("How a worker can complain, in which languages, and whether it is safe to do so.")

    grv_channels = CheckboxesField(
        _l("How can workers complain?"),
        [Answered(_l("Choose the ways to complain, or “None of these”."))],
        choices=choices(
            {
                "hotline": _l("By telephone (hotline)"),
                "app": _l("In an app or by message"),
                "worker_committee": _l("To a committee of workers"),
                "union": _l("To a union"),
                "third_party": _l("To somebody independent of us"),
                "hr": _l("To the personnel department"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    grv_languages = CheckboxesField(
        _l("In which languages?"),
        [Answered(_l("Choose the languages, or “None of these”."), HAS_CHANNEL)],
        description=_l("Only those in which somebody answers."),
        choices=[*LANGUAGES, NONE_OF_THESE, UNKNOWN],
    )
    grv_anonymous = RadioField(
        _l("Can workers complain without giving their name?"),
        [Answered(_l("Say whether workers can stay unnamed."), HAS_CHANNEL)],
        choices=YES_NO_UNKNOWN,
    )
    grv_no_retaliation = RadioField(
        _l("Does a written rule forbid punishing anybody who complains?"),
        [Answered(_l("Say whether there is such a rule."))],
        choices=YES_NO_UNKNOWN,
    )
    grv_sites_total = IntegerField(
        _l("At how many sites do people work or live?"),
        [Answered(_l("Enter the number of sites."))],
        offers_unknown=True,
    )
    grv_sites_with_notice = IntegerField(
        _l("At how many of them does a notice say how to complain?"),
        [
            Answered(_l("Enter the number of sites with a notice, or 0.")),
            AtMost("grv_sites_total", _l("This is more than your sites. Correct one of the two.")),
        ],
        description=_l("Where workers see it, in their languages."),
        offers_unknown=True,
    )


class CasesForm(PageForm):
    title = _l("Complaints of the period")
    lead = _l(
        "How many complaints there were and what became of them. Numbers only. Many complaints"
        " that were dealt with are a good sign: people dare to speak."
    )

    grv_cases_opening = IntegerField(
        _l("How many were still open when the period began?"),
        [Answered(_l("Enter how many were open, or 0."))],
        offers_unknown=True,
    )
    grv_cases_received = IntegerField(
        _l("How many came in during the period?"),
        [Answered(_l("Enter how many came in, or 0."))],
        offers_unknown=True,
    )
    grv_cases_women = IntegerField(
        _l("How many of these came from women?"),
        [Answered(_l("Enter how many came from women, or 0."))],
        offers_unknown=True,
    )
    grv_cases_men = IntegerField(
        _l("How many came from men?"),
        [Answered(_l("Enter how many came from men, or 0."))],
        description=_l("Count complaints without a name in neither of the two."),
        offers_unknown=True,
    )
    grv_cases_closed = IntegerField(
        _l("How many were closed in the period?"),
        [Answered(_l("Enter how many were closed, or 0."))],
        description=_l("Also those that were open when it began."),
        offers_unknown=True,
    )
    grv_median_days = IntegerField(
        _l("How many days did it usually take to close one?"),
        [Answered(_l("Enter the usual number of days."), lambda form: form.closed_some)],
        description=_l("The median: half took less, half took longer. Blank if none was closed."),
        offers_unknown=True,
    )

    @property
    def closed_some(self) -> bool:
        return bool(number_of(self.grv_cases_closed))

    def validate_grv_cases_men(self, field: Any) -> None:
        by_sex = total_of(self.grv_cases_women, field)
        received = number_of(self.grv_cases_received)
        if by_sex is not None and received is not None and by_sex > received:
            raise ValidationError(
                _l("Women and men together are more than came in. Correct one of the three.")
            )

    def validate_grv_cases_closed(self, field: Any) -> None:
        known = total_of(self.grv_cases_opening, self.grv_cases_received)
        closed = number_of(field)
        if known is not None and closed is not None and closed > known:
            raise ValidationError(
                _l("More were closed than there were. Correct one of the three numbers.")
            )


class FindingRow(RowForm):
    indicator = SelectField(
        _l("What was found"),
        [Answered(_l("Choose the indicator of forced labour."))],
        choices=FORCED_LABOUR_INDICATORS,
    )
    found_on = DateField(
        _l("Found on"), [Answered(_l("Enter the day on which it was found.")), NotFuture()]
    )
    workers = IntegerField(
        _l("Workers concerned"), [Answered(_l("Enter how many workers it concerned."))]
    )
    remedy_status = SelectField(
        _l("Remedy"),
        [Answered(_l("Say how far it has been put right."))],
        choices=REMEDY_STATUSES,
        description=_l("What was done for the workers"),
    )
    remedy_on = DateField(
        _l("Put right on"),
        [
            Answered(
                _l("Enter the day on which it was put right."), said("remedy_status", "complete")
            ),
            NotFuture(),
            NotBefore("found_on", _l("This is before it was found. Check both days.")),
        ],
        description=_l("Leave blank until it is complete"),
    )
    reported_to_authority = SelectField(
        _l("Reported to the authorities?"),
        [Answered(_l("Choose yes or no."))],
        choices=YES_NO,
    )


class FindingsForm(PageForm):
    title = _l("Findings and remedy")
    lead = _l(
        "What you found yourselves. A case that is disclosed and put right never lowers your mark;"
        " one that is left as it is does."
    )
    why = {
        "findings_found": _l(
            "It decides which questions apply. Silence counts as yes, so that nothing is missed."
        ),
    }

    findings_found = RadioField(
        _l("Did you find any indicator of forced labour in the period?"),
        [Answered(_l("Say whether anything was found."))],
        description=_l(
            "In your operations, at contractors, suppliers or recruiters. The indicators are the"
            " eleven of the International Labour Organization."
        ),
        choices=YES_NO_UNKNOWN,
    )
    findings = TableField(
        FindingRow,
        _l("What was found"),
        [Answered(_l("Enter at least one finding."), said("findings_found", "yes"))],
        description=_l("One row for each thing found. No names of workers."),
        row_title=_l("Finding"),
        add_text=_l("Add a finding"),
    )

    def validate_findings_found(self, field: Any) -> None:
        if field.answer == "no" and self.findings.answer:
            raise ValidationError(
                _l("You say no, but there is a finding below. Correct one of the two.")
            )
