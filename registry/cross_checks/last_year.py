"""This year's answers beside last year's: one pure function for each check, its words in YAML."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from registry import names
from registry.scoring.case import Case
from registry.scoring.consistency.base import Found, Place, found_in
from registry.scoring.rows import MeasureRow, RecruiterRow

LEAST_CHANGE = 30
"""People; a smaller change is not worth a question however large its share."""
JUMP = Fraction(1, 2)
"""A number that rises or falls by more than half of the greater one has jumped."""
MONTHS_FALLEN = 1
"""Months of wages by which what workers paid fell without anybody having been asked."""
TESTED = Fraction(1, 10)
LEAST_ROWS = 3
DAYS_BETWEEN = 31
REPAID = Fraction(95, 100)
FIGURES_OF_A_YEAR = ("corridors", "fees", "wages", "training", "housing")
"""Tables whose figures never stay the same in every row."""


@dataclass(frozen=True, slots=True)
class Years:
    """The two filings, each read and worked out, and when each period and this filing ended."""

    now: Case
    before: Case
    ended_before: date
    begins: date
    filed_on: date

    @property
    def is_next(self) -> bool:
        """Whether the one period follows on the other, so that its figures should be met again."""
        return (self.begins - self.ended_before).days <= DAYS_BETWEEN


Find = Callable[[Years], Found | None]


def headcount_jumped(years: Years) -> Found | None:
    """Y1."""
    return _jumped(years.before.metrics.headcount, years.now.metrics.headcount, "workforce")


def recruits_jumped(years: Years) -> Found | None:
    """Y2."""
    return _jumped(years.before.metrics.recruits, years.now.metrics.recruits, "corridors")


def passes_jumped(years: Years) -> Found | None:
    """Y3."""
    field = "doc_passes_total"
    return _jumped(years.before.answers.count(field), years.now.answers.count(field), field)


def fees_vanished_unasked(years: Years) -> Found | None:
    """Y4. What workers paid fell to nothing, and hardly anybody was asked."""
    before, now = years.before.metrics.gross_months, years.now.metrics.gross_months
    asked = years.now.metrics.interview_ratio or Fraction(0)
    if before is None or now is None or before - now < MONTHS_FALLEN or asked >= TESTED:
        return None
    return found_in({"before": before, "now": now, "asked": asked}, "fees", "corridors")


def employer_cost_jumped(years: Years) -> Found | None:
    """Y5. What the employer paid for each recruit."""
    before, now = _employer_cost(years.before), _employer_cost(years.now)
    if before is None or now is None or not _differ(before, now):
        return None
    return found_in({"before": before, "now": now}, "fees")


def promise_passed(years: Years) -> Found | None:
    """Y6. The day on which repayment was promised is over, and no line shows it."""
    before = years.before
    owed, due = before.metrics.worker_paid_net, before.answers.day("fee_remedy_plan_by")
    promised = before.answers.yes("fee_remedy_plan")
    if not promised or due is None or due > years.filed_on or owed <= 0:
        return None
    repaid = sum(
        (line.reimbursed_myr or Decimal(0))
        for line in years.now.answers.fees
        if line.reimbursed_on and years.ended_before < line.reimbursed_on
    )
    if Fraction(repaid) >= REPAID * Fraction(owed):
        return None
    return found_in({"owed": owed, "due": due, "repaid": repaid}, "fee_remedy_plan_by", "fees")


def recruiters_vanished(years: Years) -> Found | None:
    """Y7. Recruiters who brought people last year, and are not listed now, not even as left."""
    if not (rows := years.now.answers.recruiters):
        return None
    known = {key for row in rows for key in _keys(row)}
    gone = [
        row.name
        for row in years.before.answers.recruiters
        if row.name and row.in_use and row.recruits and not known.intersection(_keys(row))
    ]
    return found_in({"gone": gone, "number": len(gone)}, "recruiters") if gone else None


def another_figure_of_last_year(years: Years) -> Found | None:
    """Y8. A measure whose figure of last year is not the one that last year's filing gave."""
    if not years.is_next:
        return None
    return _measures(years, lambda then, now: (then.current, now.prior))


def target_moved(years: Years) -> Found | None:
    """Y9."""
    return _measures(years, lambda then, now: (then.target, now.target))


def table_unchanged(years: Years) -> Found | None:
    """Y10. Every row of a table of figures is word for word that of last year."""
    same = [
        name
        for name in FIGURES_OF_A_YEAR
        if len(years.now.answers.tables[name]) >= LEAST_ROWS
        and years.now.answers.tables[name] == years.before.answers.tables[name]
    ]
    return found_in({"number": len(same)}, *same) if same else None


def open_cases_differ(years: Years) -> Found | None:
    """Y11. Cases open at the start are those that last year left open."""
    then = [
        years.before.answers.count(f"grv_cases_{what}")
        for what in ("opening", "received", "closed")
    ]
    opening, received, closed = then
    now = years.now.answers.count("grv_cases_opening")
    if opening is None or received is None or closed is None or now is None:
        return None
    left = opening + received - closed
    if left < 0 or left == now or not years.is_next:
        return None
    return found_in({"left": left, "opening": now}, "grv_cases_opening")


CHECKS: Mapping[str, Find] = {
    "Y1": headcount_jumped,
    "Y2": recruits_jumped,
    "Y3": passes_jumped,
    "Y4": fees_vanished_unasked,
    "Y5": employer_cost_jumped,
    "Y6": promise_passed,
    "Y7": recruiters_vanished,
    "Y8": another_figure_of_last_year,
    "Y9": target_moved,
    "Y10": table_unchanged,
    "Y11": open_cases_differ,
}


def _jumped(before: int | None, now: int | None, field: str) -> Found | None:
    if before is None or now is None or abs(now - before) < LEAST_CHANGE:
        return None
    return found_in({"before": before, "now": now}, field) if _differ(before, now) else None


def _differ(before: Any, now: Any) -> bool:
    return bool(abs(now - before) > JUMP * max(before, now))


def _employer_cost(case: Case) -> Fraction | None:
    people, paid = case.metrics.recruits, case.metrics.employer_paid
    return Fraction(paid) / people if people and paid else None


def _keys(row: RecruiterRow) -> Iterator[str]:
    """What a recruiter is known by: its name, or its licence number."""
    if row.name:
        yield names.key(row.name)
    if row.licence_no:
        yield names.key(row.licence_no)


def _measures(
    years: Years, figures: Callable[[MeasureRow, MeasureRow], tuple[Any, Any]]
) -> Found | None:
    """The measures of the same name whose two figures are known and differ."""
    then = {names.key(row.name): row for row in years.before.answers.kpis if row.name}
    hits = []
    for number, row in enumerate(years.now.answers.kpis, 1):
        if row.name and (old := then.get(names.key(row.name))):
            before, now = figures(old, row)
            if before is not None and now is not None and before != now:
                hits.append((number, row, before, now))
    if not hits:
        return None
    _, first, before, now = hits[0]
    values = {"measure": first.name, "before": before, "now": now, "rows": len(hits)}
    return Found(values, tuple(Place("kpis", number) for number, *_ in hits))
