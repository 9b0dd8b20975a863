"""Values of answers and assessments as they are kept, in JSON, as what they stand for.

A blank, "do not know" and what is suppressed stand for no value: None.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any


def count_of(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def amount_of(value: Any) -> Decimal | None:
    """An amount in ringgit."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def sen_of(value: Any) -> int | None:
    """The same in sen."""
    amount = amount_of(value)
    return None if amount is None else int((amount * 100).to_integral_value())


def float_of(value: Any) -> float | None:
    """A share, a mark or a score, for files and drawings."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def date_of(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
