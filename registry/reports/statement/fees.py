"""What workers paid and got back: totals, months of wages, and the fee table."""

from decimal import Decimal
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from registry.i18n import number_text
from registry.money import money_text, sen_text
from registry.reports.statement.data import CorridorLine, FeeLine, StatementData
from registry.wording import COST_CATEGORIES, FEE_SOURCES, PAYERS, corridor_name


def write_fees(paper: Any, data: StatementData) -> None:
    paper.heading(_("Recruitment fees and repayment"))
    metrics = data["assessment"]["metrics"]
    paid = metrics["worker_paid"]
    if paid is None:
        paper.text(_("The statement gives no total of what workers paid that can be shown here."))
    else:
        paper.text(_paid_and_repaid(paid, metrics["reimbursed"]))
    shown = [
        (
            corridor_name(c["corridor"]),
            Decimal(c["gross_months"]),
            None if c["net_months"] is None else Decimal(c["net_months"]),
        )
        for c in data["corridors"]
        if c["recruits"] is not None and c["gross_months"] is not None
    ]
    if shown:
        paper.heading(_("Months of wages that workers paid, before and after repayment"), 3)
        paper.wage_months(shown)
    if data["corridors"]:
        _corridor_table(paper, data["corridors"])


def _paid_and_repaid(paid: str, repaid: str | None) -> str:
    if repaid is None:
        words = _(
            "Workers paid %(paid)s to get their jobs; what was repaid is not shown, as fewer than "
            "five people got it.",
            paid=money_text(paid),
        )
    else:
        words = _(
            "Workers paid %(paid)s to get their jobs; %(repaid)s was repaid to them.",
            paid=money_text(paid),
            repaid=money_text(repaid),
        )
    return str(words)


def _corridor_table(paper: Any, corridors: list[CorridorLine]) -> None:
    header = (
        _("Corridor"), _("Recruited"), _("Paid by workers"), _("Repaid"), _("Months of wages"),
        _("After repayment"),
    )  # fmt: skip
    rows = [(corridor_name(c["corridor"]), *_corridor_figures(c)) for c in corridors]
    paper.table(header, rows, widths=(30, 12, 18, 18, 11, 11), numbers=(1, 2, 3, 4, 5))
    paper.text(
        _(
            "What workers paid, divided by the workers recruited and by their first month’s "
            "earnings in Malaysia: a proxy of SDG indicator 10.7.1, from company figures. Figures "
            "about fewer than 5 people are not shown."
        ),
        "small",
    )


def _corridor_figures(corridor: CorridorLine) -> tuple[str, ...]:
    if corridor["recruits"] is None:
        return (_few(), "", "", "", "")
    hides = corridor["worker_paid_sen"] is not None and corridor["reimbursed_sen"] is None
    none = _("not shown") if hides else ""
    return (
        number_text(corridor["recruits"]),
        sen_text(corridor["worker_paid_sen"]),
        sen_text(corridor["reimbursed_sen"]) or none,
        number_text(corridor["gross_months"], 1),
        number_text(corridor["net_months"], 1) or none,
    )


def write_fee_table(paper: Any, data: StatementData) -> None:
    if not data["fee_lines"]:
        paper.text(_("The statement has no fee table."))
        return
    header = (
        _("Cost"),
        _("Paid by"),
        _("Amount"),
        _("Workers"),
        _("How known"),
        _("Repaid"),
        _("To"),
    )
    for corridor, lines in groupby(data["fee_lines"], key=lambda line: line["corridor"]):
        paper.heading(_("Costs: %(corridor)s", corridor=corridor_name(corridor)), 3)
        rows = [_fee_row(line) for line in lines]
        paper.table(header, rows, widths=(29, 10, 14, 9, 15, 14, 9), numbers=(2, 3, 5, 6))


def _fee_row(line: FeeLine) -> tuple[str, ...]:
    few = _few() if line["suppressed"] else ""
    return (
        str(COST_CATEGORIES.get(line["category"], line["category"])),
        str(PAYERS.get(line["payer"], line["payer"])),
        sen_text(line["amount_sen"]) or few,
        number_text(line["workers"]) or few,
        str(FEE_SOURCES.get(line["source"], line["source"])),
        sen_text(line["reimbursed_sen"]) or few,
        number_text(line["reimbursed_workers"]) or few,
    )


def _few() -> str:
    return str(_("fewer than 5"))
