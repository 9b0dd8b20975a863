"""Walking a long list by key: every page costs the same, however deep, and has an address."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, SQLColumnExpression, tuple_

Row = TypeVar("Row")
Key = str | int | date

PAGE = 25


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is sorted by; ties are broken by ``tie``, so that no two rows share a place."""

    name: str
    by: SQLColumnExpression[Any]
    tie: SQLColumnExpression[int]
    read: Callable[[Any], Key]
    """Turns the key of a cursor back into the type of ``by``; ValueError for anything else."""
    descending: bool = False

    def clauses(self, *, backwards: bool = False) -> tuple[ColumnElement[Any], ...]:
        if self.descending != backwards:
            return self.by.desc(), self.tie.desc()
        return self.by.asc(), self.tie.asc()

    def beyond(self, cursor: "Cursor") -> ColumnElement[bool]:
        """The rows on the far side of a cursor, in the direction in which it walks."""
        here, there = tuple_(self.by, self.tie), tuple_(cursor.key, cursor.tie)
        return here < there if self.descending != cursor.backwards else here > there


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row beside which a page begins, and the direction in which it is read."""

    key: Key
    tie: int
    backwards: bool = False

    def write(self, order: Order) -> str:
        key = self.key.isoformat() if isinstance(self.key, date) else self.key
        text = json.dumps([order.name, key, self.tie, int(self.backwards)])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_cursor(text: str, order: Order) -> Cursor | None:
    """A cursor from an address; None, which is the first page, for anything that is not one."""
    try:
        name, key, tie, backwards = json.loads(
            base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        )
        if name != order.name or not isinstance(tie, int) or not 0 <= tie < 2**63:
            return None
        return Cursor(order.read(key), tie, bool(backwards))
    except (ValueError, TypeError, RecursionError, binascii.Error):
        return None


def words_key(key: Any) -> str:
    """A text that a database takes: no NUL, no half of a character."""
    if not isinstance(key, str) or "\0" in key:
        raise ValueError(key)
    key.encode()
    return key


def number_key(key: Any) -> int:
    if not isinstance(key, int) or abs(key) > 10**6:
        raise ValueError(key)
    return key


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list, and cursors to the pages before and after."""

    rows: Sequence[Row]
    previous: str | None
    next: str | None
    is_first: bool


def cut(
    found: Sequence[Row],
    *,
    order: Order,
    cursor: Cursor | None,
    limit: int,
    place: Callable[[Row], tuple[Key, int]],
) -> Page[Row]:
    """Make a page of up to ``limit`` + 1 rows that were read from a cursor in its direction."""
    backwards = cursor is not None and cursor.backwards
    more = len(found) > limit
    rows = list(reversed(found[:limit])) if backwards else list(found[:limit])
    before, after = (more, True) if backwards else (cursor is not None, more)
    return Page(
        rows=rows,
        previous=Cursor(*place(rows[0]), True).write(order) if rows and before else None,
        next=Cursor(*place(rows[-1])).write(order) if rows and after else None,
        is_first=not before,
    )
