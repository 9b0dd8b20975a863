"""Headcounts, corridors, recruiters and passes: which of their numbers are hidden."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.answer_values import count_of
from registry.public_answers.cells import (
    SUPPRESSED,
    Answers,
    Row,
    counts_of,
    gives_away,
    hide,
    hide_each,
)
from registry.suppression import Told, hidden_within, is_small

PARTS_OF_RECRUITS = (
    "direct_recruits",
    "declarations_pre",
    "declarations_post",
    "interviews_post",
    "workers_reporting_fee",
    "pre_departure_trained",
    "post_arrival_trained",
)
CORRIDOR_NUMBERS = (
    *("recruits", *PARTS_OF_RECRUITS, "days_to_deploy"),
    *("first_month_earnings_myr", "basic_wage_myr", "highest_paid_myr"),
)


def corridor_key(row: Mapping[str, Any]) -> str:
    """How fee lines name a corridor: BGD-manufacturing."""
    return f"{row.get('origin')}-{row.get('sector')}"


def hide_lapsed_passes(answers: Answers) -> None:
    """Where nearly all passes lapsed, the few that did not are found by subtraction."""
    lapsed = count_of(answers.get("doc_passes_lapsed"))
    if lapsed and gives_away(lapsed, count_of(answers.get("doc_passes_total"))):
        answers["doc_passes_lapsed"] = SUPPRESSED


def hide_headcounts(rows: list[Row], told: Told) -> None:
    hide_each(rows, _of_one_total(counts_of(rows, "headcount"), told), "headcount")


def hide_recruits(rows: list[Row], told: Told, *, corridors: list[Row]) -> None:
    """Recruiters of a country brought what its corridors say, as they are published."""
    counts, countries = counts_of(rows, "recruits"), [row.get("country") for row in rows]
    is_hidden = hidden_within(counts, [countries, [None] * len(rows)], told)
    for country in {row.get("origin") for row in corridors if _hides_who_came_how(row)}:
        here = [i for i, each in enumerate(countries) if each == country and counts[i]]
        if here and not any(is_hidden[i] for i in here):
            is_hidden[min(here, key=lambda i: (told[i] is True, counts[i]))] = True
    hide_each(rows, is_hidden, "recruits")


def _hides_who_came_how(corridor: Row) -> bool:
    """Whether all that recruiters brought would tell what a corridor withholds."""
    return SUPPRESSED in (corridor.get("recruits"), corridor.get("direct_recruits"))


def _of_one_total(counts: Sequence[int | None], told: Told) -> list[bool]:
    return hidden_within(counts, [[None] * len(counts)], told)


def hide_corridors(rows: list[Row], told: Told) -> set[str]:
    """Hide what is small; return the corridors of which nothing is published."""
    small: set[str] = set()
    for row, is_hidden in zip(rows, _of_one_total(counts_of(rows, "recruits"), told), strict=True):
        recruits = count_of(row.get("recruits"))
        if is_hidden:
            small.add(corridor_key(row))
            hide(row, CORRIDOR_NUMBERS)
        else:
            if is_small(count_of(row.get("workers_reporting_fee"))):
                hide(row, ("highest_paid_myr",))
            hide(row, (n for n in PARTS_OF_RECRUITS if gives_away(count_of(row.get(n)), recruits)))
    return small
