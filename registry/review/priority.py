"""What to read first, and why: facts of a submitted filing in, a rank and its reasons out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SERVICE_DAYS = 14
"""Within how many days a filing should be decided; older ones come first."""


class Reason(StrEnum):
    OVERDUE = "overdue"
    SEVERE = "severe"
    LEGAL_GAP = "legal_gap"
    CORRECTED = "corrected"
    TARGET_SECTOR = "target_sector"
    FIRST = "first"
    WAITING = "waiting"


WEIGHTS = {
    Reason.OVERDUE: 100,
    Reason.SEVERE: 50,
    Reason.LEGAL_GAP: 30,
    Reason.CORRECTED: 25,
    Reason.TARGET_SECTOR: 10,
    Reason.FIRST: 5,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides the place of a filing in the queue."""

    waiting_days: int
    strictest_cap: str | None
    legal_gaps: int
    was_returned: bool
    is_target_sector: bool
    is_first: bool


@dataclass(frozen=True, slots=True)
class Priority:
    """A rank, higher is read first, and its reasons, weightiest first."""

    rank: int
    reasons: tuple[Reason, ...]


def prioritise(facts: Facts) -> Priority:
    reasons = tuple(sorted(_reasons(facts), key=lambda reason: -WEIGHTS[reason]))
    rank = sum(WEIGHTS[reason] for reason in reasons) + facts.waiting_days
    return Priority(rank, reasons or (Reason.WAITING,))


def _reasons(facts: Facts) -> Iterator[Reason]:
    if facts.waiting_days > SERVICE_DAYS:
        yield Reason.OVERDUE
    if facts.strictest_cap in {"D", "E"}:
        yield Reason.SEVERE
    if facts.legal_gaps:
        yield Reason.LEGAL_GAP
    if facts.was_returned:
        yield Reason.CORRECTED
    if facts.is_target_sector:
        yield Reason.TARGET_SECTOR
    if facts.is_first:
        yield Reason.FIRST
