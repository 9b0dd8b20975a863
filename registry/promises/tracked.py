"""Commitments over the years, from what was filed: pure functions of rows and days."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from registry.answer_values import date_of

Row = Mapping[str, Any]

NUMBER = re.compile(r"(\d{4})-(\d{1,4})")
A_YEAR = timedelta(days=365)
"""How long after its day a promise may go without a word: by then a yearly statement has come.

It is also the day of a promise that was filed without one, counted from its filing."""


class Outcome(StrEnum):
    """What an organisation says became of a commitment."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"
    DROPPED = "dropped"
    NOT_YET_DUE = "not_yet_due"


class Standing(StrEnum):
    """Where a commitment stands on a day, as it is counted."""

    KEPT = "kept"
    KEPT_LATE = "kept_late"
    """Met after its day had been moved."""
    PARTLY = "partly"
    MISSED = "missed"
    DROPPED = "dropped"
    NO_WORD = "no_word"
    """Its day has passed, and no statement says what became of it."""
    AWAITED = "awaited"
    """Its day has passed, and the statement that has to say so is not overdue by much."""
    NOT_YET_DUE = "not_yet_due"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What the statement of one year says of an earlier promise; no outcome: it says nothing."""

    year: int
    on: date
    """The day on which the statement was filed."""
    outcome: Outcome | None = None
    why: str = ""
    reached: str = ""
    due_on: date | None = None
    """The new day, where the promise was moved."""


@dataclass(frozen=True, slots=True)
class Commitment:
    number: str
    year: int
    commitment: str
    owner: str
    metric: str
    target: str
    due_on: date
    """The day that was promised first."""
    followed: tuple[FollowUp, ...] = ()

    @property
    def due_now(self) -> date:
        """The day that holds: the last one that was promised."""
        return self._moves[-1] if self._moves else self.due_on

    @property
    def times_moved(self) -> int:
        return len(self._moves)

    @property
    def last_told(self) -> FollowUp | None:
        """The last statement that said what became of it."""
        return next((f for f in reversed(self.followed) if f.outcome in VERDICTS), None)

    @property
    def is_open(self) -> bool:
        """Whether the next statement has to say what became of it."""
        told = self.last_told
        return told is None or (told.outcome in MOVABLE and told.due_on is not None)

    @property
    def _moves(self) -> list[date]:
        return [f.due_on for f in self.followed if f.due_on and f.outcome in MOVABLE]


VERDICTS = frozenset({Outcome.MET, Outcome.PARTLY, Outcome.MISSED, Outcome.DROPPED})
MOVABLE = frozenset({Outcome.PARTLY, Outcome.MISSED})
_FINAL = {
    Outcome.PARTLY: Standing.PARTLY,
    Outcome.MISSED: Standing.MISSED,
    Outcome.DROPPED: Standing.DROPPED,
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """What no day changes about where a promise stands, and the day that does."""

    told: Standing | None
    """What the last statement that spoke of it comes to."""
    silent_from: date | None
    """From this day on it counts as without a word; None: nothing can change any more."""

    def on(self, day: date) -> Standing | None:
        """Where the promise stands; None while its day has not come and nothing is told."""
        is_silent = self.silent_from is not None and day >= self.silent_from
        return Standing.NO_WORD if is_silent else self.told


def outlook(promise: Commitment) -> Outlook:
    """A new day that passes without a word undoes what was told before."""
    told = promise.last_told
    if told and told.outcome is Outcome.MET:
        return Outlook(Standing.KEPT_LATE if promise.times_moved else Standing.KEPT, None)
    standing = _FINAL[told.outcome] if told and told.outcome else None
    return Outlook(standing, _silent_from(promise) if promise.is_open else None)


def standing(promise: Commitment, today: date) -> Standing:
    """Where a promise stands on a day."""
    counted = outlook(promise).on(today)
    is_due = promise.due_now < today
    return counted or (Standing.AWAITED if is_due else Standing.NOT_YET_DUE)


def _silent_from(promise: Commitment) -> date:
    """The day after its day when a statement filed since says nothing, else a year after that."""
    told, deadline = promise.last_told, promise.due_now
    since = [f for f in promise.followed if f.on > deadline and (not told or f.year > told.year)]
    patience = timedelta(days=1) if since else A_YEAR + timedelta(days=1)
    return deadline + min(patience, date.max - deadline)


@dataclass(frozen=True, slots=True)
class Filed:
    """The promises of one year's statement, and what it says of earlier ones."""

    year: int
    on: date
    commitments: Sequence[Row]
    """Of every version that counts, oldest first; a number stands for its first row."""
    followed: Sequence[Row]


def tracked(filed: Iterable[Filed]) -> list[Commitment]:
    """Every commitment with what became of it, from the statements of one organisation."""
    known: dict[str, Commitment] = {}
    for each in sorted(filed, key=lambda each: each.year):
        told = {row.get("number"): row for row in each.followed}
        for number, promise in known.items():
            if promise.is_open:
                found = _follow_up(each, told.get(number, {}))
                known[number] = replace(promise, followed=(*promise.followed, found))
        for row in each.commitments:
            if row.get("commitment") and row.get("number"):
                known.setdefault(row["number"], _commitment(each, row))
    return list(known.values())


def numbered(rows: Sequence[Row], year: int, taken: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The rows with a number each: their own where it is of this year and free, else the next."""
    used = [int(found[2]) for number in taken if (found := NUMBER.fullmatch(number))]
    kept: set[str] = set()
    for row in rows:
        if found := _own_number(row, year):
            used.append(int(found[2]))
    highest = max(used, default=0)
    result = []
    for row in rows:
        found = _own_number(row, year)
        number = found[0] if found else ""
        if not number or number in kept:
            highest += 1
            number = f"{year}-{highest}"
        kept.add(number)
        result.append({**row, "number": number})
    return result


def _own_number(row: Row, year: int) -> re.Match[str] | None:
    found = NUMBER.fullmatch(str(row.get("number") or ""))
    return found if found and int(found[1]) == year else None


def _commitment(filed: Filed, row: Row) -> Commitment:
    return Commitment(
        number=row["number"],
        year=filed.year,
        commitment=row["commitment"],
        owner=row.get("owner") or "",
        metric=row.get("metric") or "",
        target=row.get("target") or "",
        due_on=date_of(row.get("due_on")) or filed.on + A_YEAR,
    )


def _follow_up(filed: Filed, row: Row) -> FollowUp:
    outcome = row.get("outcome")
    return FollowUp(
        year=filed.year,
        on=filed.on,
        outcome=Outcome(outcome) if outcome in set(Outcome) else None,
        why=row.get("why") or "",
        reached=row.get("reached") or "",
        due_on=date_of(row.get("due_on")),
    )
