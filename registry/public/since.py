"""What a process has read of many organisations, kept up with the ledger.

An event names the filing, or the organisation and the year, that it is about. So after a public
act, only what is known of that organisation is read again.
"""

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from cachetools import LRUCache
from sqlalchemy import select

from registry.extensions import db
from registry.models import Filing, LedgerEvent
from registry.public.unchanged import version

Read = TypeVar("Read")

MOST_EVENTS = 50
"""After more of them, reading everything is quicker."""
OF_ENTRY = re.compile(r"(\d+)/\d{4}")
"""The subject of an event about an organisation in a year; else it is the number of a filing."""


class Event(NamedTuple):
    """Which event of the ledger is the newest that is known."""

    id: int
    sha256: str


class Changes(NamedTuple):
    """What came after an event that was known."""

    newest: Event
    organisations: set[int]


@dataclass(frozen=True, slots=True)
class Known(Generic[Read]):
    """What was read, as it was after an event, on a day."""

    event: Event
    version: str
    """Of the register, as the session saw it that asked."""
    today: date
    read: Read


class KeptUp(Generic[Read]):
    """What was read of each database for at most so many questions."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: WeakKeyDictionary[Any, LRUCache[Hashable, Known[Read]]] = WeakKeyDictionary()
        self._one_at_a_time = Lock()

    def known(
        self,
        question: Hashable,
        today: date,
        read: Callable[[], Read],
        after: Callable[[Read, set[int]], Read | None],
    ) -> Read:
        """What is known, as the register stands now.

        ``read`` reads everything; ``after`` reads some organisations again, into what was read of
        all before or into something new, and returns it, or None where that cannot be done. Before
        the first event nothing tells that the register changed, so nothing is remembered.
        """
        now = version()
        if not now:
            return read()
        with self._one_at_a_time:
            answers = self._known.setdefault(db.engine, LRUCache(self._most))
            known = answers.pop(question, None)
            if known is None or known.today != today:
                known = _anew(read, now, today)
            elif known.version != now:
                known = _brought_up(known, after, now) or _anew(read, now, today)
            answers[question] = known
            return known.read


def _anew(read: Callable[[], Read], now: str, today: date) -> Known[Read]:
    return Known(newest(), now, today, read())


def _brought_up(
    known: Known[Read], after: Callable[[Read, set[int]], Read | None], now: str
) -> Known[Read] | None:
    came = changes(known.event)
    found = after(known.read, came.organisations) if came else None
    return Known(came.newest, now, known.today, found) if came and found is not None else None


def newest() -> Event:
    """Of a ledger that has events."""
    found = select(LedgerEvent.id, LedgerEvent.sha256).order_by(LedgerEvent.id.desc()).limit(1)
    return Event(*db.session.execute(found).one())


def changes(known: Event) -> Changes | None:
    """Whom the events since may have changed; None where that cannot be told from them.

    So it is where the ledger is not the one that was known, where too much happened, and where
    something is about more than one filing.
    """
    first, *events = _events_from(known.id) or [None]
    if first is None or first.sha256 != known.sha256 or len(events) > MOST_EVENTS:
        return None
    organisations = _organisations([each.subject for each in events])
    if organisations is None:
        return None
    last = (events or [first])[-1]
    return Changes(Event(last.id, last.sha256), organisations)


def _events_from(number: int) -> Sequence[Any]:
    """The event of this number, which is known, and those that came since."""
    events = select(LedgerEvent.id, LedgerEvent.sha256, LedgerEvent.subject)
    later = events.where(LedgerEvent.id >= number).order_by(LedgerEvent.id)
    return db.session.execute(later.limit(MOST_EVENTS + 2)).all()


def _organisations(subjects: Sequence[str]) -> set[int] | None:
    entries = {each: match for each in subjects if (match := OF_ENTRY.fullmatch(each))}
    references = set(subjects) - entries.keys()
    filings = select(Filing.organisation_id).where(Filing.reference.in_(references))
    found = db.session.scalars(filings).all() if references else []
    if len(found) < len(references):
        return None
    return {*found, *(int(match[1]) for match in entries.values())}
