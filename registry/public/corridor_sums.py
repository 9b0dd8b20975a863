"""The sums and ranges over corridors of public statements, in SQL; ``corridors`` reads them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from registry.models import CorridorFigure as Figure

STEP_SEN = 200_000
"""Width of a step of the distribution: RM2,000."""
STEPS = 10
"""So many steps above nothing; what is beyond them is counted together."""

ALL = literal("")
"""The part that is the whole."""
STATEMENTS = ("statements", "disclosing", "hiring_directly")
"""Totals that count statements: one may be in several parts of a year."""


def repayment() -> Any:
    """What workers paid and got back, by year, the newest first."""
    sums = _sums()
    names = ("paid", "reimbursed", "payers", "workers_repaid")
    columns = [Figure.year, *(sums[name] for name in names)]
    return select(*columns).group_by(Figure.year).order_by(Figure.year.desc())


def figures(part: Any, years: Sequence[int], parts: Sequence[str], where: Any, whole: bool) -> Any:
    """Totals, and behind them the range, of these parts and of these years as a whole.

    ``whole`` asks for the range of the years, too.
    """
    of_years = (*where, Figure.year.in_(years))
    of_parts = (*of_years, part.in_(parts))
    sums = union_all(_totals(part, of_parts), _statements(of_years)).subquery()
    ranges = [_ranges(part, of_parts), *([_ranges(ALL, of_years)] if whole else [])]
    spread = union_all(*ranges).subquery()
    same = and_(sums.c.year == spread.c.year, sums.c.part == spread.c.part)
    return select(sums, *list(spread.c)[2:]).outerjoin(spread, same)


def _totals(part: Any, where: Sequence[ColumnElement[bool]]) -> Any:
    """Of each part in each year."""
    sums = [*_sums().values(), *_steps()]
    return select(Figure.year, part.label("part"), *sums).where(*where).group_by(Figure.year, part)


def _statements(where: Sequence[ColumnElement[bool]]) -> Any:
    """``totals`` of each year as a whole: numbers of statements alone, the rest can be added up."""
    sums = [each if name in STATEMENTS else null() for name, each in _sums().items()]
    columns = [Figure.year, ALL.label("part"), *sums, *(null() for _ in _steps())]
    return select(*columns).where(*where).group_by(Figure.year)


def seals(part: Any, where: Sequence[ColumnElement[bool]]) -> Any:
    """What tells that the rows of a part changed: their number, and numbers of statements."""
    number = Figure.statement_id
    told = (func.count(), func.max(number), func.sum(number))
    return select(Figure.year, part, *told).where(*where).group_by(Figure.year, part)


def _sums() -> dict[str, ColumnElement[Any]]:
    """One expression for each field of ``Totals`` but the steps, in their order."""
    says_paid = Figure.worker_paid_sen.is_not(None)
    per_worker = Figure.per_worker_sen.is_not(None)
    says_direct = and_(Figure.recruits.is_not(None), Figure.direct_recruits.is_not(None))
    people = cast(Figure.people, BigInteger)
    return {
        "statements": func.count(Figure.statement_id.distinct()),
        "disclosing": _distinct(Figure.statement_id, says_paid),
        "recruits": func.sum(Figure.recruits),
        "people": _sum(Figure.people, per_worker),
        "paid_by_people": _sum(Figure.worker_paid_sen, per_worker),
        "paid": func.sum(Figure.worker_paid_sen),
        "reimbursed": _sum(Figure.reimbursed_sen, says_paid),
        "payers": func.sum(Figure.payers),
        "workers_repaid": func.sum(Figure.workers_repaid),
        "gross": func.sum(Figure.gross_months_e4 * people),
        "gross_people": _sum(Figure.people, Figure.gross_months_e4.is_not(None)),
        "net": func.sum(Figure.net_months_e4 * people),
        "net_people": _sum(Figure.people, Figure.net_months_e4.is_not(None)),
        "direct": _sum(Figure.direct_recruits, says_direct),
        "direct_of": _sum(Figure.recruits, says_direct),
        "hiring_directly": _distinct(Figure.statement_id, Figure.direct_recruits > 0),
        "layers": func.sum(Figure.layers),
        "layers_said": func.count(Figure.layers),
        "most_layers": func.max(Figure.layers),
    }


def _steps() -> list[ColumnElement[Any]]:
    """How many corridors of statements lie on each step of cost per worker."""
    cost = Figure.per_worker_sen
    tops = [STEP_SEN * number for number in range(STEPS + 1)]
    between = [and_(cost > low, cost <= top) for low, top in zip(tops, tops[1:], strict=False)]
    return [_sum(literal(1), place) for place in (cost == 0, *between, cost > tops[-1])]


def _sum(value: Any, where: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((where, value), else_=0))


def _distinct(value: Any, where: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.count(case((where, value)).distinct())


def _ranges(part: Any, where: Sequence[ColumnElement[bool]]) -> Any:
    """The least cost such that a quarter, half, three quarters of the workers paid no more."""
    grouped = [Figure.year] if part is ALL else [Figure.year, part]
    ranked = (
        select(
            Figure.year,
            part.label("part"),
            Figure.per_worker_sen.label("cost"),
            func.sum(Figure.people)
            .over(partition_by=grouped, order_by=(Figure.per_worker_sen, Figure.id))
            .label("so_far"),
            func.sum(Figure.people).over(partition_by=grouped).label("everybody"),
        )
        .where(Figure.per_worker_sen.is_not(None), *where)
        .subquery()
    )
    quartiles = [
        func.min(case((ranked.c.so_far * 4 >= ranked.c.everybody * quarters, ranked.c.cost)))
        for quarters in (1, 2, 3)
    ]
    return select(
        ranked.c.year,
        ranked.c.part,
        func.min(ranked.c.cost).label("least"),
        *quartiles,
        func.max(ranked.c.cost).label("most"),
    ).group_by(ranked.c.year, ranked.c.part)
