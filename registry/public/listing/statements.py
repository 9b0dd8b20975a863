"""Published statements found by their words: matched by the index, counted and ordered in columns.

What the index finds for some words is remembered until the register changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry import text_search
from registry.forms.public import Search
from registry.models import PublicStatus, RegisterEntry
from registry.public.listing import columns as listing_columns
from registry.public.listing import standing as listing_standing
from registry.public.listing.columns import Array, Counts
from registry.public.listing.statement_columns import Statements
from registry.public.paging import PAGE, Cursor, Order, Page, cut, number_key, read_cursor
from registry.public.unchanged import Memory
from registry.text_search import Query

BYTES_REMEMBERED = 64_000_000
"""Of what was found, for each process: some thousand questions."""
SMALLEST = 2_000


@dataclass(frozen=True)
class Found:
    """The statements that a search finds, and what the numbers beside its filters are."""

    rows: Array
    times: Array
    """How often the index named each: of statements with the same words, who says them most."""
    counts: Counts = field(default_factory=dict)

    @property
    def weight(self) -> int:
        return int(self.rows.nbytes + self.times.nbytes) + SMALLEST


MEMORY = Memory(BYTES_REMEMBERED, lambda found: found.weight)
"""For what says its ``weight`` in bytes."""


def query_of(search: Search) -> Query:
    """What a statement must say and must not say."""
    asked = text_search.read(search.text) + text_search.read(search.mentions)
    return asked + text_search.without(search.without)


def counts(search: Search, today: date) -> Counts:
    """How many statements have which status, sector and so on; of each year, too."""
    return _found(search, today).counts


def order_of(search: Search) -> Order:
    """The place of a statement is that of its entry: cursors name year and organisation."""
    name = f"statements by {search.order}"
    return Order(name, RegisterEntry.year, RegisterEntry.organisation_id, number_key)


def page(search: Search, today: date, *, after: str = "", limit: int = PAGE) -> Page[int]:
    """The organisations of one page of what a search finds, from a cursor of an earlier page."""
    order = order_of(search)
    cursor = read_cursor(after, order) if after else None
    columns, found = listing_standing.columns(today), _found(search, today)
    keys = columns.keys(search.order, found.rows, found.times)
    start = _key_of(cursor, columns, search, found) if cursor else None
    if cursor and start is None:
        cursor = None
    beyond = found.rows
    if cursor and cursor.backwards:
        beyond, keys = found.rows[keys < start], -keys[keys < start]
    elif cursor:
        beyond, keys = found.rows[keys > start], keys[keys > start]
    rows = beyond[listing_columns.smallest(keys, limit + 1)]
    return cut(
        columns.organisations[rows].tolist(),
        order=order,
        cursor=cursor,
        limit=limit,
        place=lambda organisation_id: (search.year or 0, organisation_id),
    )


def everything(search: Search, today: date, at_once: int) -> Iterator[Sequence[int]]:
    """The organisations of all that a search finds, in its order, some at a time."""
    columns, found = listing_standing.columns(today), _found(search, today)
    keys = columns.keys(search.order, found.rows, found.times)
    rows = found.rows[listing_columns.smallest(keys, len(keys))]
    for start in range(0, len(rows), at_once):
        yield columns.organisations[rows[start : start + at_once]].tolist()


def _key_of(cursor: Cursor, columns: Statements, search: Search, found: Found) -> int | None:
    """Where the statement of a cursor stands now; None if it stands nowhere any more."""
    row = columns.row_of(cursor.tie, search.year or 0)
    if row is None:
        return None
    here = found.rows == row
    rows, times = found.rows[here], found.times[here]
    return int(columns.keys(search.order, rows, times)[0]) if len(rows) else None


def _found(search: Search, today: date) -> Found:
    return MEMORY.while_unchanged((search.counted(), today), lambda: _filtered(search, today))


def _filtered(search: Search, today: date) -> Found:
    columns, query = listing_standing.columns(today), query_of(search)
    said: Found = MEMORY.while_unchanged((query, today), lambda: _matched(query, columns))
    chosen: dict[str, Any] = {**search.chosen, "year": search.year}
    counted, every = listing_columns.counted(columns.facets, chosen, rows=said.rows)
    statuses = {PublicStatus(status): n for status, n in counted["status"].items()}
    return Found(said.rows[every], said.times[every], {**counted, "status": statuses})


def _matched(query: Query, columns: Statements) -> Found:
    """What the index finds for the words of a search, whatever its filters."""
    import numpy as np

    if query.wanted:
        rows, times = columns.rows_of(text_search.matching(query.wanted, ranked=True))
    else:
        rows = np.arange(len(columns.numbers), dtype=np.int32)
        times = np.ones(len(rows), dtype=np.uint8)
    if query.unwanted:
        gone, _ = columns.rows_of(text_search.matching_any(query.unwanted))
        stay = ~np.isin(rows, gone, assume_unique=True)
        rows, times = rows[stay], times[stay]
    return Found(rows, times)
