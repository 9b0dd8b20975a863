"""Cells of frozen answers and assessments, which are texts, as the values that they stand for."""

from datetime import date
from decimal import Decimal
from typing import Any

from registry.public_answers import SUPPRESSED


def number(text: Any) -> float | None:
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def money(text: str | None) -> Decimal | None:
    return None if text in (None, SUPPRESSED) else Decimal(text)


def whole(value: Any) -> int | None:
    """A count; None for what is suppressed, not known or not given."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
