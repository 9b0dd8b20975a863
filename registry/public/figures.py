"""The figures of one assessment, as a page shows them beside their formulas."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _

from registry.i18n import money_text, number_text, percent_text
from registry.public.formulas import FEES, RECRUITMENT, Figure
from registry.public_answers import SUPPRESSED
from registry.wording import corridor_name


@dataclass(frozen=True)
class Shown:
    """A figure of one statement; no text where the statement does not give it."""

    figure: Figure
    text: str


@dataclass(frozen=True)
class Sheet:
    """The figures of one assessment, ready for a page."""

    totals: tuple[Decimal, Decimal] | None
    """What workers paid and what was repaid; None where the assessment does not give it."""
    fees: Sequence[Shown]
    recruitment: Sequence[Shown]
    corridors: Sequence[Mapping[str, str]]
    months: Sequence[Mapping[str, Any]]
    """The corridors that may be drawn."""


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
        fees=[Shown(each, _text(metrics.get(each.id), each.unit)) for each in FEES],
        recruitment=[Shown(each, _text(metrics.get(each.id), each.unit)) for each in RECRUITMENT],
        corridors=[_corridor(each) for each in corridors],
        months=[each for each in corridors if not _is_hidden(each)],
    )


def _totals(metrics: Mapping[str, Any]) -> tuple[Decimal, Decimal] | None:
    try:
        return Decimal(metrics["worker_paid"]), Decimal(metrics["reimbursed"] or 0)
    except (TypeError, InvalidOperation):
        return None


def _corridor(figures: Mapping[str, Any]) -> dict[str, str]:
    """A row of text; fewer than five people stand behind one that is hidden."""
    few = _("fewer than 5") if _is_hidden(figures) else ""
    cells = {n: few or _text(figures.get(n), unit) or "–" for n, unit in CORRIDOR_UNITS.items()}
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
