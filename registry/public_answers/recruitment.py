"""Headcounts, corridors, recruiters and passes: which of their numbers are hidden."""

from collections.abc import Mapping
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
