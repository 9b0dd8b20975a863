"""Passports, passes, pay and housing against the workforce table and against themselves."""

from collections import Counter
from datetime import date
from fractions import Fraction

from registry.scoring.answers import Answers
from registry.scoring.breaches import value_or_none
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
from registry.scoring.consistency.people import headcounts, migrants
from registry.scoring.rows import WageRow

SLACK = Fraction(1, 10)
"""Passes are counted over the period and people at its end; so much apart is usual."""
HOURS_OF_A_WEEK = 168
DAYS_OF_A_MONTH = 31
SMALL = "minimum_wage_small_employer_most"


def more_residents_than_people(answers: Answers, on: date) -> Found | None:
    """X5."""
    employed = headcounts(answers, lambda row: row.state)
    if employed is None:
        return None
    residents = Counter[str | None]()
    for row in answers.housing:
        residents[row.state] += row.residents or 0
    hits = rows_where(
        answers.housing,
        lambda row: row.state is not None and residents[row.state] > employed[row.state],
    )
    return found_in_rows(
        "housing",
        hits,
        ("state", "residents"),
        lambda row: {
            "state": row.state,
            "residents": residents[row.state],
            "headcount": employed[row.state or ""],
        },
    )


def more_paid_than_people(answers: Answers, on: date) -> Found | None:
    """X17."""
    employed = headcounts(answers, lambda row: row.nationality)
    if employed is None:
        return None
    paid = Counter[tuple[str | None, date | None]]()
    for row in answers.wages:
        paid[row.nationality, row.month] += row.workers or 0
    hits = rows_where(
        answers.wages,
        lambda row: (
            row.nationality is not None
            and paid[row.nationality, row.month] > employed[row.nationality]
        ),
    )
    return found_in_rows(
        "wages",
        hits,
        ("workers",),
        lambda row: {
            "country": row.nationality,
            "paid": paid[row.nationality, row.month],
            "headcount": employed[row.nationality or ""],
        },
    )


def below_the_minimum_yet_nobody(answers: Answers, on: date) -> Found | None:
    """X19."""
    hits = rows_where(
        answers.wages,
        lambda row: row.workers_below_min == 0 and exceeds(_minimum(row), row.lowest_basic_myr),
    )
    return found_in_rows(
        "wages",
        hits,
        ("lowest_basic_myr", "workers_below_min"),
        lambda row: {"lowest": row.lowest_basic_myr, "minimum": _minimum(row)},
    )


def _minimum(row: WageRow) -> int | None:
    if row.month is None or row.area is None or row.size is None:
        return None
    found: int | None = value_or_none(
        "minimum_wage_monthly_myr", row.month, area=row.area, size=row.size
    )
    return found


def a_small_employer_of_many(answers: Answers, on: date) -> Found | None:
    """X45. A small company of the group explains it."""
    people, most = headcounts(answers, lambda row: "all"), value_or_none(SMALL, on)
    if people is None or most is None or people.total() <= most:
        return None
    hits = rows_where(answers.wages, lambda row: row.size == "S")
    return found_in_rows("wages", hits, ("size",), lambda row: {"headcount": people.total()})


def passes_unlike_migrants(answers: Answers, on: date) -> Found | None:
    """X20."""
    passes, people = answers.count("doc_passes_total"), migrants(answers)
    if passes is None or people is None or abs(passes - people) <= SLACK * max(passes, people):
        return None
    return found_in({"passes": passes, "people": people}, "doc_passes_total", "workforce")


def more_passes_lapsed_than_passes(answers: Answers, on: date) -> Found | None:
    """X21."""
    lapsed, total = answers.count("doc_passes_lapsed"), answers.count("doc_passes_total")
    if not exceeds(lapsed, total):
        return None
    return found_in({"lapsed": lapsed, "total": total}, "doc_passes_lapsed", "doc_passes_total")


def workers_hold_what_is_held(answers: Answers, on: date) -> Found | None:
    """X22."""
    held = answers.count("doc_passports_held")
    if answers.word("doc_passport_holder") != "worker" or not held:
        return None
    return found_in({"held": held}, "doc_passport_holder", "doc_passports_held")


def more_passports_than_migrants(answers: Answers, on: date) -> Found | None:
    """X23."""
    held, people = answers.count("doc_passports_held"), migrants(answers)
    if not exceeds(held, people):
        return None
    return found_in({"held": held, "people": people}, "doc_passports_held", "workforce")


def certificate_expired_before_the_period(answers: Answers, on: date) -> Found | None:
    """X36."""
    start = answers.day("filing_period_start")
    hits = rows_where(
        answers.housing,
        lambda row: bool(row.residents) and exceeds(start, row.certificate_expiry),
    )
    return found_in_rows(
        "housing",
        hits,
        ("certificate_expiry", "residents"),
        lambda row: {"expiry": row.certificate_expiry, "start": start},
    )


def longer_than_a_week_or_month(answers: Answers, on: date) -> Found | None:
    """X38."""
    hours, day = answers.count("wag_max_weekly_hours"), answers.count("wag_latest_pay_day")
    places = []
    if exceeds(hours, HOURS_OF_A_WEEK):
        places.append("wag_max_weekly_hours")
    if exceeds(day, DAYS_OF_A_MONTH):
        places.append("wag_latest_pay_day")
    return found_in({"hours": hours, "day": day}, *places) if places else None


CHECKS: tuple[Check, ...] = (
    question("X5", more_residents_than_people),
    question("X17", more_paid_than_people),
    conflict("X18", cell_above("wages", "workers_below_min", "workers", ("below", "workers"))),
    conflict("X19", below_the_minimum_yet_nobody),
    question("X20", passes_unlike_migrants),
    conflict("X21", more_passes_lapsed_than_passes),
    conflict("X22", workers_hold_what_is_held),
    question("X23", more_passports_than_migrants),
    question("X36", certificate_expired_before_the_period),
    conflict("X38", longer_than_a_week_or_month),
    question("X45", a_small_employer_of_many),
)
