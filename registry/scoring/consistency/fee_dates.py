"""Days of recruitment and of repayment, in the fee table and in the plan to repay."""

from datetime import date, timedelta

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

MOST_OF_A_PLAN = timedelta(days=730)
"""Workers who have to wait longer for their money may have left."""


def recruited_outside_the_period(answers: Answers, on: date) -> Found | None:
    """X46. The day of recruitment says which law and which agreement a line is judged by."""
    start = answers.day("filing_period_start")
    hits = rows_where(
        answers.fees,
        lambda line: (
            (exceeds(line.recruited_on, on) or exceeds(start, line.recruited_on))
            and bool(line.amount_myr)
            and not line.is_settled
        ),
    )
    return found_in_rows(
        "fees", hits, ("recruited_on",), lambda line: {"recruited": line.recruited_on, "end": on}
    )


def plan_that_is_years_away(answers: Answers, on: date) -> Found | None:
    """X47."""
    by, filed = answers.day("fee_remedy_plan_by"), answers.day("filing_submitted_on") or on
    if not answers.yes("fee_remedy_plan") or not exceeds(by, filed + MOST_OF_A_PLAN):
        return None
    return found_in({"by": by, "filed": filed}, "fee_remedy_plan_by")


CHECKS: tuple[Check, ...] = (
    conflict("X26", cell_above("fees", "recruited_on", "reimbursed_on", ("recruited", "repaid"))),
    question("X46", recruited_outside_the_period),
    question("X47", plan_that_is_years_away),
)
