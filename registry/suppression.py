"""Small numbers of people are not published, nor can they be found by subtraction.

A count of one to four could point to a person. Where the hidden counts of a total come to fewer
than five people, such as a single one, the smallest other count is hidden too, or the total would
give them away (complementary suppression, as in the handbooks of statistical disclosure control).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

SMALLEST = 5
"""The smallest count that is published; ``small_cell_threshold`` of the catalogue's parameters."""


def is_small(count: int | None) -> bool:
    return count is not None and 0 < count < SMALLEST


def hidden(counts: Sequence[int | None]) -> list[bool]:
    """Which of the counts of one total to hide. Zero is never hidden: it points to nobody."""
    return hidden_within(counts, [[None] * len(counts)])


def hidden_within(
    counts: Sequence[int | None], groupings: Iterable[Sequence[Hashable]]
) -> list[bool]:
    """Which counts to hide where every group has a known total.

    Each grouping names the group of each count; a count belongs to one group of each grouping.
    """
    hide = [is_small(count) for count in counts]
    groups = [group for grouping in groupings for group in _groups(grouping)]
    while exposed := {_smallest_shown(group, counts, hide) for group in groups} - {None}:
        for index in exposed:
            hide[index] = True  # type: ignore[index]
    return hide


def _groups(grouping: Sequence[Hashable]) -> list[list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index, name in enumerate(grouping):
        groups[name].append(index)
    return list(groups.values())


def _smallest_shown(
    group: Sequence[int], counts: Sequence[int | None], hide: Sequence[bool]
) -> int | None:
    """The count to hide next, where the total of the group would give the hidden ones away."""
    people = sum(counts[i] or 0 for i in group if hide[i])
    others = [i for i in group if counts[i] and not hide[i]]
    return min(others, key=lambda i: counts[i] or 0) if others and is_small(people) else None
