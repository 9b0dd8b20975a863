"""What the promises of organisations come to, as the database keeps it: written, and read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, insert, select

from registry.extensions import db
from registry.models import Promise, PromiseSum, RegisterEntry
from registry.models.types import table_of
from registry.promises.rate import Rate
from registry.promises.summed import Made, Sum, summed
from registry.promises.tracked import Outlook, Standing

AT_ONCE = 1_000
"""Organisations whose promises are held in memory."""
_TABLE: Table = table_of(PromiseSum)
_RATE = (PromiseSum.made, PromiseSum.due, PromiseSum.kept, PromiseSum.halves)


def hold(year: Any, today: date) -> ColumnElement[bool]:
    """The sums that hold in a reporting year, on a day: at most one of an organisation."""
    return and_(
        PromiseSum.first_year <= year,
        PromiseSum.last_year >= year,
        PromiseSum.first_day <= today,
        PromiseSum.last_day >= today,
    )


def rates(ids: Sequence[int], year: int, today: date) -> dict[int, Rate]:
    """By organisation, of what it promised up to a year; none of one that promised nothing."""
    rows = db.session.execute(
        select(PromiseSum.organisation_id, *_RATE).where(
            PromiseSum.organisation_id.in_(ids), hold(year, today)
        )
    )
    return {organisation_id: Rate(*sums) for organisation_id, *sums in rows}


def makers(
    year: int, today: date, which: Collection[int] | None = None
) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Who promised anything up to a year, everybody or some, in the order of their ids.

    Each with its sector in that year and the four numbers of its rate; read bit by bit, however
    many there are.
    """
    found = (
        select(RegisterEntry.organisation_id, RegisterEntry.sector, *_RATE)
        .join(PromiseSum, PromiseSum.organisation_id == RegisterEntry.organisation_id)
        .where(RegisterEntry.year == year, hold(year, today))
        .order_by(RegisterEntry.organisation_id)
    )
    if which is not None:
        found = found.where(RegisterEntry.organisation_id.in_(which))
    rows = db.session.execute(found, execution_options={"yield_per": AT_ONCE})
    return ((row[0], row[1:]) for row in rows)


def sum_up(ids: Sequence[int]) -> None:
    """Write anew what the promises of these organisations come to."""
    db.session.execute(delete(_TABLE).where(_TABLE.c.organisation_id.in_(ids)))
    if rows := list(_summed(ids)):
        db.session.execute(insert(_TABLE), rows)


def sum_up_everything() -> None:
    for ids in _everybody():
        sum_up(ids)


def are_summed_up() -> bool:
    """Whether every sum is what the promises of its organisation come to."""
    return all(_kept(ids) == set(map(_values, _summed(ids))) for ids in _everybody())


def _everybody() -> Iterator[Sequence[int]]:
    """All that have promises or sums of them, some at a time."""
    known = select(Promise.organisation_id).union(select(PromiseSum.organisation_id))
    ids = db.session.scalars(known).all()
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _kept(ids: Sequence[int]) -> set[tuple[Any, ...]]:
    rows = db.session.execute(select(*_TABLE.c).where(_TABLE.c.organisation_id.in_(ids)))
    return {tuple(row) for row in rows}


def _values(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in _TABLE.c)


def _summed(ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The rows of these organisations."""
    promised = db.session.execute(
        select(Promise.organisation_id, Promise.year, Promise.told, Promise.silent_from)
        .where(Promise.organisation_id.in_(ids))
        .order_by(Promise.organisation_id)
    )
    for organisation_id, several in groupby(promised, itemgetter(0)):
        for each in summed([_made(row) for row in several]):
            yield {"organisation_id": organisation_id, **_row(each)}


def _made(row: Any) -> Made:
    told = Standing(row.told) if row.told else None
    return Made(row.year, Outlook(told, row.silent_from))


def _row(found: Sum) -> dict[str, Any]:
    span = found._asdict()
    rate: Rate = span.pop("rate")
    return {**span, **asdict(rate), "percent": rate.percent}
