"""The fee table of a statement, laid out for reading: a corridor, a row for each kind of cost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import LazyString

from registry.models import StatementFeeLine
from registry.wording import COST_CATEGORIES, PAYERS


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
