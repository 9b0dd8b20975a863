"""Ranges of what a worker paid, found step by step among counts of workers by cost.

The least cost such that a quarter, half, three quarters of the workers paid no more. It lies on the
first of the widest steps up to which there are so many workers; within that on a step of the next
width; and so on, until a step is one sen wide. So a range is read off a few hundred counts,
however many statements there are.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    select,
    tuple_,
    union_all,
)

from registry.extensions import db
from registry.models import CorridorSpread
from registry.models.kept_corridors import WIDTHS

QUARTERS = range(5)
"""The least, three quartiles, and the most."""
PLACE = ("year", "origin", "sector")
BELOW_ALL, ABOVE_ALL = -1, 2**62
SPREAD = [getattr(CorridorSpread, name) for name in PLACE]
PEOPLE = func.sum(CorridorSpread.people)


def ranges(years: Collection[int], origins: Collection[str], sectors: Collection[str]) -> Any:
    """Year, origin, sector, and five costs in sen; the sector that is empty is all of them."""
    wanted = (CorridorSpread.year.in_(years), CorridorSpread.origin.in_(origins))
    found = _everybody(*wanted, CorridorSpread.sector.in_(sectors))
    for width, narrower in zip(WIDTHS, (*WIDTHS[1:], 1), strict=True):
        found = _narrowed(found, width, width // narrower)
    place = [found.c[name] for name in PLACE]
    costs = (func.max(case((found.c.quarters == each, found.c.step))) for each in QUARTERS)
    return select(*place, *costs).group_by(*place)


def _everybody(*where: Any) -> CTE:
    """Each place once for each quarter: how many workers there are, on any step."""
    quarters = union_all(*(select(literal(each).label("quarters")) for each in QUARTERS)).subquery()
    counted = (
        select(*SPREAD, PEOPLE.label("everybody"))
        .where(*where, CorridorSpread.width == WIDTHS[0])
        .group_by(*SPREAD)
        .having(PEOPLE != 0)
        .subquery()
    )
    steps = {"low": literal(BELOW_ALL), "high": literal(ABOVE_ALL), "below": literal(0)}
    columns = [*counted.c, *quarters.c, *(each.label(name) for name, each in steps.items())]
    return select(*columns).select_from(counted.join(quarters, literal(True))).cte("everybody")


def _narrowed(found: CTE, width: int, times: int) -> CTE:
    """On which step of a width each quarter ends, and which steps of the next lie within."""
    steps = _summed(_steps(found, width))
    place = [steps.c[name] for name in (*PLACE, "quarters", "everybody")]
    step = func.min(steps.c.step)
    below = func.min(steps.c.so_far - steps.c.people)
    reached = steps.c.so_far * QUARTERS[-1] >= steps.c.everybody * steps.c.quarters
    ending = select(*place, step.label("step"), below.label("below")).where(reached)
    last = ending.group_by(*place).subquery()
    low, high = (last.c.step - 1) * times, last.c.step * times
    return select(last, low.label("low"), high.label("high")).cte(f"ending_on_{width}")


def _steps(found: CTE, width: int) -> Subquery:
    """The workers on each step of a width within the one that was found."""
    place = [found.c[name] for name in (*PLACE, "quarters", "everybody", "below")]
    counted = (
        select(*place, CorridorSpread.step, PEOPLE.label("people"))
        .select_from(found.join(CorridorSpread, _within(found, width)))
        .group_by(*place, CorridorSpread.step)
        .having(PEOPLE != 0)
    )
    return counted.subquery()


def _within(found: CTE, width: int) -> ColumnElement[bool]:
    """The steps within the one that was found, as one stretch of the index.

    PostgreSQL would read all steps to join them by what is equal, and SQLite all of a year to
    compare them as a whole.
    """
    own = [found.c[name] for name in PLACE]
    if db.engine.dialect.name == "postgresql":
        here = tuple_(*SPREAD, CorridorSpread.width, CorridorSpread.step)
        low, high = (tuple_(*own, literal(width), found.c[edge]) for edge in ("low", "high"))
        return and_(here > low, here <= high)
    return and_(
        *(each == other for each, other in zip(SPREAD, own, strict=True)),
        CorridorSpread.width == width,
        CorridorSpread.step > found.c.low,
        CorridorSpread.step <= found.c.high,
    )


def _summed(steps: Subquery) -> Subquery:
    """Beside each step, how many workers there are up to it."""
    place = [steps.c[name] for name in (*PLACE, "quarters")]
    up_to = func.sum(steps.c.people).over(partition_by=place, order_by=steps.c.step)
    so_far: Select[Any] = select(steps, (steps.c.below + up_to).label("so_far"))
    return so_far.subquery()
