"""The statements behind the figures of a corridor, the costliest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from registry.extensions import db
from registry.i18n import lazy as _l
from registry.models import CorridorFigure, Organisation
from registry.models.kept_corridors import NOT_SAID
from registry.public.figures.table import Column, FigureTable, ringgit
from registry.public.paging import Order, Page, cut, read_cursor

PAGE = 25
STREAMED = 1_000
HIGHEST_SEN = 2**53

COLUMNS = (
    Column("organisation_id", _l("Number of the organisation"), "text"),
    Column("organisation", _l("Organisation"), "text"),
    Column("year", _l("Year"), "year"),
    Column("sector", _l("Sector"), "sector"),
    Column("recruits", _l("Recruited")),
    Column("per_worker", _l("Paid by a worker, on average"), "money"),
    Column("gross_months", _l("Months of wages"), "months"),
    Column("net_months", _l("After repayment"), "months"),
    Column("paid", _l("Paid by workers"), "money"),
    Column("reimbursed", _l("Repaid"), "money"),
)


def _cost_key(key: Any) -> int:
    if not isinstance(key, int) or not NOT_SAID <= key <= HIGHEST_SEN:
        raise ValueError(key)
    return key


BY_COST = Order(
    "corridor", CorridorFigure.ordered_sen, CorridorFigure.id, _cost_key, descending=True
)


@dataclass(frozen=True, slots=True)
class Said:
    """One corridor in one statement."""

    place: tuple[int, int]
    record: dict[str, Any]


def page(origin: str, year: int, *, after: str = "", limit: int = PAGE) -> Page[Said]:
    cursor = read_cursor(after, BY_COST) if after else None
    rows = (
        select(CorridorFigure, Organisation.name)
        .join(Organisation, Organisation.id == CorridorFigure.organisation_id)
        .where(CorridorFigure.origin == origin, CorridorFigure.year == year)
        .limit(limit + 1)
    )
    if cursor:
        rows = rows.where(BY_COST.beyond(cursor))
    rows = rows.order_by(*BY_COST.clauses(backwards=bool(cursor and cursor.backwards)))
    found = [
        Said((figure.ordered_sen, figure.id), _record(figure, name))
        for figure, name in db.session.execute(rows)
    ]
    return cut(found, order=BY_COST, cursor=cursor, limit=limit, place=lambda said: said.place)


def table(found: Page[Said]) -> FigureTable:
    return FigureTable(COLUMNS, [said.record for said in found.rows])


def everything(origin: str, year: int) -> Iterator[dict[str, Any]]:
    """All of them, without holding them all."""
    after: str | None = ""
    while after is not None:
        found = page(origin, year, after=after, limit=STREAMED)
        yield from (said.record for said in found.rows)
        after = found.next


def _record(figure: CorridorFigure, name: str) -> dict[str, Any]:
    return {
        "organisation_id": figure.organisation_id,
        "organisation": name,
        "year": figure.year,
        "sector": figure.sector,
        "recruits": figure.recruits,
        "per_worker": ringgit(figure.per_worker_sen),
        "gross_months": _months(figure.gross_months_e4),
        "net_months": _months(figure.net_months_e4),
        "paid": ringgit(figure.worker_paid_sen),
        "reimbursed": ringgit(figure.reimbursed_sen),
    }


def _months(parts: int | None) -> Decimal | None:
    return None if parts is None else Decimal(parts) / 10_000
