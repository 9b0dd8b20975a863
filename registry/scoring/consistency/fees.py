"""The fee table against itself, the corridors and what workers reported.

What was repaid in full is not questioned: whoever paid it back has counted it, and a case that
was found and repaid must never rank below silence.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from registry.scoring.answers import Answers
from registry.scoring.consistency.base import (
    Check,
    Found,
    Kind,
    Place,
    cell_above,
    cells,
    conflict,
    exceeds,
    found_in,
    found_in_rows,
    question,
    rows_where,
)
from registry.scoring.rows import CorridorRow, FeeRow

MOST_MONTHS = 20
"""Reports of what workers paid reach thirteen months of earnings; more than this is a slip."""
LEAST_ALIKE = 5
"""So many lines with one amount look copied."""
MORE_REPAID_THAN_PAID = cell_above("fees", "reimbursed_myr", "amount_myr", ("repaid", "paid"))
"""Interest or compensation explains it."""
PASS_COSTS = ("ADM-VISA", "LEVY")


def more_payers_than_recruits(answers: Answers, on: date) -> Found | None:
    """X2."""
    recruits = {row.key: row.recruits for row in answers.corridors}
    hits = rows_where(
        answers.fees,
        lambda line: (
            exceeds(line.workers, recruits.get(line.corridor or "")) and not line.is_settled
        ),
    )
    return found_in_rows(
        "fees",
        hits,
        ("workers",),
        lambda line: {
            "workers": line.workers,
            "recruits": recruits[line.corridor or ""],
            "corridor": line.corridor,
        },
    )


def workers_report_what_no_line_shows(answers: Answers, on: date) -> Found | None:
    """X6."""
    amounts: dict[str | None, Decimal] = {}
    for line in answers.fees:
        if line.payer == "worker" and line.amount_myr is not None:
            amounts[line.corridor] = amounts.get(line.corridor, Decimal(0)) + line.amount_myr
    hits = rows_where(
        answers.corridors, lambda row: amounts.get(row.key) == 0 and _reports_a_fee(row)
    )
    return found_in_rows(
        "corridors",
        hits,
        ("workers_reporting_fee", "highest_paid_myr"),
        lambda row: {
            "reporting": row.workers_reporting_fee or 0,
            "highest": row.highest_paid_myr or Decimal(0),
        },
    )


def _reports_a_fee(row: CorridorRow) -> bool:
    return bool(row.workers_reporting_fee or row.highest_paid_myr)


def paid_more_than_years_of_earnings(answers: Answers, on: date) -> Found | None:
    """X10."""
    earnings = {
        row.key: row.first_month_earnings_myr or row.basic_wage_myr for row in answers.corridors
    }

    def too_much(line: FeeRow) -> bool:
        month = earnings.get(line.corridor or "")
        if line.payer != "worker" or not (line.amount_myr and line.workers and month):
            return False
        return line.amount_myr > MOST_MONTHS * month * line.workers and not line.is_settled

    return found_in_rows(
        "fees",
        rows_where(answers.fees, too_much),
        ("amount_myr", "workers"),
        lambda line: {
            "paid": line.amount_myr,
            "workers": line.workers,
            "month": earnings[line.corridor or ""],
            "months": MOST_MONTHS,
        },
    )


def deducted_yet_not_listed(answers: Answers, on: date) -> Found | None:
    """X32. The levy of workers recruited in earlier years explains it."""
    deducted = answers.words("wag_deduction_types") or frozenset()
    lines = [
        line for line in answers.fees if line.payer == "worker" and line.amount_myr is not None
    ]
    levy = [line for line in lines if line.category == "LEVY"]
    missing = [
        name
        for name, listed in (("recruitment_cost", lines), ("levy", levy))
        if name in deducted and listed and not any(line.amount_myr for line in listed)
    ]
    return found_in({"deductions": missing}, "wag_deduction_types", "fees") if missing else None


def one_amount_in_every_line(answers: Answers, on: date) -> Found | None:
    """X33."""
    hits = rows_where(
        answers.fees,
        lambda line: line.payer == "worker" and bool(line.amount_myr) and not line.is_settled,
    )
    amounts = Counter((line.corridor, line.amount_myr) for _, line in hits)
    corridors = Counter(line.corridor for _, line in hits)
    alike = [
        (number, line)
        for number, line in hits
        if amounts[line.corridor, line.amount_myr] == corridors[line.corridor] >= LEAST_ALIKE
    ]
    return found_in_rows("fees", alike, ("amount_myr",), lambda line: {"paid": line.amount_myr})


def corridor_not_listed(answers: Answers, on: date) -> Found | None:
    """X37."""
    listed = {row.key for row in answers.corridors}
    hits = rows_where(
        answers.fees,
        lambda line: (
            line.corridor is not None and line.corridor not in listed and not line.is_settled
        ),
    )
    return found_in_rows("fees", hits, ("corridor",), lambda line: {"corridor": line.corridor})


def an_amount_that_nobody_paid(answers: Answers, on: date) -> Found | None:
    """X42."""
    hits = rows_where(answers.fees, lambda line: bool(line.amount_myr) and line.workers == 0)
    return found_in_rows(
        "fees", hits, ("amount_myr", "workers"), lambda line: {"amount": line.amount_myr}
    )


def workers_paid_for_passes(answers: Answers, on: date) -> Found | None:
    """X43."""
    if answers.word("doc_pass_cost_payer") != "employer":
        return None
    hits = rows_where(
        answers.fees,
        lambda line: (
            line.payer == "worker"
            and line.category in PASS_COSTS
            and bool(line.amount_myr)
            and not line.is_settled
        ),
    )
    if not hits:
        return None
    places = (Place("doc_pass_cost_payer"), *cells("fees", hits, ("amount_myr",)))
    return Found({"paid": _total(line for _, line in hits)}, places)


def _total(lines: Iterable[FeeRow]) -> Decimal:
    return sum((line.amount_myr or Decimal(0) for line in lines), Decimal(0))


CHECKS: tuple[Check, ...] = (
    question("X2", more_payers_than_recruits),
    Check("X3", Kind.QUESTION, MORE_REPAID_THAN_PAID, counts=False),
    conflict("X6", workers_report_what_no_line_shows),
    question("X10", paid_more_than_years_of_earnings),
    conflict("X27", cell_above("fees", "reimbursed_workers", "workers", ("repaid", "workers"))),
    question("X32", deducted_yet_not_listed),
    question("X33", one_amount_in_every_line),
    question("X37", corridor_not_listed),
    conflict("X42", an_amount_that_nobody_paid),
    question("X43", workers_paid_for_passes),
)
