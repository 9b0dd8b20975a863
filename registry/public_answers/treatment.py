"""Wages and housing beside the workforce: which of their numbers are hidden."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any

from registry.answer_values import count_of
from registry.public_answers.cells import (
    SUPPRESSED,
    Row,
    counts_of,
    gives_away,
    hide,
    hide_each,
)
from registry.suppression import Told, hidden_within, is_small

WAGE_NUMBERS = ("workers", "workers_below_min", "lowest_basic_myr")


def hide_wages(rows: list[Row], told: Told, *, whole: list[Row], shown: list[Row]) -> None:
    """A group of few loses its wage, too; no group is found from the others or the workforce.

    ``whole`` is the workforce as filed and ``shown`` as published. Where one headcount of a
    nationality is hidden, all its wages together would tell it.
    """
    counts = counts_of(rows, "workers")
    groups = [(row.get("nationality"), row.get("month")) for row in rows]
    places = [(*group, row.get("state")) for group, row in zip(groups, rows, strict=True)]
    is_hidden = hidden_within(counts, [places, groups], told)
    people = _people(whole, "nationality")
    _hide_where_few_are_left(is_hidden, counts, groups, {each: people[each[0]] for each in groups})
    hidden_groups = _hidden_groups(shown, "nationality")
    for row, count, hides in zip(rows, counts, is_hidden, strict=True):
        if is_small(count):
            hide(row, WAGE_NUMBERS)
        elif hides or row.get("nationality") in hidden_groups:
            hide(row, ("workers", "workers_below_min"))
        elif gives_away(count_of(row.get("workers_below_min")), count):
            hide(row, ("workers_below_min",))


def hide_residents(rows: list[Row], told: Told, *, whole: list[Row], shown: list[Row]) -> None:
    """Sites of few, and in a state where nearly everybody is housed, the smallest site."""
    counts = counts_of(rows, "residents")
    states = [row.get("state") for row in rows]
    is_hidden = hidden_within(counts, [states, [None] * len(rows)], told)
    people = _people(whole, "state")
    hidden_states = _hidden_groups(shown, "state")
    _hide_where_few_are_left(is_hidden, counts, states, people, all_tell=hidden_states)
    hide_each(rows, is_hidden, "residents")


def number_sites(rows: list[Row]) -> None:
    """A name can lead to where workers sleep: the public reads which site of the table it is."""
    for number, row in enumerate(rows, 1):
        if row.get("site"):
            row["site"] = str(number)


def _hide_where_few_are_left(
    is_hidden: list[bool],
    counts: Sequence[int | None],
    groups: Sequence[Hashable],
    people: Mapping[Any, int],
    *,
    all_tell: Collection[Hashable] = (),
) -> None:
    """Hide the smallest count of a group that covers all but few of the people it is part of.

    ``all_tell``: groups whose people must not be found, so that all of them tell as well.
    """
    for group in dict.fromkeys(groups):
        here = [i for i, each in enumerate(groups) if each == group and counts[i]]
        left = people[group] - sum(counts[i] or 0 for i in here)
        telling = is_small(left) or (left == 0 and group in all_tell)
        if here and telling and not any(is_hidden[i] for i in here):
            is_hidden[min(here, key=lambda i: counts[i] or 0)] = True


def _hidden_groups(workforce: list[Row], name: str) -> set[Any]:
    """Nationalities, or states, of which a headcount is hidden."""
    return {row.get(name) for row in workforce if row.get("headcount") == SUPPRESSED}


def _people(workforce: list[Row], name: str) -> Counter[Any]:
    people = Counter[Any]()
    for row in workforce:
        people[row.get(name)] += count_of(row.get("headcount")) or 0
    return people
