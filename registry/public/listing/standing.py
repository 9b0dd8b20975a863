"""The statements that stand in the register, as columns that are kept up with the ledger.

After a public act only the rows of the organisation that it is about are read again (``since``).
Whatever else happened, everything is read.
"""

from datetime import date

from sqlalchemy import ColumnElement, String, cast, func, select, true, tuple_

from registry.extensions import db
from registry.models import RegisterEntry, StatementText
from registry.public.listing import statement_columns
from registry.public.listing.statement_columns import READ, UNSCORED, Statements
from registry.public.since import KeptUp

_ORDER = (RegisterEntry.year, RegisterEntry.name_key, RegisterEntry.organisation_id)
_HAS_STATEMENT = RegisterEntry.statement_id.is_not(None)
_HOW_MANY = (
    select(func.count())
    .select_from(RegisterEntry)
    .join(StatementText, StatementText.statement_id == RegisterEntry.statement_id)
)


_KEPT_UP: KeptUp[Statements] = KeptUp(1)


def columns(today: date) -> Statements:
    """Every statement that stands in the register and whose words are in the index."""
    return _KEPT_UP.known(
        "statements",
        today,
        read=lambda: read(today),
        after=lambda known, changed: _after(known, changed, today),
    )


def read(today: date) -> Statements:
    """All of them, anew."""
    return _said(_entries(true(), today), true())


def _after(known: Statements, organisations: set[int], today: date) -> Statements | None:
    """The columns with the rows of these read anew; None where their places cannot be told."""
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
