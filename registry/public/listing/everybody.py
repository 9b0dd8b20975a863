"""How many entries of a year have each value of each filter, where nothing is searched or chosen.

These are sums of the smallest counts that are kept, so that the listing itself costs the same in a
register of any size.
"""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Select,
    String,
    and_,
    case,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)

from registry.extensions import db
from registry.forms.public import FILTERS
from registry.models import (
    EVER,
    PublicStatus,
    SectorCount,
    StateCount,
    StatementSum,
    known_on,
    public_on,
)
from registry.public.listing.columns import Counts


def counts(year: int | None, today: date) -> Counts:
    """In one query."""
    found: dict[str, Counter[Any]] = {name: Counter() for name in FILTERS}
    for facet, value, count in db.session.execute(_asked(year, today)):
        found[facet][PublicStatus(value) if facet == "status" else value] += int(count)
    return {name: +_complete(name, found) for name in FILTERS}


def _complete(facet: str, found: dict[str, Counter[Any]]) -> Counter[Any]:
    """With those that have none, who are in no count of statements."""
    if facet not in {"grade", "path"}:
        return found[facet]
    some = Counter({value: count for value, count in found[facet].items() if value})
    return some + Counter({None: found["status"].total() - some.total()})


def _asked(year: int | None, today: date) -> CompoundSelect[Any]:
    is_overdue = and_(SectorCount.status == PublicStatus.DUE, SectorCount.due_on < today)
    stored = type_coerce(SectorCount.status, String)
    status = case((is_overdue, PublicStatus.OVERDUE.value), else_=stored)
    of_year = SectorCount.year == year
    statements = StatementSum.year == year
    return union_all(
        _sum("status", status, func.sum(SectorCount.n)).where(of_year),
        _sum("sector", SectorCount.sector, func.sum(SectorCount.n)).where(of_year),
        _sum("market", type_coerce(SectorCount.market, String), func.sum(SectorCount.n)).where(
            of_year
        ),
        _sum("state", StateCount.state, func.sum(StateCount.n)).where(StateCount.year == year),
        _sum("grade", StatementSum.grade, public_on(StatementSum, today)).where(
            statements, known_on(StatementSum.shown_on, today)
        ),
        _sum("path", StatementSum.path, func.sum(StatementSum.n)).where(
            statements, StatementSum.shown_on == EVER
        ),
    )


def _sum(facet: str, value: Any, count: Any) -> Select[Any]:
    return select(literal(facet), value, count).group_by(value)
