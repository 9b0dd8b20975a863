"""Who works here, and along which corridors they were recruited."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from registry.forms.filing.choices import (
    CONTRACTS,
    NATIONALITIES,
    ORIGINS,
    SECTORS,
    SEXES,
    STATE_CHOICES,
    YES_NO_UNKNOWN,
)
from registry.forms.filing.fields import IntegerField, MoneyField, RadioField, SelectField
from registry.forms.filing.page import Answered, AtMost, PageForm, RowForm, TableField, said
from registry.wording import corridor_name

MORE_THAN_RECRUITS = _l("This is more than the workers recruited. Correct one of the two.")


class WorkforceRow(RowForm):
    nationality = SelectField(
        _l("Nationality"), [Answered(_l("Choose a nationality."))], choices=NATIONALITIES
    )
    sex = SelectField(_l("Sex"), [Answered(_l("Choose women or men."))], choices=SEXES)
    contract = SelectField(
        _l("Contract"),
        [Answered(_l("Say whether you or a contractor employs them."))],
        choices=CONTRACTS,
    )
    state = SelectField(
        _l("State"), [Answered(_l("Choose the state they work in."))], choices=STATE_CHOICES
    )
    headcount = IntegerField(_l("Workers"), [Answered(_l("Enter how many workers."))])


class WorkforceForm(PageForm):
    title = _l("Workforce")
    lead = _l("How many people worked for you at the end of the period. Totals only, no names.")
    why = {
        "workforce_has_migrants": _l(
            "It decides which questions apply. Silence counts as yes, so that nothing is missed."
        ),
        "workforce": _l(
            "Figures per worker rest on it, and the national action plan asks for figures by sex."
        ),
    }

    workforce_has_migrants = RadioField(
        _l("Did workers from abroad work for you in the period, also through contractors?"),
        [Answered(_l("Say whether workers from abroad worked for you."))],
        choices=YES_NO_UNKNOWN,
    )
    workforce = TableField(
        WorkforceRow,
        _l("Workers by nationality, sex, contract and state"),
        [Answered(_l("Enter at least one row, with the number of workers."))],
        description=_l("One row for each combination. Malaysian workers too."),
        row_title=_l("Group of workers"),
        add_text=_l("Add a group of workers"),
        is_narrow=True,
    )

    def validate_workforce_has_migrants(self, field: Any) -> None:
        foreign = any(row.get("nationality", "MYS") != "MYS" for row in self.workforce.answer)
        if field.answer == "no" and foreign:
            raise ValidationError(
                _l("You say no, but a row below has workers from abroad. Correct one of the two.")
            )


class CorridorRow(RowForm):
    origin = SelectField(
        _l("Country of origin"),
        [Answered(_l("Choose the country they came from."))],
        choices=ORIGINS,
    )
    sector = SelectField(
        _l("Sector of work"), [Answered(_l("Choose the sector they work in."))], choices=SECTORS
    )
    recruits = IntegerField(
        _l("Workers recruited"),
        [Answered(_l("Enter how many workers were recruited, or 0."))],
    )
    direct_recruits = IntegerField(
        _l("Of these, recruited by you directly"),
        [
            Answered(_l("Enter how many you recruited with no agent, or 0.")),
            AtMost("recruits", MORE_THAN_RECRUITS),
        ],
        description=_l("No agency or agent in between"),
    )
    layers = IntegerField(
        _l("Layers between worker and you"),
        [Answered(_l("Enter how many agents or sub-agents stood in between, or 0."))],
        description=_l("Agents and sub-agents, 0 if none"),
    )
    days_to_deploy = IntegerField(
        _l("Days from offer to start of work"),
        description=_l("The usual number"),
    )
    declarations_pre = IntegerField(
        _l("Signed a fee declaration before departure"),
        [
            Answered(_l("Enter how many signed before departure, or 0.")),
            AtMost("recruits", MORE_THAN_RECRUITS),
        ],
    )
    declarations_post = IntegerField(
        _l("Signed a fee declaration after arrival"),
        [
            Answered(_l("Enter how many signed after arrival, or 0.")),
            AtMost("recruits", MORE_THAN_RECRUITS),
        ],
    )
    interviews_post = IntegerField(
        _l("Interviewed in private after arrival"),
        [
            Answered(_l("Enter how many were interviewed in private, or 0.")),
            AtMost("recruits", MORE_THAN_RECRUITS),
        ],
    )
    workers_reporting_fee = IntegerField(
        _l("Said that they had paid something"),
        [
            Answered(_l("Enter how many said they had paid, or 0.")),
            AtMost("recruits", MORE_THAN_RECRUITS),
        ],
    )
    pre_departure_trained = IntegerField(
        _l("Given orientation before departure"),
        [
            Answered(_l("Enter how many had orientation before departure, or 0.")),
            AtMost("recruits", MORE_THAN_RECRUITS),
        ],
        description=_l("About their rights, in their language"),
    )
    post_arrival_trained = IntegerField(
        _l("Given orientation after arrival"),
        [
            Answered(_l("Enter how many had orientation after arrival, or 0.")),
            AtMost("recruits", MORE_THAN_RECRUITS),
        ],
        description=_l("About their rights, in their language"),
    )
    first_month_earnings_myr = MoneyField(
        _l("First month’s earnings"),
        [Answered(_l("Enter what a worker usually earned in the first full month."))],
        description=_l("Usual amount per worker, overtime included"),
    )
    basic_wage_myr = MoneyField(
        _l("Basic wage a month"),
        [Answered(_l("Enter the basic wage a month."))],
        description=_l("Without overtime and allowances"),
    )
    highest_paid_myr = MoneyField(
        _l("Most that any one worker paid"),
        [Answered(_l("Enter the most any worker paid, or 0 if no worker paid anything."))],
        description=_l("0 if nobody paid anything"),
    )

    @property
    def key(self) -> str:
        """What the fee table calls this corridor; empty while it is half named."""
        origin, sector = self.origin.answer, self.sector.answer
        return f"{origin}-{sector}" if origin and sector else ""

    def validate_sector(self, field: Any) -> None:
        rows = [entry.form for entry in self._parent_form.corridors.entries]
        if self.key and self.key in {row.key for row in rows[: rows.index(self)]}:
            raise ValidationError(
                _l(
                    "%(corridor)s has a row above. Put both together in one row.",
                    corridor=corridor_name(self.key),
                )
            )


class CorridorTable(TableField):
    @property
    def answer(self) -> list[dict[str, Any]]:
        """The rows; of a corridor that has two, the first."""
        kept: dict[str, dict[str, Any]] = {}
        for number, entry in enumerate(self.entries):
            if not entry.form.is_blank:
                kept.setdefault(entry.form.key or str(number), entry.form.answer)
        return [row for row in kept.values() if row]


class CorridorsForm(PageForm):
    title = _l("Recruitment by corridor")
    lead = _l(
        "A corridor is one country of origin and one sector of work. Count the workers who"
        " started in the period."
    )
    why = {
        "corridors_recruited": _l(
            "It decides which questions apply. Silence counts as yes, so that nothing is missed."
        ),
    }

    corridors_recruited = RadioField(
        _l("Did you recruit workers from abroad in the period, also through agencies?"),
        [Answered(_l("Say whether workers were recruited from abroad."))],
        choices=YES_NO_UNKNOWN,
    )
    corridors = CorridorTable(
        CorridorRow,
        _l("Corridors"),
        [
            Answered(
                _l("Enter at least one corridor: country, sector and number of workers."),
                said("corridors_recruited", "yes"),
            )
        ],
        row_title=_l("Corridor"),
        add_text=_l("Add a corridor"),
    )

    def validate_corridors_recruited(self, field: Any) -> None:
        if field.answer == "no" and any(row.get("recruits") for row in self.corridors.answer):
            raise ValidationError(
                _l("You say no, but a corridor below has recruits. Correct one of the two.")
            )
