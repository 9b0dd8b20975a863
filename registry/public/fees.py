"""The fee table of a statement, laid out for reading: a corridor, a row for each kind of cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import LazyString

from registry.i18n import number_text, sen_text
from registry.models import StatementCorridor, StatementFeeLine
from registry.wording import COST_CATEGORIES, PAYERS, corridor_name


@dataclass(frozen=True)
class CostRow:
    """What was paid for one kind of cost, line by line, by who paid it."""

    category: LazyString
    lines: Mapping[str, list[StatementFeeLine]]


@dataclass(frozen=True)
class CorridorCosts:
    corridor: str
    rows: list[CostRow]


def payers(lines: Iterable[StatementFeeLine]) -> dict[str, LazyString]:
    """Who paid anything in these lines, workers first."""
    paying = {line.payer for line in lines}
    return {payer: words for payer, words in PAYERS.items() if payer in paying}


def by_corridor(lines: Iterable[StatementFeeLine]) -> list[CorridorCosts]:
    """The fee lines in the order in which the categories are asked."""
    sorted_out: dict[str, dict[str, dict[str, list[StatementFeeLine]]]] = {}
    for line in lines:
        costs = sorted_out.setdefault(line.corridor, {})
        costs.setdefault(line.category, {}).setdefault(line.payer, []).append(line)
    return [
        CorridorCosts(
            corridor,
            [CostRow(words, costs[c]) for c, words in COST_CATEGORIES.items() if c in costs],
        )
        for corridor, costs in sorted_out.items()
    ]


def totals(metrics: Mapping[str, Any]) -> tuple[Decimal, Decimal] | None:
    """What workers paid and what was repaid; None where the statement does not give it."""
    try:
        return Decimal(metrics["worker_paid"]), Decimal(metrics["reimbursed"] or 0)
    except (TypeError, InvalidOperation):
        return None


def corridor_rows(corridors: Iterable[StatementCorridor], few: str) -> list[dict[str, str]]:
    """The corridors as rows of a table, with ``few`` where fewer than five people stand behind."""
    return [
        {
            "corridor": corridor_name(each.corridor),
            "recruits": few if each.recruits is None else number_text(each.recruits),
            "paid": few if each.recruits is None else sen_text(each.worker_paid_sen),
            "repaid": few if each.recruits is None else sen_text(each.reimbursed_sen),
            "gross": few if each.recruits is None else number_text(each.gross_months, 1),
            "net": few if each.recruits is None else number_text(each.net_months, 1),
        }
        for each in corridors
    ]


def months(corridors: Iterable[StatementCorridor]) -> list[dict[str, Any]]:
    """Figures of the corridors for the drawing of months of wages, where they may be shown."""
    return [
        {
            "corridor": each.corridor,
            "gross_months": each.gross_months,
            "net_months": each.net_months,
            "per_worker": _each(each.worker_paid_sen, each.recruits),
        }
        for each in corridors
        if each.recruits is not None
    ]


def _each(sen: int | None, people: int | None) -> Decimal | None:
    return Decimal(sen) / 100 / people if sen is not None and people else None
