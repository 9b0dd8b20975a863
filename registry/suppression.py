"""Small numbers of people are not published, nor can they be found by subtraction.

A count of one to four could point to a person. Where the total tells of the hidden counts that each
is fewer than five, such as of a single one, the smallest other count is hidden too (complementary
suppression, as in the handbooks of statistical disclosure control).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

SMALLEST = 5
"""The smallest count that is published; ``small_cell_threshold`` of the catalogue's parameters."""

Told = Sequence[bool | None]
"""Of each count, whether earlier versions show it (True), hide it (False), or have none such."""


def is_small(count: int | None) -> bool:
    return count is not None and 0 < count < SMALLEST


def found_from_total(counts: Iterable[int]) -> bool:
    """Whether what hidden counts add up to leaves none of them room to be five or more.

    Everybody knows that each is one at least: five hidden counts of together five are all one.
    """
    people = [count for count in counts if count > 0]
    return bool(people) and sum(people) - (len(people) - 1) < SMALLEST


def hidden(counts: Sequence[int | None]) -> list[bool]:
    """Which of the counts of one total to hide. Zero is never hidden: it points to nobody."""
    return hidden_within(counts, [[None] * len(counts)])


def hidden_within(
    counts: Sequence[int | None],
    groupings: Iterable[Sequence[Hashable]],
    told: Told = (),
) -> list[bool]:
    """Which counts to hide where every group has a known total.

    Each grouping names the group of each count; a count belongs to one group of each grouping.
    The finer groupings come first, so that what is hidden for their sake serves the others too.
    What an earlier version hides stays hidden, and what one shows would protect nothing.
    """
    told = told or [None] * len(counts)
    cells = [count or 0 for count in counts]
    hide = [
        is_small(count) or (count > 0 and known is False)
        for count, known in zip(cells, told, strict=True)
    ]
    groups = [group for grouping in groupings for group in _groups(grouping)]
    while (more := _first(_one_more(group, cells, hide, told) for group in groups)) is not None:
        hide[more] = True
    return hide


def are_found(counts: Sequence[int], hide: Sequence[bool], told: Told) -> bool:
    """Whether a total gives hidden counts away, alone or beside that of an earlier version."""
    hidden = [i for i, is_hidden in enumerate(hide) if is_hidden]
    new = [i for i in hidden if told[i] is not False]
    return any(found_from_total(counts[i] for i in which) for which in (hidden, new))


def _groups(grouping: Sequence[Hashable]) -> list[list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index, name in enumerate(grouping):
        groups[name].append(index)
    return list(groups.values())


def _first(found: Iterable[int | None]) -> int | None:
    return next((each for each in found if each is not None), None)


def _one_more(
    group: Sequence[int], counts: Sequence[int], hide: Sequence[bool], told: Told
) -> int | None:
    """The smallest other count, where the total of the group would give the hidden ones away."""
    here = [(counts[i], hide[i], told[i]) for i in group]
    if not are_found(*zip(*here, strict=True)):
        return None
    others = [i for i in group if counts[i] and not hide[i] and not told[i]]
    return min(others, key=lambda i: counts[i], default=None)
