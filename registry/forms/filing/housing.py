"""Where workers live that the company or a contractor of it houses."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from registry.forms.filing.choices import STATE_CHOICES, YES_NO, YES_NO_UNKNOWN
from registry.forms.filing.days import DateField
from registry.forms.filing.fields import (
    DecimalField,
    IntegerField,
    RadioField,
    SelectField,
    TextField,
)
from registry.forms.filing.page import Answered, PageForm, RowForm, TableField, said


class HousingRow(RowForm):
    site = TextField(
        _l("Site"),
        [Answered(_l("Give the site a name or a number, without its address."))],
        description=_l("No address; the public sees “Site 1” and so on"),
    )
    state = SelectField(
        _l("State"), [Answered(_l("Choose the state it is in."))], choices=STATE_CHOICES
    )
    residents = IntegerField(
        _l("Workers who live there"), [Answered(_l("Enter how many live there, or 0."))]
    )
    certificate_no = TextField(
        _l("Number of its certificate"),
        description=_l("Certificate for Accommodation; leave blank if it has none"),
    )
    certificate_expiry = DateField(_l("Certificate valid until"))
    area_m2_per_worker = DecimalField(
        _l("Sleeping area for each worker (m²)"),
        [Answered(_l("Enter the area for each worker in square metres, such as 3.6."))],
        description=_l("In the fullest room"),
    )
    dorm = SelectField(
        _l("Dormitory?"),
        [Answered(_l("Say whether it is a dormitory."))],
        choices=YES_NO,
        description=_l("One open hall instead of rooms"),
    )
    locker_each = SelectField(
        _l("A locker for each worker?"),
        [Answered(_l("Say whether each worker has a locker."))],
        choices=YES_NO,
    )

    def validate_certificate_expiry(self, field: Any) -> None:
        if not field.answer and self.certificate_no.answer and not field.process_errors:
            raise ValidationError(_l("Enter the last day on which the certificate is valid."))


class HousingForm(PageForm):
    title = _l("Housing")
    lead = _l("Every site where workers live that you or a contractor of yours provides.")
    why = {
        "housing_provided": _l(
            "It decides which questions apply. Silence counts as yes, so that nothing is missed."
        ),
    }

    housing_provided = RadioField(
        _l("Do you or your contractors house workers?"),
        [Answered(_l("Say whether workers are housed."))],
        description=_l("Rented rooms and hostels that somebody else runs for you count, too."),
        choices=YES_NO_UNKNOWN,
    )
    housing = TableField(
        HousingRow,
        _l("Sites"),
        [Answered(_l("Enter at least one site."), said("housing_provided", "yes"))],
        row_title=_l("Site"),
        add_text=_l("Add a site"),
    )

    def validate_housing_provided(self, field: Any) -> None:
        if field.answer == "no" and any(row.get("residents") for row in self.housing.answer):
            raise ValidationError(
                _l("You say no, but workers live at a site below. Correct one of the two.")
            )
