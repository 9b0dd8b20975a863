"""What the promises of organisations come to, counted by the database."""

from datetime import date

from sqlalchemy import ColumnElement, Integer, Select, case, func, literal, or_, select, text

from registry.extensions import db
from registry.models import Promise, RegisterEntry
from registry.promises.rate import WORTH, Rate
from registry.promises.tracked import Standing

HALVES = {standing: int(worth * 2) for standing, worth in WORTH.items() if worth}
"""What a promise of a standing counts, in halves of a kept one."""


def counted(year: int, today: date) -> Select[int, int, int, int | None]:
    """By organisation: how many promises it made up to a year, how many are due, and the percent.

    The columns are ``organisation_id``, ``made``, ``due`` and ``percent``, as ``Rate`` has them.
    """
    is_silent = _is_silent(today)
    is_due = or_(is_silent, Promise.told.is_not(None))
    worth = [(Promise.told == standing.value, halves) for standing, halves in HALVES.items()]
    due = func.sum(case((is_due, 1), else_=0), type_=Integer)
    halves = func.sum(case((is_silent, 0), *worth, else_=0), type_=Integer)
    return (
        select(
            Promise.organisation_id,
            func.count().label("made"),
            due.label("due"),
            _rounded(50 * halves, func.nullif(due, 0, type_=Integer)).label("percent"),
        )
        .where(Promise.year <= year)
        .group_by(Promise.organisation_id)
    )


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
    return func.coalesce(Promise.silent_from <= today, False)


def _rounded(whole: ColumnElement[int], by: ColumnElement[int]) -> ColumnElement[int]:
    """A quotient of whole numbers as Python rounds it: a half goes to the even neighbour."""
    down, twice = whole // by, whole % by * 2
    return case((twice > by, down + 1), (twice == by, down + down % 2), else_=down)
