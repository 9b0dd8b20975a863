"""The sums over corridors of public statements, in SQL: what the database keeps, added up."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    case,
    func,
    literal,
    null,
    select,
    union_all,
)

from registry.models import CorridorReachCount, CorridorSum
from registry.models.kept_corridors import NOT_SAID, STEPS, WIDTHS

STEP_SEN = WIDTHS[0]
"""Width of a step of the distribution: RM2,000."""
ALL = literal("")
"""The part that is the whole."""
STATEMENTS = ("statements", "disclosing", "hiring_directly")
"""Totals that count statements: one may be in several parts of a year."""
REPAYMENT = ("paid", "reimbursed", "payers", "workers_repaid")
ADDED = (
    *("disclosing", "recruits", "people", "paid_by_people", *REPAYMENT),
    *("gross", "gross_people", "net", "net_people", "direct", "direct_of", "hiring_directly"),
)
"""Totals that are columns of the sums, in the order of ``Totals``."""
Part = SQLColumnExpression[str]


def repayment() -> Select[Any]:
    """What workers paid and got back, by year, the newest first."""
    sums = (func.sum(getattr(CorridorSum, name)) for name in REPAYMENT)
    found = select(CorridorSum.year, *sums).group_by(CorridorSum.year)
    return found.having(func.sum(CorridorSum.n) != 0).order_by(CorridorSum.year.desc())


def of_origins(year: int) -> Any:
    """Each country in a year, and the numbers of statements of each and of the year.

    A row is the year, the part, whether it is of numbers of statements, and ``Totals``.
    """
    reach = CorridorReachCount
    totals = _totals(CorridorSum.origin, CorridorSum.year == year)
    return union_all(totals, _statements(reach.origin, reach.year == year))


def of_sectors(origin: str) -> Any:
    """The same of each sector in each year, and the numbers of statements of each year."""
    reach = CorridorReachCount
    totals = _totals(CorridorSum.sector, CorridorSum.origin == origin)
    return union_all(totals, _statements(ALL, reach.origin == origin))


def _totals(part: Part, where: ColumnElement[bool]) -> Any:
    added = [func.sum(getattr(CorridorSum, name)).label(name) for name in ADDED]
    levels = (CorridorSum.layers, CorridorSum.step)
    alike: tuple[Any, ...] = (CorridorSum.year, part.label("part"), *levels)
    found = (
        select(*alike, func.sum(CorridorSum.n).label("n"), *added)
        .where(where)
        .group_by(*alike)
        .having(func.sum(CorridorSum.n) != 0)
        .subquery()
    ).c
    known = found.layers != NOT_SAID
    columns = [
        func.sum(found.n),
        *(func.sum(found[name]) for name in ADDED),
        func.sum(case((known, found.layers * found.n), else_=0)),
        func.sum(case((known, found.n), else_=0)),
        func.max(case((known, found.layers))),
        *(func.sum(case((found.step == step, found.n), else_=0)) for step in range(STEPS + 2)),
    ]
    grouped = (found.year, found.part)
    return select(*grouped, literal(0).label("of_statements"), *columns).group_by(*grouped)


def _statements(part: Part, where: ColumnElement[bool]) -> Any:
    """The numbers of statements alone, in the places where ``_totals`` has them."""
    reach = CorridorReachCount
    sums = {name: func.sum(getattr(reach, name)) for name in ("disclosing", "hiring_directly")}
    columns = [
        func.sum(reach.n),
        *(sums.get(name, null()) for name in ADDED),
        *(null() for _ in range(STEPS + 5)),
    ]
    grouped = (reach.year, part)
    found = select(*grouped, literal(1), *columns).where(where).group_by(*grouped)
    return found.having(func.sum(reach.n) != 0)
