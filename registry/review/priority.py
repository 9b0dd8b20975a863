"""What to read first, and why: facts of a submitted filing in, a rank and its reasons out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

SERVICE_DAYS = 14
"""Within how many days a filing should be decided; older ones come first."""


MANY_CONFLICTS = 3
MANY_COPIED = 2


class Reason(StrEnum):
    OVERDUE = "overdue"
    SEVERE = "severe"
    LEGAL_GAP = "legal_gap"
    CONFLICTS = "conflicts"
    COPIED = "copied"
    CORRECTED = "corrected"
    TARGET_SECTOR = "target_sector"
    FIRST = "first"
    WAITING = "waiting"


WEIGHTS = {
    Reason.OVERDUE: 100,
    Reason.SEVERE: 50,
    Reason.LEGAL_GAP: 30,
    Reason.CORRECTED: 25,
    Reason.CONFLICTS: 20,
    Reason.COPIED: 15,
    Reason.TARGET_SECTOR: 10,
    Reason.FIRST: 5,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides the place of a filing in the queue."""

    waiting_days: int
    strictest_cap: str | None
    legal_gaps: int
    conflicts: int
    """Answers that do not go together and that the filing does not explain."""
    copied: int
    """Paragraphs of the statement that another filing, or an earlier year, had before."""
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
    holds = {
        Reason.OVERDUE: facts.waiting_days > SERVICE_DAYS,
        Reason.SEVERE: facts.strictest_cap in {"D", "E"},
        Reason.LEGAL_GAP: facts.legal_gaps > 0,
        Reason.CONFLICTS: facts.conflicts >= MANY_CONFLICTS,
        Reason.COPIED: facts.copied >= MANY_COPIED,
        Reason.CORRECTED: facts.was_returned,
        Reason.TARGET_SECTOR: facts.is_target_sector,
        Reason.FIRST: facts.is_first,
    }
    return (reason for reason, is_so in holds.items() if is_so)
