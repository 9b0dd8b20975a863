"""The ledger: organisations by reporting years, one dated status in each square."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from registry import organisations
from registry.extensions import db
from registry.forms.ledger import EXPECTED as EXPECTED_GROUP
from registry.forms.ledger import VOLUNTEERS, LedgerSearch
from registry.models import (
    Market,
    Organisation,
    PublicStatus,
    RegisterEntry,
    ReportingClass,
    Statement,
    has_status,
    status_as_of,
    status_since,
)
from registry.public.counts import EXPECTED, PUBLISHED
from registry.public.paging import PAGE, Order, Page, cut, read_cursor, words_key
from registry.public.queries import day_of_last

STREAMED = 500
STORED = [status for status in EXPECTED if status is not PublicStatus.OVERDUE]
_ORDER = Order("ledger", RegisterEntry.name_key, RegisterEntry.organisation_id, words_key)
FACTS = ("sector", "market", "state")
"""What an organisation's entries repeat in every year alike."""


@dataclass(frozen=True, slots=True)
class Square:
    """An organisation in a year, as it stands on a day."""

    year: int
    status: PublicStatus
    status_on: date
    due_on: date
    first_due_on: date | None
    published_on: date | None
    reporting_class: ReportingClass
    mandatory: bool
    reason: str
    replied_on: date | None
    """The day of the organisation's last reply to what was judged."""
    may_reply_until: date | None
    """Its grade waits for a reply until the day before this one."""


@dataclass(frozen=True, slots=True)
class Row:
    organisation_id: int
    name: str
    ssm_number: str | None
    ssm_old_number: str | None
    stock_code: str | None
    sector: str
    market: Market
    state: str
    squares: Mapping[int, Square]
    """By reporting year; a year before the organisation was known is left out."""


_SQUARES = (
    select(
        *(RegisterEntry.organisation_id, RegisterEntry.year, RegisterEntry.status),
        *(RegisterEntry.status_on, RegisterEntry.due_on, RegisterEntry.first_due_on),
        *(RegisterEntry.published_on, RegisterEntry.reporting_class, RegisterEntry.mandatory),
        *(RegisterEntry.reason, RegisterEntry.grade_public_on, Statement.replies),
        *(Organisation.name, Organisation.ssm_number, Organisation.ssm_old_number),
        *(Organisation.stock_code, Organisation.sector, Organisation.market, Organisation.state),
    )
    .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
    .outerjoin(Statement, Statement.id == RegisterEntry.statement_id)
)


def page(search: LedgerSearch, today: date, *, after: str = "", limit: int = PAGE) -> Page[Row]:
    """One page of the organisations that a search finds, from a cursor of an earlier page."""
    cursor = read_cursor(after, _ORDER) if after else None
    keys = select(RegisterEntry.organisation_id, RegisterEntry.name_key).where(
        *_conditions(search, today)
    )
    if cursor:
        keys = keys.where(_ORDER.beyond(cursor))
    backwards = bool(cursor and cursor.backwards)
    found = db.session.execute(keys.order_by(*_ORDER.clauses(backwards=backwards)).limit(limit + 1))
    places: dict[int, str] = {row[0]: row[1] for row in found}
    return cut(
        _rows(list(places), today),
        order=_ORDER,
        cursor=cursor,
        limit=limit,
        place=lambda row: (places[row.organisation_id], row.organisation_id),
    )


def everything(search: LedgerSearch, today: date) -> Iterator[Row]:
    """All that a search finds, without holding it in memory."""
    keys = select(RegisterEntry.organisation_id).where(*_conditions(search, today))
    ordered = keys.order_by(*_ORDER.clauses())
    found = iter(db.session.scalars(ordered, execution_options={"yield_per": STREAMED}))
    while places := list(islice(found, STREAMED)):
        yield from _rows(places, today)


def chosen(search: LedgerSearch, today: date) -> Select[int]:
    """The organisations that a search finds in its own year, in no order."""
    return select(RegisterEntry.organisation_id).where(*_conditions(search, today))


def in_every_year(search: LedgerSearch, today: date) -> list[ColumnElement[bool]]:
    """The entries of these organisations, of all years."""
    return [RegisterEntry.organisation_id.in_(chosen(search, today))]


def _conditions(search: LedgerSearch, today: date) -> list[ColumnElement[bool]]:
    found = [RegisterEntry.year == search.year, *_facts(search)]
    if search.reporting_class:
        found.append(RegisterEntry.reporting_class == ReportingClass(search.reporting_class))
    if search.status:
        found.append(_stands(search, today))
    if search.text:
        found.append(organisations.matching(search.text, RegisterEntry.organisation_id))
    return found


def _facts(search: LedgerSearch) -> list[ColumnElement[bool]]:
    return [
        getattr(RegisterEntry, name) == value for name in FACTS if (value := getattr(search, name))
    ]


def _stands(search: LedgerSearch, today: date) -> ColumnElement[bool]:
    """Has the status that is asked for, or one of the group."""
    if search.public_status:
        return has_status(search.public_status, today)
    volunteers = RegisterEntry.reporting_class == ReportingClass.VOLUNTARY
    group = STORED if search.status == EXPECTED_GROUP else PUBLISHED
    kind = volunteers if search.status == VOLUNTEERS else ~volunteers
    return and_(or_(*(RegisterEntry.status == status for status in group)), kind)


def _rows(places: Sequence[int], today: date) -> list[Row]:
    """These organisations in their order, each with all its years."""
    found: dict[int, list[Any]] = {}
    wanted = _SQUARES.where(RegisterEntry.organisation_id.in_(places))
    for entry in db.session.execute(wanted):
        found.setdefault(entry.organisation_id, []).append(entry)
    return [_row(found[place], today) for place in places]


def _row(entries: Sequence[Any], today: date) -> Row:
    one = entries[0]
    return Row(
        organisation_id=one.organisation_id,
        name=one.name,
        ssm_number=one.ssm_number,
        ssm_old_number=one.ssm_old_number,
        stock_code=one.stock_code,
        sector=one.sector,
        market=one.market,
        state=one.state,
        squares={entry.year: _square(entry, today) for entry in entries},
    )


def _square(entry: Any, today: date) -> Square:
    status = status_as_of(entry.status, entry.due_on, today)
    waits = entry.grade_public_on is not None and entry.grade_public_on > today
    return Square(
        year=entry.year,
        status=status,
        status_on=status_since(status, entry.status_on, entry.due_on),
        due_on=entry.due_on,
        first_due_on=entry.first_due_on,
        published_on=entry.published_on,
        reporting_class=entry.reporting_class,
        mandatory=entry.mandatory,
        reason=entry.reason,
        replied_on=day_of_last(entry.replies),
        may_reply_until=entry.grade_public_on if waits else None,
    )
