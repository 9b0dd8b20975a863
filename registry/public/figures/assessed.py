"""The figures of one assessment, as a page shows them beside their formulas."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _

from registry.i18n import number_text, percent_text
from registry.money import money_text
from registry.public.figures.formulas import FEES, RECRUITMENT, Figure
from registry.public_answers import SUPPRESSED
from registry.wording import corridor_name


@dataclass(frozen=True)
class ShownFigure:
    """A figure of one statement; no text where the statement does not give it."""

    figure: Figure
    text: str


@dataclass(frozen=True)
class Sheet:
    """The figures of one assessment, ready for a page."""

    totals: tuple[Decimal, Decimal | None] | None
    """What workers paid and what was repaid; None where the assessment does not give it."""
    fees: Sequence[ShownFigure]
    recruitment: Sequence[ShownFigure]
    corridors: Sequence[Mapping[str, str]]
    months: Sequence[Mapping[str, Any]]
    """The corridors that may be drawn."""


AFTER_REPAYMENT = {"reimb_ratio", "reimb_worker_ratio", "net_months"}
CORRIDOR_UNITS = {
    "recruits": "count",
    "worker_paid": "money",
    "per_worker": "money",
    "reimbursed": "money",
    "gross_months": "number",
    "net_months": "number",
    "layers": "count",
}


def sheet(metrics: Mapping[str, Any]) -> Sheet:
    """The figures of an assessment, public or of one's own filing."""
    corridors = metrics["corridors"]
    return Sheet(
        totals=_totals(metrics),
        fees=[ShownFigure(each, _fee_text(metrics, each)) for each in FEES],
        recruitment=[
            ShownFigure(each, _text(metrics.get(each.id), each.unit)) for each in RECRUITMENT
        ],
        corridors=[_corridor(each) for each in corridors],
        months=[each for each in corridors if not _is_hidden(each)],
    )


def _totals(metrics: Mapping[str, Any]) -> tuple[Decimal, Decimal | None] | None:
    try:
        repaid = None if hides_repaid(metrics) else Decimal(metrics["reimbursed"])
        return Decimal(metrics["worker_paid"]), repaid
    except (TypeError, InvalidOperation):
        return None


def hides_repaid(figures: Mapping[str, Any]) -> bool:
    """Whether only what was repaid is hidden, as fewer than five people got it."""
    return figures["worker_paid"] is not None and figures["reimbursed"] is None


def _fee_text(metrics: Mapping[str, Any], figure: Figure) -> str:
    if figure.id in AFTER_REPAYMENT and hides_repaid(metrics):
        return str(_("not shown: fewer than five people"))
    return _text(metrics.get(figure.id), figure.unit)


def _corridor(figures: Mapping[str, Any]) -> dict[str, str]:
    """A row of text; fewer than five people stand behind one that is hidden."""
    few = _("fewer than 5") if _is_hidden(figures) else ""
    cells = {n: few or _text(figures.get(n), unit) or "–" for n, unit in CORRIDOR_UNITS.items()}
    if not few and hides_repaid(figures):
        cells.update(dict.fromkeys(("reimbursed", "net_months"), _("not shown")))
    return {"corridor": corridor_name(figures["corridor"]), **cells}


def _is_hidden(figures: Mapping[str, Any]) -> bool:
    return bool(figures.get("recruits") == SUPPRESSED)


def _text(value: Any, unit: str) -> str:
    """The figure in the reader's language; empty where there is none."""
    if value is None:
        return ""
    if value == SUPPRESSED:
        return str(_("fewer than 5"))
    if unit == "months":
        return str(_("%(months)s months", months=number_text(value, 1)))
    return UNITS[unit](value)


UNITS: Mapping[str, Callable[[Any], str]] = {
    "money": money_text,
    "percent": percent_text,
    "count": number_text,
    "number": lambda value: number_text(value, 1),
}
