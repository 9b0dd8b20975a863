"""Corridors and recruiters against the workforce and against each other."""

from collections import Counter
from datetime import date
from decimal import Decimal

from registry.scoring.answers import Answers
from registry.scoring.consistency.base import (
    Check,
    Found,
    cell_above,
    conflict,
    exceeds,
    found_in,
    found_in_rows,
    question,
    rows_where,
)
from registry.scoring.consistency.people import headcounts
from registry.scoring.rows import CorridorRow, RecruiterRow

LEAST_SHARE_OF_BASIC = Decimal("0.8")
"""First earnings below this share of the basic wage point to a deduction or a slip."""
COUNTED = (
    "declarations_pre", "declarations_post", "interviews_post", "pre_departure_trained",
    "post_arrival_trained",
)  # fmt: skip
"""Columns of a corridor that count some of its recruits."""


def more_recruits_than_headcount(answers: Answers, on: date) -> Found | None:
    """X1. Those who left in the period explain it."""
    employed = headcounts(answers, lambda row: row.nationality)
    if employed is None:
        return None
    recruited = Counter[str]()
    for row in answers.corridors:
        recruited[row.origin or "?"] += row.recruits or 0
    hits = rows_where(
        answers.corridors,
        lambda row: row.origin is not None and recruited[row.origin] > employed[row.origin],
    )
    return found_in_rows(
        "corridors",
        hits,
        ("recruits",),
        lambda row: {
            "country": row.origin,
            "recruits": recruited[row.origin or "?"],
            "headcount": employed[row.origin or "?"],
        },
    )


def earned_less_than_basic(answers: Answers, on: date) -> Found | None:
    """X7."""
    hits = rows_where(answers.corridors, _earned_little)
    return found_in_rows(
        "corridors",
        hits,
        ("first_month_earnings_myr", "basic_wage_myr"),
        lambda row: {"earned": row.first_month_earnings_myr, "basic": row.basic_wage_myr},
    )


def _earned_little(row: CorridorRow) -> bool:
    earned, basic = row.first_month_earnings_myr, row.basic_wage_myr
    return earned is not None and basic is not None and earned < LEAST_SHARE_OF_BASIC * basic


def all_direct_yet_recruiters(answers: Answers, on: date) -> Found | None:
    """X11."""
    rows = [row for row in answers.corridors if row.recruits]
    if not rows or any(row.direct_recruits != row.recruits for row in rows):
        return None
    in_use = rows_where(answers.recruiters, lambda row: row.in_use and row != RecruiterRow())
    if not in_use and answers.yes("recruiters_used") is not True:
        return None
    recruits = sum(row.recruits or 0 for row in rows)
    values = {"recruits": recruits, "recruiters": len(in_use)}
    return found_in(values, "corridors", "recruiters_used", "recruiters")


def more_counted_than_recruits(answers: Answers, on: date) -> Found | None:
    """X16."""

    def too_many(row: CorridorRow) -> list[str]:
        return [name for name in COUNTED if exceeds(getattr(row, name), row.recruits)]

    hits = rows_where(answers.corridors, lambda row: bool(too_many(row)))
    return found_in_rows(
        "corridors",
        hits,
        ("recruits", *COUNTED),
        lambda row: {"counts": too_many(row), "recruits": row.recruits},
    )


def recruiters_brought_others(answers: Answers, on: date) -> Found | None:
    """X25."""
    brought = [row.recruits for row in answers.recruiters if row != RecruiterRow()]
    pairs = [(row.recruits, row.direct_recruits) for row in answers.corridors]
    if not brought or None in brought or any(None in pair for pair in pairs):
        return None
    indirect = sum((all_of or 0) - (direct or 0) for all_of, direct in pairs)
    through = sum(number or 0 for number in brought)
    if indirect <= 0 or through == indirect:
        return None
    return found_in({"through": through, "indirect": indirect}, "recruiters", "corridors")


def licence_expired_before_the_period(answers: Answers, on: date) -> Found | None:
    """X24."""
    start = answers.day("filing_period_start")
    hits = rows_where(
        answers.recruiters,
        lambda row: row.active is True and exceeds(start, row.licence_expiry),
    )
    return found_in_rows(
        "recruiters",
        hits,
        ("licence_expiry", "active"),
        lambda row: {"expiry": row.licence_expiry, "start": start},
    )


def recruited_for_contractors(answers: Answers, on: date) -> Found | None:
    """X48. A contractor's workers are asked for less, so that the contract must be right."""
    contracts: dict[str | None, set[str | None]] = {}
    for row in answers.workforce:
        if row.headcount != 0:
            contracts.setdefault(row.nationality, set()).add(row.contract)
    hits = rows_where(
        answers.corridors,
        lambda row: bool(row.recruits) and contracts.get(row.origin) == {"outsourced"},
    )
    return found_in_rows(
        "corridors",
        hits,
        ("recruits",),
        lambda row: {"country": row.origin, "recruits": row.recruits},
    )


def licence_given_twice(answers: Answers, on: date) -> Found | None:
    """X40."""
    licences = Counter((row.country, row.licence_no) for row in answers.recruiters)
    hits = rows_where(
        answers.recruiters,
        lambda row: row.licence_no is not None and licences[row.country, row.licence_no] > 1,
    )
    return found_in_rows(
        "recruiters", hits, ("licence_no",), lambda row: {"licence": row.licence_no}
    )


CHECKS: tuple[Check, ...] = (
    question("X1", more_recruits_than_headcount),
    conflict("X4", cell_above("corridors", "direct_recruits", "recruits", ("direct", "recruits"))),
    question("X7", earned_less_than_basic),
    question("X11", all_direct_yet_recruiters),
    question("X16", more_counted_than_recruits),
    question("X24", licence_expired_before_the_period),
    question("X25", recruiters_brought_others),
    question("X40", licence_given_twice),
    question("X48", recruited_for_contractors),
)
