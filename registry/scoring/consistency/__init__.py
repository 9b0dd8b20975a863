"""Do the answers of one filing agree with each other? One pure function for each check.

The words are in ``criteria/consistency.yaml``, by the same ids.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from registry.scoring.answers import Answers
from registry.scoring.consistency import (
    company,
    fee_dates,
    fees,
    oversight,
    recruitment,
    treatment,
)
from registry.scoring.consistency.base import Check, Found, Inconsistency, Kind, Place

CHECKS: Mapping[str, Check] = {
    check.id: check
    for check in sorted(
        (
            *company.CHECKS,
            *recruitment.CHECKS,
            *fees.CHECKS,
            *fee_dates.CHECKS,
            *treatment.CHECKS,
            *oversight.CHECKS,
        ),
        key=lambda check: int(check.id[1:]),
    )
}


def inconsistencies(answers: Answers, on: date) -> tuple[Inconsistency, ...]:
    """Everything that disagrees, with whether the filing explains it; ``on`` ends the period."""
    explained = {
        (row.check or "").strip().upper()
        for row in answers.explanations
        if (row.explanation or "").strip()
    }
    results = ((check, check.find(answers, on)) for check in CHECKS.values())
    return tuple(
        Inconsistency(check, found, check.id in explained) for check, found in results if found
    )


def unexplained(found: Sequence[Inconsistency]) -> Fraction:
    """How many disagreements weigh on the filing; an explained conflict is half of one."""
    return sum((each.weight for each in found), Fraction(0))


__all__ = [
    "CHECKS",
    "Check",
    "Found",
    "Inconsistency",
    "Kind",
    "Place",
    "inconsistencies",
    "unexplained",
]
