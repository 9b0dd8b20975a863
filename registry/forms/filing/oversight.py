"""Who was trained, what was checked, and which figures show whether things get better."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from registry.forms.filing.choices import (
    AUDIENCES,
    NONE_OF_THESE,
    UNKNOWN,
    YES_NO_UNKNOWN,
    choices,
)
from registry.forms.filing.days import DateField
from registry.forms.filing.fields import (
    CheckboxesField,
    DecimalField,
    IntegerField,
    RadioField,
    SelectField,
    TextField,
)
from registry.forms.filing.page import (
    Answered,
    AtMost,
    NotFuture,
    PageForm,
    RowForm,
    TableField,
    said,
)

MORE_THAN_SITES = _l("This is more than your sites. Correct one of the two.")
MORE_THAN_SUPPLIERS = _l("This is more than the suppliers at high risk. Correct one of the two.")
MORE_THAN_PLANS = _l("This is more than the plans agreed. Correct one of the two.")


class TrainingRow(RowForm):
    audience = SelectField(_l("Who"), [Answered(_l("Choose who was trained."))], choices=AUDIENCES)
    headcount = IntegerField(
        _l("People in this group"), [Answered(_l("Enter how many people are in the group."))]
    )
    trained = IntegerField(
        _l("Of these, trained"),
        [
            Answered(_l("Enter how many were trained, or 0.")),
            AtMost(
                "headcount",
                _l("This is more than the people in the group. Correct one of the two."),
            ),
        ],
    )
    held_on = DateField(
        _l("Last training on"), [Answered(_l("Enter the day of the training.")), NotFuture()]
    )


class TrainingForm(PageForm):
    title = _l("Training")
    lead = _l(
        "Who learned in the period to recognise and prevent forced labour. Workers’ own orientation"
        " before departure and on arrival belongs on the page of corridors."
    )

    training_given = RadioField(
        _l("Was anybody trained in the period?"),
        [Answered(_l("Say whether anybody was trained."))],
        choices=YES_NO_UNKNOWN,
    )
    training = TableField(
        TrainingRow,
        _l("People trained"),
        [Answered(_l("Enter at least one group of people."), said("training_given", "yes"))],
        description=_l("One row for each group of people. People, not companies, are counted."),
        row_title=_l("Group of people"),
        add_text=_l("Add a group of people"),
        is_narrow=True,
    )

    def validate_training_given(self, field: Any) -> None:
        if field.answer == "no" and any(row.get("trained") for row in self.training.answer):
            raise ValidationError(
                _l("You say no, but a row below has people trained. Correct one of the two.")
            )


class MonitoringForm(PageForm):
    title = _l("Checks and workers’ voice")
    lead = _l("Who checked your sites and suppliers in the period, and who speaks for workers.")

    mon_audit_types = CheckboxesField(
        _l("Which checks were made at your own sites?"),
        [Answered(_l("Choose the checks that were made, or “None of these”."))],
        choices=choices(
            {
                "third_party": _l("An audit by somebody independent"),
                "unannounced": _l("A visit that was not announced"),
                "social_compliance": _l("A social audit under a scheme of buyers"),
                "worker_led": _l("Checks led by workers or their organisations"),
                "internal": _l("An internal audit"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    mon_worker_interviews = IntegerField(
        _l("How many workers were interviewed in private during these checks?"),
        [Answered(_l("Enter how many were interviewed in private, or 0."))],
        description=_l("Without anybody of the company present, in their own language."),
        offers_unknown=True,
    )
    mon_sites_total = IntegerField(
        _l("At how many sites do people work or live?"),
        [Answered(_l("Enter the number of sites."))],
        offers_unknown=True,
    )
    mon_sites_audited = IntegerField(
        _l("How many of them were checked?"),
        [
            Answered(_l("Enter how many sites were checked, or 0.")),
            AtMost("mon_sites_total", MORE_THAN_SITES),
        ],
        offers_unknown=True,
    )
    mon_worker_rep = CheckboxesField(
        _l("Who speaks for the workers?"),
        [Answered(_l("Choose who speaks for workers, or “None of these”."))],
        choices=choices(
            {
                "union": _l("A union"),
                "elected_committee": _l("A committee that workers elected, migrants among them"),
                "appointed_committee": _l("A committee that the company appointed"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    mon_suppliers_high_risk = IntegerField(
        _l("How many suppliers are at high risk of forced labour?"),
        [Answered(_l("Enter how many are at high risk, or 0."))],
        offers_unknown=True,
    )
    mon_suppliers_assessed = IntegerField(
        _l("How many of these did you assess in the period?"),
        [
            Answered(_l("Enter how many were assessed, or 0.")),
            AtMost("mon_suppliers_high_risk", MORE_THAN_SUPPLIERS),
        ],
        offers_unknown=True,
    )
    mon_caps_opened = IntegerField(
        _l("How many plans to correct something did you agree with suppliers?"),
        [Answered(_l("Enter how many plans were agreed, or 0."))],
        description=_l("Corrective action plans."),
        offers_unknown=True,
    )
    mon_caps_closed = IntegerField(
        _l("How many of these plans were carried out?"),
        [
            Answered(_l("Enter how many plans were carried out, or 0.")),
            AtMost("mon_caps_opened", MORE_THAN_PLANS),
        ],
        offers_unknown=True,
    )


class MeasureRow(RowForm):
    name = TextField(
        _l("What you measure"),
        [Answered(_l("Say what is measured."))],
        description=_l("For example: days to close a complaint"),
    )
    prior = DecimalField(_l("Last year"))
    current = DecimalField(_l("This year"), [Answered(_l("Enter the figure of this year."))])
    target = DecimalField(_l("Target"), [Answered(_l("Enter what you want to reach."))])


class MeasuresForm(PageForm):
    title = _l("Measures of progress")
    lead = _l("Figures of your own that show whether things get better. Three or more are best.")

    kpis_kept = RadioField(
        _l("Do you measure your progress with figures?"),
        [Answered(_l("Say whether you keep such figures."))],
        choices=YES_NO_UNKNOWN,
    )
    kpis = TableField(
        MeasureRow,
        _l("Your measures"),
        [Answered(_l("Enter at least one measure."), said("kpis_kept", "yes"))],
        description=_l("The public reads these. No figures about fewer than five people."),
        row_title=_l("Measure"),
        add_text=_l("Add a measure"),
        is_narrow=True,
    )

    def validate_kpis_kept(self, field: Any) -> None:
        if field.answer == "no" and self.kpis.answer:
            raise ValidationError(
                _l("You say no, but there is a measure below. Correct one of the two.")
            )
