"""Headcounts, corridors, fee lines, recruiters and passes: which of their numbers are hidden."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from registry.public_answers.cells import (
    SUPPRESSED,
    Answers,
    Row,
    count_of,
    counts_of,
    gives_away,
    hide,
    hide_each,
)
from registry.scoring.feelines import DEBT
from registry.suppression import hidden, is_small

PARTS_OF_RECRUITS = (
    "direct_recruits",
    "declarations_pre",
    "declarations_post",
    "interviews_post",
    "workers_reporting_fee",
    "pre_departure_trained",
    "post_arrival_trained",
)
CORRIDOR_NUMBERS = ("recruits", *PARTS_OF_RECRUITS, "highest_paid_myr")
NOTHING_PAID = (None, "", 0, "0", "0.00")
FEE_NUMBERS = ("amount_myr", "workers", "reimbursed_myr", "reimbursed_workers")


def corridor_key(row: Mapping[str, Any]) -> str:
    """How fee lines name a corridor: BGD-manufacturing."""
    return f"{row.get('origin')}-{row.get('sector')}"


def hide_lapsed_passes(answers: Answers) -> None:
    """Where nearly all passes lapsed, the few that did not are found by subtraction."""
    lapsed = count_of(answers.get("doc_passes_lapsed"))
    if lapsed and gives_away(lapsed, count_of(answers.get("doc_passes_total"))):
        answers["doc_passes_lapsed"] = SUPPRESSED


def hide_headcounts(rows: list[Row]) -> None:
    hide_each(rows, hidden(counts_of(rows, "headcount")), "headcount")


def hide_recruits(rows: list[Row]) -> None:
    hide_each(rows, hidden(counts_of(rows, "recruits")), "recruits")


def hide_corridors(rows: list[Row]) -> set[str]:
    """Hide what is small; return the corridors of which nothing is published."""
    small: set[str] = set()
    for row, is_hidden in zip(rows, hidden(counts_of(rows, "recruits")), strict=True):
        recruits = count_of(row.get("recruits"))
        if is_hidden:
            small.add(corridor_key(row))
            hide(row, CORRIDOR_NUMBERS)
        else:
            if is_small(count_of(row.get("workers_reporting_fee"))):
                hide(row, ("highest_paid_myr",))
            hide(row, (n for n in PARTS_OF_RECRUITS if gives_away(count_of(row.get(n)), recruits)))
    return small


def hide_fees(rows: list[Row], small_corridors: set[str]) -> None:
    totals: dict[tuple[str, str, bool], list[Row]] = defaultdict(list)
    for row in rows:
        is_interest = row.get("category") == DEBT  # it has a total of its own
        totals[row.get("corridor", ""), row.get("payer", ""), is_interest].append(row)
    for (corridor, *_), lines in totals.items():
        for line, is_hidden in zip(lines, _hidden_lines(lines), strict=True):
            if is_hidden or corridor in small_corridors:
                hide(line, FEE_NUMBERS)
            elif gives_away(
                count_of(line.get("reimbursed_workers")), count_of(line.get("workers"))
            ):
                hide(line, ("reimbursed_workers",))


def _hidden_lines(lines: list[Row]) -> list[bool]:
    """Lines of few, and others with an amount, so that what all add up to gives none away."""
    counts = [_fewest(line) for line in lines]
    pays = [line.get("amount_myr") not in NOTHING_PAID for line in lines]
    told = hidden([count if paid else None for count, paid in zip(counts, pays, strict=True)])
    return [hides or is_small(count) for hides, count in zip(told, counts, strict=True)]


def _fewest(line: Row) -> int | None:
    """The smaller number of people behind a line: who paid, or who was repaid."""
    counts = [count_of(line.get("workers")), count_of(line.get("reimbursed_workers"))]
    small = [count for count in counts if is_small(count)]
    return small[0] if small else counts[0]


def corridors_where_few_paid(rows: list[Row]) -> set[str]:
    """Corridors on which no cost was paid by five workers: its totals are theirs alone."""
    payers = _payers(row for row in rows if row.get("category") != DEBT)
    return {corridor for corridor, people in payers.items() if is_small(max(people))}


def payers_of_few(rows: list[Row], *, filed: list[Row]) -> set[str]:
    """Who paid on lines that are hidden and tell of few people: a total of all would tell, too.

    ``rows`` are the lines as they are published, ``filed`` the same as they were given.
    """
    people: dict[str, int] = defaultdict(int)
    for row, whole in zip(rows, filed, strict=True):
        is_interest, pays = row.get("category") == DEBT, whole["amount_myr"] not in NOTHING_PAID
        if row.get("amount_myr") == SUPPRESSED and pays and not is_interest:
            people[whole.get("payer", "")] += count_of(whole.get("workers")) or 0
    return {payer for payer, count in people.items() if is_small(count)}


def few_pay_interest(rows: list[Row]) -> bool:
    """Whether interest on loans, which has a total of its own, is that of few workers."""
    payers = _payers(row for row in rows if row.get("category") == DEBT)
    return is_small(max(map(max, payers.values()), default=0))


def _payers(rows: Iterable[Row]) -> dict[str, list[int]]:
    """Of each corridor the workers behind each line on which workers paid anything."""
    payers: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.get("payer") == "worker" and row.get("amount_myr") not in NOTHING_PAID:
            payers[row.get("corridor", "")].append(count_of(row.get("workers")) or 0)
    return payers
