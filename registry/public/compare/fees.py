"""The rows of a comparison about workers, what they paid, and what was given back."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from registry.charts import share_of
from registry.i18n import number_text, percent_text
from registry.money import whole_money_text
from registry.public.compare.cells import NOTHING, Make, months, no_figure, numbers, silent
from registry.public.compare.reading import Side
from registry.public.compare.table import Cell, Part, Row
from registry.public.figures.formulas import FEES
from registry.public_answers import SUPPRESSED
from registry.wording import corridor_name


def fees(sides: Sequence[Side]) -> list[Part]:
    title = {figure.id: figure.title for figure in FEES}
    rows = [
        numbers("headcount", _("Workers"), sides, _count("headcount")),
        numbers("migrants", _("Migrant workers"), sides, _count("migrants")),
        numbers("recruits", _("Recruited in the year"), sides, _count("recruits")),
        numbers("worker_paid", _("Fees found that workers paid"), sides, _sen("worker_paid")),
        numbers("reimbursed", _("Repaid to workers"), sides, _after_repayment(_sen("reimbursed"))),
        numbers("reimb_ratio", title["reimb_ratio"], sides, _after_repayment(_repaid_share)),
        numbers("gross_months", title["gross_months"], sides, _months("gross_months")),
        numbers("net_months", title["net_months"], sides, _after_repayment(_months("net_months"))),
    ]
    corridors = _corridors(sides)
    along = [Part(_("Months of wages paid, by corridor"), corridors)] if corridors else []
    return [Part("", rows), *along]


def _corridors(sides: Sequence[Side]) -> list[Row]:
    keys = sorted({each["corridor"] for side in sides for each in side.corridors})
    return [numbers(f"corridor:{key}", corridor_name(key), sides, _along(key)) for key in keys]


def _along(corridor: str) -> Make:
    def make(side: Side) -> Cell:
        found = next((each for each in side.corridors if each["corridor"] == corridor), None)
        if found is None:
            return _nobody() if side.has_statement else NOTHING
        if SUPPRESSED in (found["recruits"], found["gross_months"]):
            return Cell(None, _("fewer than 5"))
        figure = found["gross_months"]
        return no_figure(side) if figure is None else months(figure)

    return make


def _count(name: str) -> Make:
    def make(side: Side) -> Cell:
        count = _figure(side, name)
        if count is None:
            return _nobody() if name == "recruits" and _recruited_nobody(side) else silent(side)
        return Cell(count, number_text(count))

    return make


def _sen(name: str) -> Make:
    def make(side: Side) -> Cell:
        if _recruited_nobody(side):
            return _nobody()
        sen = _figure(side, f"{name}_sen")
        if sen is None:
            return no_figure(side)
        amount = Decimal(sen) / 100
        return Cell(amount, whole_money_text(amount))

    return make


def _months(name: str) -> Make:
    def make(side: Side) -> Cell:
        if _recruited_nobody(side):
            return _nobody()
        figure = _figure(side, name)
        return no_figure(side) if figure is None else months(figure)

    return make


def _after_repayment(make: Make) -> Make:
    """A figure that is hidden where fewer than five people were repaid, and says so."""

    def made(side: Side) -> Cell:
        hides = side.figures and side.figures.hides_repaid
        return Cell(None, _("not shown: fewer than five people")) if hides else make(side)

    return made


def _repaid_share(side: Side) -> Cell:
    paid, repaid = _figure(side, "worker_paid_sen"), _figure(side, "reimbursed_sen")
    if not paid or repaid is None:
        return Cell(None, _("nothing to repay")) if paid == 0 else NOTHING
    part = (Decimal(repaid) / paid).quantize(Decimal("0.0001"))
    return Cell(part, percent_text(part), share_of(part, 1))


def _recruited_nobody(side: Side) -> bool:
    return side.flags.get("recruited") is False


def _nobody() -> Cell:
    return Cell(None, _("Nobody recruited"))


def _figure(side: Side, name: str) -> Any:
    return getattr(side.figures, name) if side.figures else None
