"""What was asked of the register, remembered for as long as nothing in it changes."""

from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from flask import has_request_context, request
from sqlalchemy import select

from registry.extensions import db
from registry.kept_pages.validity import SEEN, Seen
from registry.models import LedgerEvent

Answer = TypeVar("Answer")

MOST_ANSWERS = 1_000
_SEEN_BY_SESSION = "newest event of the ledger"
_NEWEST = select(LedgerEvent.sha256, LedgerEvent.at).order_by(LedgerEvent.id.desc()).limit(1)


def version() -> str:
    """The seal of the newest event of the ledger: it changes with everything the public can see.

    Empty before the first event.
    """
    return _newest()[0]


def last_updated() -> datetime | None:
    """When something that the public can see last changed; None before the first event."""
    return _newest()[1]


def _newest() -> tuple[str, datetime | None]:
    """Seal and instant of the newest event, asked once for a page, or in a session.

    So one page speaks of one state of the register. Of a page that is to be kept it was asked
    before.
    """
    seen: Seen | None = request.environ.get(SEEN) if has_request_context() else None
    if seen:
        return seen.newest, seen.at
    known: dict[str, tuple[str, datetime | None]] = db.session.info
    if _SEEN_BY_SESSION not in known:
        row = db.session.execute(_NEWEST).first()
        known[_SEEN_BY_SESSION] = (row.sha256, row.at) if row else ("", None)
    return known[_SEEN_BY_SESSION]


class Memory:
    """Answers to questions about each database; what nobody asked for longest goes first.

    ``most`` is how many it holds, or with ``weight`` how much they weigh in all.
    """

    def __init__(self, most: int, weight: Callable[[Any], int] | None = None) -> None:
        self._most, self._weight = most, weight
        self.known: WeakKeyDictionary[Any, LRUCache[Hashable, Any]] = WeakKeyDictionary()
        self._one_at_a_time = Lock()

    def while_unchanged(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The answer to a question about the register as it stands now.

        Before the first event nothing tells that the register changed, so nothing is remembered.
        """
        now = version()
        if not now:
            return ask()
        known = self.known.setdefault(db.engine, LRUCache(self._most, self._weight))
        with self._one_at_a_time:
            answer: Answer | None = known.get((now, question))
        if answer is None:
            answer = ask()
            with self._one_at_a_time:
                known[now, question] = answer
        return answer


MEMORY = Memory(MOST_ANSWERS)
"""For answers that are small; those of a search have a memory of their own."""
while_unchanged = MEMORY.while_unchanged
