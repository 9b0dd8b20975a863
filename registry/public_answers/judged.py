"""The assessment as the public reads it: without figures that give a suppressed answer away.

Outcomes, points and grade are those of the whole filing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from registry.answer_values import count_of
from registry.public_answers.cells import SUPPRESSED, Answers, Row, hide, rows_of
from registry.public_answers.earlier import COUNTS, Version, told
from registry.public_answers.fees import FeeLines
from registry.public_answers.recruitment import corridor_key
from registry.public_answers.totals import (
    FEES_IN_ALL,
    figures_of_corridor,
    figures_of_few,
    without_money_of_few,
)
from registry.scoring import FIELDS, Assessment
from registry.scoring.consistency import Inconsistency
from registry.scoring.model import Finding, FiredGate, Values
from registry.scoring.wording import without
from registry.suppression import are_found, found_from_total, is_small

COUNTED_FROM: Mapping[str, str] = {
    "held": "doc_passports_held",
    "swapped": "doc_substitution_cases",
    "total": "doc_passes_total",
    "lapsed": "doc_passes_lapsed",
    "lapsed_share": "doc_passes_lapsed",
    "workers": "workers_reporting_fee",
    "reporting": "workers_reporting_fee",
    "workers_reporting_fee": "workers_reporting_fee",
    "interviewed": "interviews_post",
    "interview_ratio": "interviews_post",
    "direct": "direct_recruits",
    "direct_share": "direct_recruits",
    "migrants": "headcount",
    "before": "pre_departure_trained",
    "after": "post_arrival_trained",
    "worker_share": "reimbursed_workers",
    "reimb_worker_ratio": "reimbursed_workers",
}
"""A figure of findings, gates or metrics -> the answer that it would give away."""

DECLARED = ("declared", "declared_ratio")
PEOPLE_IN_ALL = ("headcount", "migrants", "recruits", "workers_reporting_fee")
OF_ONE_CORRIDOR = ("fee", "kept", "before", "after")
BY_NAME = frozenset(
    {"workforce", "corridors", "fees", "recruiters", "passports", "contracts", "movement"}
)
"""Pages whose figures are withheld one by one, by the names above."""
WHOLES = frozenset({"workforce", "corridors"})
"""Tables that checks compare others with."""
NOT_OF_PEOPLE = frozenset(
    {
        *("day", "due", "hours", "normal", "floor", "minimum", "row", "rows"),
        *("number", "left", "referred", "open"),
    }
)
"""Figures that count no people, but days, hours, rows or sites."""
SITES = "sites"
"""Names of housing, in findings and gates."""
CORRIDOR_NAMES = {"corridor", "origin", "sector"}


def public_assessment(
    assessment: Assessment,
    answers: Mapping[str, Answers],
    *,
    filed: Mapping[str, Answers],
    earlier: Sequence[Version] = (),
) -> dict[str, Any]:
    """``answers`` as the public reads them, ``filed`` as they were given.

    ``earlier``: the versions that are public already.
    """
    small = {
        corridor_key(row)
        for row in rows_of(answers, "corridors")
        if row.get("recruits") == SUPPRESSED
    }
    published = [line for each in earlier for line in rows_of(each.shown, "fees")]
    lines = FeeLines(rows_of(filed, "fees"), small, published)
    withheld = _from_suppressed(answers, filed) | figures_of_few(lines)
    metrics = assessment.as_dict()["metrics"]
    withheld |= {name for name in PEOPLE_IN_ALL if is_small(metrics[name])}
    withheld |= _totals_of_few(answers, filed, earlier)
    if small:
        withheld.update(OF_ONE_CORRIDOR)
    if "recruits" in withheld:
        withheld.update(FEES_IN_ALL, DECLARED, COUNTED_FROM)
    rewritten = without_money_of_few(_rewritten(assessment, answers, filed), lines)
    public = rewritten.as_dict(withheld=withheld)
    for corridor in public["metrics"]["corridors"]:
        corridor.update(dict.fromkeys(figures_of_corridor(lines, corridor["corridor"])))
        if corridor["corridor"] in small:
            hide(corridor, (name for name in corridor if name not in CORRIDOR_NAMES))
    return public


def _from_suppressed(answers: Mapping[str, Answers], filed: Mapping[str, Answers]) -> set[str]:
    """Figures counted from a suppressed answer; rows that are hidden whole mostly are enough."""
    pages = [*answers.values(), *_part_shown(answers, "corridors", "recruits")]
    pages += [*_part_shown(answers, "fees", "workers"), *rows_of(answers, "workforce")]
    gone = {name for page in pages for name, answer in page.items() if answer == SUPPRESSED}
    gone |= _few_in_all(answers, filed, "corridors") | _few_in_all(answers, filed, "fees")
    if any(is_small(count_of(row.get("reimbursed_workers"))) for row in rows_of(filed, "fees")):
        gone.add("reimbursed_workers")  # the share counts who was repaid on every line
    withheld = {figure for figure, name in COUNTED_FROM.items() if name in gone}
    return withheld.union(DECLARED if gone & {"declarations_pre", "declarations_post"} else ())


def _totals_of_few(
    answers: Mapping[str, Answers], filed: Mapping[str, Answers], earlier: Sequence[Version]
) -> set[str]:
    """Totals that would tell what is hidden of a table: nothing is left to be hidden beside it."""
    return {
        COUNTS[table]
        for table in WHOLES
        if are_found(
            [count_of(row.get(COUNTS[table])) or 0 for row in rows_of(filed, table)],
            [row.get(COUNTS[table]) == SUPPRESSED for row in rows_of(answers, table)],
            told(earlier, table, rows_of(filed, table)),
        )
    }


def _few_in_all(
    answers: Mapping[str, Answers], filed: Mapping[str, Answers], table: str
) -> set[str]:
    """Columns whose suppressed cells add up to few people: a share of all would tell how many."""
    hidden: dict[str, list[int]] = defaultdict(list)
    for row, whole in zip(rows_of(answers, table), rows_of(filed, table), strict=True):
        for name in (name for name, answer in row.items() if answer == SUPPRESSED):
            hidden[name].append(count_of(whole[name]) or 0)
    return {name for name, counts in hidden.items() if found_from_total(counts)}


def _part_shown(answers: Mapping[str, Answers], table: str, whole: str) -> list[Row]:
    return [row for row in rows_of(answers, table) if row.get(whole) != SUPPRESSED]


def _rewritten(
    assessment: Assessment, answers: Mapping[str, Answers], filed: Mapping[str, Answers]
) -> Assessment:
    """The assessment with numbers for the names of sites, and no figures of suppressed answers."""
    gone = {name for page in answers.values() for name, answer in page.items() if _hides(answer)}
    sites = {
        row.get("site") or row.get("certificate_no") or "?": str(number)
        for number, row in enumerate(rows_of(filed, "housing"), 1)
    }
    gates = tuple(_gate(each, sites) for each in assessment.grading.gates)
    return replace(
        assessment,
        findings=tuple(_finding(each, gone, sites) for each in assessment.findings),
        inconsistencies=tuple(_inconsistency(each, gone) for each in assessment.inconsistencies),
        grading=replace(assessment.grading, gates=gates),
    )


def _hides(answer: Any) -> bool:
    """Whether an answer, or a cell of a table, is suppressed."""
    if isinstance(answer, list):
        return any(isinstance(row, dict) and SUPPRESSED in row.values() for row in answer)
    return bool(answer == SUPPRESSED)


def _finding(finding: Finding, gone: set[str], sites: Mapping[str, str]) -> Finding:
    read = {name for name in finding.criterion.fields if FIELDS[name].page not in BY_NAME}
    values = _numbered(finding.verdict.values, sites)
    if read & gone:
        values = without(values, _numbers(values))
    values = without(values, [name for name in COUNTED_FROM if _is_few(values.get(name))])
    return replace(finding, verdict=replace(finding.verdict, values=values))


def _gate(fired: FiredGate, sites: Mapping[str, str]) -> FiredGate:
    return replace(fired, values=_numbered(fired.values, sites))


def _inconsistency(each: Inconsistency, gone: set[str]) -> Inconsistency:
    read = {place.field for place in each.found.places} | WHOLES
    if not read & gone:
        return each
    values = without(each.found.values, _numbers(each.found.values))
    return replace(each, found=replace(each.found, values=values))


def _numbered(values: Values, sites: Mapping[str, str]) -> Values:
    if not isinstance(names := values.get(SITES), list):
        return values
    return {**values, SITES: sorted((sites[name] for name in names), key=int)}


def _is_few(value: object) -> bool:
    return type(value) is int and is_small(value)


def _numbers(values: Values) -> list[str]:
    """Names of figures that may count people, or say what few of them earn."""
    return [
        name for name, value in values.items() if name not in NOT_OF_PEOPLE and _is_number(value)
    ]


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool)
