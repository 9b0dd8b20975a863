"""What of a filing's answers the public sees: everything but small numbers of people.

``SUPPRESSED`` stands in place of each number that is not published. Numbers that would give a
hidden one away by subtraction (a part and its whole, a line and its corridor's total) are hidden
with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from registry.scoring import Assessment
from registry.suppression import hidden, is_small

SUPPRESSED = "suppressed"

PEOPLE = (
    "doc_passports_held",
    "doc_passes_total",
    "doc_passes_lapsed",
    "doc_substitution_cases",
)
"""Single answers that count people."""

PARTS_OF_RECRUITS = (
    "direct_recruits",
    "declarations_pre",
    "declarations_post",
    "interviews_post",
    "workers_reporting_fee",
)
CORRIDOR_NUMBERS = ("recruits", *PARTS_OF_RECRUITS, "highest_paid_myr")
FEE_NUMBERS = ("amount_myr", "workers", "reimbursed_myr", "reimbursed_workers")

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
    "worker_share": "reimbursed_workers",
    "reimb_worker_ratio": "reimbursed_workers",
}
"""A figure of findings, gates or metrics -> the answer that it would give away."""

DECLARED = ("declared", "declared_ratio")
PEOPLE_IN_ALL = ("headcount", "migrants", "recruits", "workers_reporting_fee")
FEES_OF_ONE_CORRIDOR = ("fee", "kept")
FEES_IN_ALL = (
    *("paid", "net", "owed", "reimbursed", "months", "worker_paid", "worker_paid_net"),
    *("employer_paid", "agency_paid", "debt_interest", "gross_months", "net_months"),
)

Answers = dict[str, Any]
Row = dict[str, Any]


def public_answers(pages: Mapping[str, Mapping[str, Any]]) -> dict[str, Answers]:
    """A copy of the answers, page by page, with small numbers suppressed."""
    copy: dict[str, Answers] = deepcopy({name: dict(answers) for name, answers in pages.items()})
    for answers in copy.values():
        for name in PEOPLE:
            if is_small(_count(answers.get(name))):
                answers[name] = SUPPRESSED
    _hide_lapsed_passes(copy.get("movement", {}))
    _hide_headcounts(_rows(copy, "workforce"))
    small_corridors = _hide_corridors(_rows(copy, "corridors"))
    _hide_fees(_rows(copy, "fees"), small_corridors)
    _hide_recruits(_rows(copy, "recruiters"))
    return copy


def public_assessment(assessment: Assessment, answers: Mapping[str, Answers]) -> dict[str, Any]:
    """The assessment without figures that would give away what is suppressed in the answers.

    Outcomes, points and grade are those of the whole filing.
    """
    small = {
        corridor_key(row)
        for row in _rows(answers, "corridors")
        if row.get("recruits") == SUPPRESSED
    }
    metrics = assessment.as_dict()["metrics"]
    withheld = _from_suppressed(answers)
    withheld |= {name for name in PEOPLE_IN_ALL if is_small(metrics[name])}
    if small:
        withheld.update(FEES_OF_ONE_CORRIDOR)
    if is_small(metrics["recruits"]):
        withheld.update(FEES_IN_ALL, DECLARED, COUNTED_FROM)
    public = assessment.as_dict(withheld=withheld)
    for corridor in public["metrics"]["corridors"]:
        if corridor["corridor"] in small:
            _hide(corridor, (name for name in corridor if name not in CORRIDOR_NAMES))
    return public


def _from_suppressed(answers: Mapping[str, Answers]) -> set[str]:
    """Figures counted from a suppressed answer; rows that are hidden whole add up to enough."""
    pages = [*answers.values(), *_part_shown(answers, "corridors", "recruits")]
    pages += [*_part_shown(answers, "fees", "workers"), *_rows(answers, "workforce")]
    gone = {name for page in pages for name, answer in page.items() if answer == SUPPRESSED}
    withheld = {figure for figure, name in COUNTED_FROM.items() if name in gone}
    return withheld.union(DECLARED if gone & {"declarations_pre", "declarations_post"} else ())


def _part_shown(answers: Mapping[str, Answers], table: str, whole: str) -> list[Row]:
    return [row for row in _rows(answers, table) if row.get(whole) != SUPPRESSED]


CORRIDOR_NAMES = {"corridor", "origin", "sector"}


def corridor_key(row: Mapping[str, Any]) -> str:
    """How fee lines name a corridor: BGD-manufacturing."""
    return f"{row.get('origin')}-{row.get('sector')}"


def _hide_lapsed_passes(answers: Answers) -> None:
    """Where nearly all passes lapsed, the few that did not are found by subtraction."""
    lapsed = _count(answers.get("doc_passes_lapsed"))
    if lapsed and _gives_away(lapsed, _count(answers.get("doc_passes_total"))):
        answers["doc_passes_lapsed"] = SUPPRESSED


def _hide_headcounts(rows: list[Row]) -> None:
    for row, hide in zip(rows, hidden([_count(r.get("headcount")) for r in rows]), strict=True):
        if hide:
            row["headcount"] = SUPPRESSED


def _hide_recruits(rows: list[Row]) -> None:
    for row, hide in zip(rows, hidden([_count(r.get("recruits")) for r in rows]), strict=True):
        if hide:
            row["recruits"] = SUPPRESSED


def _hide_corridors(rows: list[Row]) -> set[str]:
    """Hide what is small; return the corridors of which nothing is published."""
    small: set[str] = set()
    for row, hide in zip(rows, hidden([_count(r.get("recruits")) for r in rows]), strict=True):
        recruits = _count(row.get("recruits"))
        if hide:
            small.add(corridor_key(row))
            _hide(row, CORRIDOR_NUMBERS)
        else:
            _hide(row, (n for n in PARTS_OF_RECRUITS if _gives_away(_count(row.get(n)), recruits)))
    return small


def _hide_fees(rows: list[Row], small_corridors: set[str]) -> None:
    totals: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        totals[row.get("corridor", ""), row.get("payer", "")].append(row)
    for (corridor, _), lines in totals.items():
        for line, hide in zip(lines, hidden([_fewest(line) for line in lines]), strict=True):
            if hide or corridor in small_corridors:
                _hide(line, FEE_NUMBERS)
            elif _gives_away(_count(line.get("reimbursed_workers")), _count(line.get("workers"))):
                _hide(line, ("reimbursed_workers",))


def _fewest(line: Row) -> int | None:
    """The smaller number of people behind a line: who paid, or who was repaid."""
    counts = [_count(line.get("workers")), _count(line.get("reimbursed_workers"))]
    small = [count for count in counts if is_small(count)]
    return small[0] if small else counts[0]


def _gives_away(part: int | None, whole: int | None) -> bool:
    return is_small(part) or (part is not None and whole is not None and is_small(whole - part))


def _hide(row: Row, names: Iterable[str]) -> None:
    for name in list(names):
        if row.get(name) not in (None, "", 0):
            row[name] = SUPPRESSED


def _rows(pages: Mapping[str, Mapping[str, Any]], table: str) -> list[Row]:
    rows = pages.get(table, {}).get(table)
    return rows if isinstance(rows, list) else []


def _count(value: Any) -> int | None:
    """A count as the forms store it; None for blanks and for "do not know"."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
