"""The tables of the corridor pages: what each chart draws, and what its download holds."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from registry.i18n import lazy as _l
from registry.models.kept_corridors import STEPS
from registry.public.corridors.figures import Repayment
from registry.public.corridors.sums import STEP_SEN
from registry.public.corridors.totals import Figures, Key, Range, Totals, share
from registry.public.figures.table import Column, FigureTable, ringgit
from registry.scoring.feelines import WHOLE
from registry.scoring.shapes import PAYERS, POLICY_CATEGORIES

ORIGIN = Column("origin", _l("Country of origin"), "country")
SECTOR = Column("sector", _l("Sector"), "sector")
YEAR = Column("year", _l("Year"), "year")

RANGE = (
    Column("statements", _l("Statements")),
    Column("disclosing", _l("Say what workers paid")),
    Column("people", _l("Workers concerned")),
    Column("average", _l("Average"), "money"),
    Column("least", _l("Least"), "money"),
    Column("lower_quartile", _l("Lower quartile"), "money"),
    Column("median", _l("Middle"), "money"),
    Column("upper_quartile", _l("Upper quartile"), "money"),
    Column("most", _l("Most"), "money"),
)
RECRUITMENT = (
    Column("employers", _l("Employers")),
    Column("recruits", _l("Recruited")),
    Column("per_worker", _l("Paid by a worker, on average"), "money"),
    Column("gross_months", _l("Months of wages"), "months"),
    Column("net_months", _l("After repayment"), "months"),
    Column("repaid_share", _l("Repaid"), "percent"),
    Column("direct_share", _l("Recruited directly"), "percent"),
    Column("hiring_directly", _l("Employers that recruit directly")),
    Column("mean_layers", _l("Layers of agents, on average"), "months"),
    Column("most_layers", _l("Most layers")),
)
REPAYMENT = (
    YEAR,
    Column("paid", _l("Paid by workers"), "money"),
    Column("reimbursed", _l("Repaid"), "money"),
    Column("outstanding", _l("Not repaid"), "money"),
    Column("repaid_share", _l("Share repaid"), "percent"),
    Column("payers", _l("Workers who paid, at least")),
    Column("workers_repaid", _l("Workers repaid, at least")),
)
DISTRIBUTION = (
    Column("above", _l("More than"), "money"),
    Column("up_to", _l("Up to"), "money"),
    Column("statements", _l("Statements")),
)
COSTS = (
    Column("category", _l("Kind of cost"), "category"),
    Column("employer", _l("Employer"), "money"),
    Column("worker_repaid", _l("Workers, repaid since"), "money"),
    Column("worker_unpaid", _l("Workers, not repaid"), "money"),
    Column("others", _l("Agency or government"), "money"),
)


def ranges(figures: Figures, keys: Iterable[Key], by: Column) -> FigureTable:
    """Cost per worker: the least and most of any statement, and quartiles of the workers."""
    return FigureTable((by, *RANGE), [_range(figures, key, by) for key in keys])


def recruitment(figures: Figures, keys: Iterable[Key], by: Column) -> FigureTable:
    return FigureTable(
        (by, *RECRUITMENT), [_recruitment(figures.totals[key], key, by) for key in keys]
    )


def repayment(years: Mapping[int, Repayment]) -> FigureTable:
    """What workers paid and got back, year by year."""
    return FigureTable(REPAYMENT, [_repayment(found, year) for year, found in years.items()])


def distribution(totals: Totals) -> FigureTable:
    """How many statements lie on each step of cost per worker, up to the last that has any."""
    used = max((place for place, count in enumerate(totals.steps) if count), default=-1)
    return FigureTable(
        DISTRIBUTION,
        [_step(place, count) for place, count in enumerate(totals.steps[: used + 1])],
    )


def costs(found: Mapping[tuple[str, str], tuple[int, int]]) -> FigureTable:
    """Each kind of cost of the policy with the parts that belong to it, by who paid."""
    sums: dict[str, dict[str, int]] = {}
    for (category, payer), (paid, back) in found.items():
        row = sums.setdefault(WHOLE.get(category, category), dict.fromkeys((*PAYERS, "back"), 0))
        row[payer] += paid
        row["back"] += back if payer == "worker" else 0
    return FigureTable(COSTS, [_cost(code, sums[code]) for code in _ordered(sums)])


def _ordered(categories: Iterable[str]) -> Sequence[str]:
    known = {code: place for place, code in enumerate(POLICY_CATEGORIES)}
    return sorted(categories, key=lambda code: known.get(code, len(known)))


def _named(key: Key, by: Column) -> dict[str, Any]:
    year, part = key
    return {by.key: part or year}


def _range(figures: Figures, key: Key, by: Column) -> dict[str, Any]:
    totals, found = figures.totals[key], figures.ranges.get(key)
    return _named(key, by) | {
        "statements": totals.statements,
        "disclosing": totals.disclosing,
        "people": totals.people,
        "average": totals.per_worker,
        "least": _of(found, "least"),
        "lower_quartile": _of(found, "lower"),
        "median": _of(found, "median"),
        "upper_quartile": _of(found, "upper"),
        "most": _of(found, "most"),
    }


def _of(found: Range | None, name: str) -> Any:
    return ringgit(getattr(found, name)) if found else None


def _recruitment(totals: Totals, key: Key, by: Column) -> dict[str, Any]:
    names = [column.key for column in RECRUITMENT]
    return _named(key, by) | {name: getattr(totals, name) for name in names}


def _repayment(found: Repayment, year: int) -> dict[str, Any]:
    return {
        "year": year,
        "paid": ringgit(found.paid),
        "reimbursed": ringgit(found.reimbursed),
        "outstanding": ringgit(found.paid - found.reimbursed),
        "repaid_share": share(Decimal(found.reimbursed), found.paid, "0.0001"),
        "payers": found.payers,
        "workers_repaid": found.workers_repaid,
    }


def _step(place: int, count: int) -> dict[str, Any]:
    """The first step is nothing at all; the last has no top."""
    top = None if place > STEPS else ringgit(place * STEP_SEN)
    above = ringgit((place - 1) * STEP_SEN) if place else None
    return {"above": above, "up_to": top, "statements": count}


def _cost(category: str, row: Mapping[str, int]) -> dict[str, Any]:
    return {
        "category": category,
        "employer": ringgit(row["employer"]),
        "worker_repaid": ringgit(row["back"]),
        "worker_unpaid": ringgit(row["worker"] - row["back"]),
        "others": ringgit(row["agency"] + row["government"]),
    }
