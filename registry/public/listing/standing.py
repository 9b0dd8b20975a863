"""The statements that stand in the register, as columns that are kept up with the ledger.

An event names the filing, or the organisation and the year, that it is about; after a public act
only the rows of that organisation are read again. Whatever else happened, everything is read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, String, cast, func, select, true, tuple_

from registry.extensions import db
from registry.models import Filing, LedgerEvent, RegisterEntry, StatementText
from registry.public.listing import statement_columns
from registry.public.listing.statement_columns import READ, UNSCORED, Statements
from registry.public.unchanged import version

MOST_EVENTS = 50
"""After more of them, reading everything is quicker."""
OF_ENTRY = re.compile(r"(\d+)/\d{4}")
"""The subject of an event about an organisation in a year; else it is the number of a filing."""

_ORDER = (RegisterEntry.year, RegisterEntry.name_key, RegisterEntry.organisation_id)
_HAS_STATEMENT = RegisterEntry.statement_id.is_not(None)
_HOW_MANY = (
    select(func.count())
    .select_from(RegisterEntry)
    .join(StatementText, StatementText.statement_id == RegisterEntry.statement_id)
)


@dataclass(frozen=True, slots=True)
class Known:
    """The columns as they were after an event of the ledger, on a day."""

    event: int
    seal: str
    version: str
    """Of the register, as the session saw it that asked."""
    today: date
    columns: Statements


_known: WeakKeyDictionary[Any, Known] = WeakKeyDictionary()
_one_at_a_time = Lock()


def columns(today: date) -> Statements:
    """Every statement that stands in the register and whose words are in the index.

    Before the first event nothing tells that the register changed, so nothing is remembered.
    """
    now = version()
    if not now:
        return read(today)
    with _one_at_a_time:
        known = _known.get(db.engine)
        if known is None or (known.version, known.today) != (now, today):
            known = _known[db.engine] = _brought_up(known, now, today)
        return known.columns


def read(today: date) -> Statements:
    """All of them, anew."""
    return _said(_entries(true(), today), true())


def _brought_up(known: Known | None, now: str, today: date) -> Known:
    """What is known, after the events that came since; or all of it anew."""
    if known and known.today == today:
        first, *events = _events_from(known.event) or [None]
        if first and first.sha256 == known.seal and len(events) <= MOST_EVENTS:
            changed = _after(known.columns, [each.subject for each in events], today)
            last = (events or [first])[-1]
            if changed:
                return Known(last.id, last.sha256, now, today, changed)
    newest = select(LedgerEvent.id, LedgerEvent.sha256).order_by(LedgerEvent.id.desc()).limit(1)
    number, seal = db.session.execute(newest).one()
    return Known(number, seal, now, today, read(today))


def _events_from(number: int) -> Sequence[Any]:
    """The event of this number, which is known, and those that came since."""
    events = select(LedgerEvent.id, LedgerEvent.sha256, LedgerEvent.subject)
    later = events.where(LedgerEvent.id >= number).order_by(LedgerEvent.id)
    return db.session.execute(later.limit(MOST_EVENTS + 2)).all()


def _after(known: Statements, subjects: Sequence[str], today: date) -> Statements | None:
    """The columns after these events; None where that cannot be told from them."""
    organisations = _organisations(subjects)
    if organisations is None:
        return None
    found = known
    if organisations:
        changed = _entries(RegisterEntry.organisation_id.in_(organisations), today)
        changed = _said(changed, StatementText.statement_id.in_(changed.numbers.tolist()))
        rest = statement_columns.without(known, organisations)
        places = _places(rest, changed)
        if places is None:
            return None
        found = statement_columns.with_rows(rest, changed, places)
    return found if db.session.scalar(_HOW_MANY) == len(found.numbers) else None


def _organisations(subjects: Sequence[str]) -> set[int] | None:
    """Whose rows the events may have changed; None where one is about more than a filing."""
    entries = {each: match for each in subjects if (match := OF_ENTRY.fullmatch(each))}
    references = set(subjects) - entries.keys()
    filings = select(Filing.organisation_id).where(Filing.reference.in_(references))
    found = db.session.scalars(filings).all() if references else []
    if len(found) < len(references):
        return None
    return {*found, *(int(match[1]) for match in entries.values())}


def _places(rest: Statements, changed: Statements) -> list[int] | None:
    """Before which row of the others each changed row comes; None where a neighbour is unknown."""
    places: dict[int | None, int] = {None: 0}
    for number in changed.numbers.tolist():
        before = _before(number)
        row = None if before is None else rest.row_of_statement(before)
        if row is None and before not in places:
            return None
        places[number] = places[before] if row is None else row + 1
    return list(places.values())[1:]


def _before(number: int) -> int | None:
    """The statement that comes before another, by year and name."""
    own = select(*_ORDER).where(RegisterEntry.statement_id == number)
    earlier = tuple_(*_ORDER) < tuple_(*db.session.execute(own).one())
    nearest = [column.desc() for column in _ORDER]
    found = select(RegisterEntry.statement_id).where(_HAS_STATEMENT, earlier).order_by(*nearest)
    return db.session.scalar(found.limit(1))


def _entries(which: ColumnElement[bool], today: date) -> Statements:
    """The entries that have a statement.

    Each column comes as one text, which costs a fraction of so many rows.
    """
    rows = select(*(getattr(RegisterEntry, name) for name in READ)).where(_HAS_STATEMENT, which)
    ordered = rows.order_by(*_ORDER).subquery()
    texts = (
        func.aggregate_strings(func.coalesce(cast(column, String), UNSCORED.get(name, "")), ",")
        for name, column in ordered.c.items()
    )
    found = db.session.execute(select(*texts)).one()
    return statement_columns.statements(dict(zip(READ, found, strict=True)), today)


def _said(found: Statements, which: ColumnElement[bool]) -> Statements:
    """Those of them whose words are in the index."""
    numbers = func.aggregate_strings(cast(StatementText.statement_id, String), ",")
    return statement_columns.of_numbers(
        found, db.session.scalar(select(numbers).where(which)) or ""
    )
