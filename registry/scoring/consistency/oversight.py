"""Cases, findings, training, checks and progress against themselves."""

from datetime import date

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
from registry.scoring.rows import MeasureRow

LEAST_MEASURES = 3
"""One measure may stand still; so many that all do look copied."""
SITES = (("mon_sites_audited", "mon_sites_total"), ("grv_sites_with_notice", "grv_sites_total"))
SUPPLIERS = (
    ("mon_caps_closed", "mon_caps_opened"),
    ("mon_suppliers_assessed", "mon_suppliers_high_risk"),
)
"""A part, and the whole that it is part of."""


def more_closed_than_open(answers: Answers, on: date) -> Found | None:
    """X8."""
    closed, received = answers.count("grv_cases_closed"), answers.count("grv_cases_received")
    opening = answers.count("grv_cases_opening")
    if closed is None or received is None or opening is None or closed <= received + opening:
        return None
    values = {"closed": closed, "received": received, "opening": opening}
    return found_in(values, "grv_cases_closed", "grv_cases_received", "grv_cases_opening")


def more_by_sex_than_received(answers: Answers, on: date) -> Found | None:
    """X14."""
    women, men = answers.count("grv_cases_women"), answers.count("grv_cases_men")
    received = answers.count("grv_cases_received")
    if not exceeds((women or 0) + (men or 0), received):
        return None
    values = {"women": women or 0, "men": men or 0, "received": received}
    return found_in(values, "grv_cases_women", "grv_cases_men", "grv_cases_received")


def more_sites_than_there_are(answers: Answers, on: date) -> Found | None:
    """X30."""
    return _parts_above(answers, SITES)


def sites_counted_twice(answers: Answers, on: date) -> Found | None:
    """X31."""
    complaints, checks = answers.count("grv_sites_total"), answers.count("mon_sites_total")
    if complaints is None or checks is None or complaints == checks:
        return None
    values = {"complaints": complaints, "checks": checks}
    return found_in(values, "grv_sites_total", "mon_sites_total")


def trained_outside_the_period(answers: Answers, on: date) -> Found | None:
    """X35."""
    start = answers.day("filing_period_start")
    hits = rows_where(
        answers.training, lambda row: exceeds(row.held_on, on) or exceeds(start, row.held_on)
    )
    return found_in_rows(
        "training", hits, ("held_on",), lambda row: {"session": row.held_on, "end": on}
    )


def more_suppliers_than_there_are(answers: Answers, on: date) -> Found | None:
    """X39. Plans opened in earlier years, or suppliers at lower risk, explain it."""
    return _parts_above(answers, SUPPLIERS)


def nothing_changed(answers: Answers, on: date) -> Found | None:
    """X41."""
    rows = [row for row in answers.kpis if row != MeasureRow()]
    if len(rows) < LEAST_MEASURES or any(row.prior is None for row in rows):
        return None
    if any(row.prior != row.current for row in rows):
        return None
    return found_in({"measures": len(rows)}, "kpis")


def _parts_above(answers: Answers, pairs: tuple[tuple[str, str], ...]) -> Found | None:
    over = [pair for pair in pairs if exceeds(*map(answers.count, pair))]
    if not over:
        return None
    part, whole = over[0]
    figures = {"what": part, "part": answers.count(part), "whole": answers.count(whole)}
    return found_in(figures, *(name for pair in over for name in pair))


CHECKS: tuple[Check, ...] = (
    conflict("X8", more_closed_than_open),
    conflict("X14", more_by_sex_than_received),
    conflict("X15", cell_above("training", "trained", "headcount", ("trained", "headcount"))),
    conflict("X28", cell_above("findings", "found_on", "remedy_on", ("found", "remedied"))),
    conflict("X30", more_sites_than_there_are),
    question("X31", sites_counted_twice),
    question("X35", trained_outside_the_period),
    question("X39", more_suppliers_than_there_are),
    question("X41", nothing_changed),
)
