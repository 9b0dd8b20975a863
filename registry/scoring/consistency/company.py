"""Entities, approval, dates, and answers of "no" that a table contradicts."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from registry.scoring.answers import Answers
from registry.scoring.consistency.base import (
    MOST_PLACES,
    Check,
    Found,
    Place,
    conflict,
    exceeds,
    found_in,
    found_in_rows,
    question,
    rows_where,
)
from registry.scoring.rows import EntityRow, FindingRow

EVENTS = (
    ("fees", "reimbursed_on"),
    ("recruiters", "checked_on"),
    ("recruiters", "dd_on"),
    ("recruiters", "audit_on"),
    ("recruiters", "blacklist_checked_on"),
    ("findings", "found_on"),
    ("training", "held_on"),
)
"""Dates of what a filing reports as done."""


def _recruited(answers: Answers) -> bool:
    return any(row.recruits for row in answers.corridors)


def _has_migrants(answers: Answers) -> bool:
    return _recruited(answers) or any(row.is_migrant and row.headcount for row in answers.workforce)


def _has_outsourced(answers: Answers) -> bool:
    return any(row.contract == "outsourced" and row.headcount for row in answers.workforce)


SHOWN_BY_FIGURES: Mapping[str, Callable[[Answers], bool]] = {
    "workforce_has_migrants": _has_migrants,
    "corridors_recruited": _recruited,
    "recruiters_used": lambda said: any(row.recruits or row.active for row in said.recruiters),
    "rsk_outsourced_used": _has_outsourced,
    "str_suppliers_used": lambda said: bool(said.count("mon_suppliers_high_risk")),
    "housing_provided": lambda said: any(row.residents for row in said.housing),
    "findings_found": lambda said: any(row != FindingRow() for row in said.findings),
    "training_given": lambda said: any(row.trained for row in said.training),
    "kpis_kept": lambda said: any(row.current is not None for row in said.kpis),
}
"""Questions that a table, or a number, answers with yes."""


def approved_outside_its_time(answers: Answers, on: date) -> Found | None:
    """X9. A statement is approved after the period that it reports on, and before it is filed."""
    approved, filed = answers.day("gov_approved_on"), answers.day("filing_submitted_on")
    if not exceeds(on, approved) and not exceeds(approved, filed):
        return None
    values = {"approved": approved, "end": on, "filed": filed}
    return found_in(values, "gov_approved_on")


def more_covered_than_entities(answers: Answers, on: date) -> Found | None:
    """X12."""
    covered, total = answers.count("str_entities_covered"), answers.count("str_entities_total")
    if not exceeds(covered, total):
        return None
    values = {"covered": covered, "entities": total}
    return found_in(values, "str_entities_covered", "str_entities_total")


def entities_counted_otherwise(answers: Answers, on: date) -> Found | None:
    """X13. The list names the entities besides the organisation, which is covered, too."""
    rows = [row for row in answers.entities if row != EntityRow()]
    covered = answers.count("str_entities_covered")
    if not rows or covered is None or any(row.covered is None for row in rows):
        return None
    listed = 1 + sum(row.covered is True for row in rows)
    if listed == covered:
        return None
    return found_in({"covered": covered, "listed": listed}, "str_entities_covered", "entities")


def a_no_that_a_table_contradicts(answers: Answers, on: date) -> Found | None:
    """X29."""
    denied = [
        name
        for name, shown in SHOWN_BY_FIGURES.items()
        if answers.yes(name) is False and shown(answers)
    ]
    return found_in({"answers": denied}, *denied) if denied else None


def done_after_the_filing(answers: Answers, on: date) -> Found | None:
    """X34."""
    filed = answers.day("filing_submitted_on")
    if filed is None:
        return None
    found = [
        (day, Place(table, number, column))
        for table, column in EVENTS
        for number, row in enumerate(answers.tables[table], 1)
        if exceeds(day := getattr(row, column), filed)
    ]
    found += [
        (row.remedy_on, Place("findings", number, "remedy_on"))
        for number, row in enumerate(answers.findings, 1)
        if row.remedy_status == "complete" and exceeds(row.remedy_on, filed)
    ]
    if exceeds(assessed := answers.day("rsk_assessed_on"), filed):
        found.append((assessed, Place("rsk_assessed_on")))
    if not found:
        return None
    latest = max(day for day, _ in found)
    values = {"day": latest, "filed": filed, "dates": len(found)}
    return Found(values, tuple(place for _, place in found[:MOST_PLACES]))


def entity_listed_twice(answers: Answers, on: date) -> Found | None:
    """X44."""
    numbers = Counter(row.ssm_number for row in answers.entities)
    hits = rows_where(
        answers.entities,
        lambda row: row.ssm_number is not None and numbers[row.ssm_number] > 1,
    )
    return found_in_rows("entities", hits, ("ssm_number",), lambda row: {"number": row.ssm_number})


CHECKS: tuple[Check, ...] = (
    question("X9", approved_outside_its_time),
    conflict("X12", more_covered_than_entities),
    conflict("X13", entities_counted_otherwise),
    conflict("X29", a_no_that_a_table_contradicts),
    conflict("X34", done_after_the_filing),
    question("X44", entity_listed_twice),
)
