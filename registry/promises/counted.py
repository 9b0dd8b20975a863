"""What the promises of organisations come to, counted by the database."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, case, false, func, literal, or_, select, text

from registry.extensions import db
from registry.models import Promise, RegisterEntry
from registry.promises.rate import WORTH, Rate
from registry.promises.tracked import Standing

HALVES = {standing: int(worth * 2) for standing, worth in WORTH.items() if worth}
"""What a promise of a standing counts, in halves of a kept one."""


def counted(year: int, today: date) -> Select[int, int, int, int]:
    """By organisation: how many promises it made up to a year, how many are due, and the percent.

    The columns are ``organisation_id``, ``made``, ``due`` and ``percent``, as ``Rate`` has them.
    """
    made, due, percent = sums(today)
    columns = made.label("made"), due.label("due"), percent.label("percent")
    of_the_year = select(Promise.organisation_id, *columns).where(Promise.year <= year)
    return of_the_year.group_by(Promise.organisation_id)


def sums(today: date) -> tuple[ColumnElement[int], ColumnElement[int], ColumnElement[int]]:
    """Of promises that a query puts together: how many, how many are due, and the percent."""
    is_silent = _is_silent(today)
    is_due = or_(is_silent, Promise.told.is_not(None))
    worth = [
        (Promise.told == _in_place(standing.value), _in_place(halves))
        for standing, halves in HALVES.items()
    ]
    none, one = _in_place(0), _in_place(1)
    due = func.coalesce(func.sum(case((is_due, one), else_=none)), none, type_=Integer)
    halves = func.sum(case((is_silent, none), *worth, else_=none), type_=Integer)
    return func.count(), due, _rounded(50 * halves, func.nullif(due, none, type_=Integer))


def _in_place(value: Any) -> ColumnElement[Any]:
    """A value in the words of the query: SQLite adds up once what it sees to be the same sum."""
    return literal(value, literal_execute=True)


def rates_by_sector(year: int, today: date) -> dict[str, Rate]:
    """Of the promises made up to a year, by their makers' sector in that year."""
    stands = case((_is_silent(today), literal(Standing.NO_WORD.value)), else_=Promise.told).label(
        "stands"
    )
    rows = db.session.execute(
        select(RegisterEntry.sector, stands, func.count())
        .join(Promise, Promise.organisation_id == RegisterEntry.organisation_id)
        .where(RegisterEntry.year == year, Promise.year <= year)
        .group_by(RegisterEntry.sector, text("stands"))
    )
    counts: dict[str, dict[Standing, int]] = {}
    for sector, told, count in rows:
        known = Standing(told) if told else Standing.NOT_YET_DUE
        counts.setdefault(sector, {})[known] = count
    return {sector: Rate(each) for sector, each in counts.items()}


def _is_silent(today: date) -> ColumnElement[bool]:
    return func.coalesce(Promise.silent_from <= _in_place(today), false())


def _rounded(whole: ColumnElement[int], by: ColumnElement[int]) -> ColumnElement[int]:
    """A quotient of whole numbers as Python rounds it: a half goes to the even neighbour."""
    down, twice = whole // by, whole % by * 2
    return case((twice > by, down + 1), (twice == by, down + down % 2), else_=down)
