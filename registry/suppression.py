"""Small numbers of people are not published, nor can they be found by subtraction.

A count of one to four could point to a person. Where the hidden counts of a total come to fewer
than five people, such as a single one, the smallest other count is hidden too, or the total would
give them away (complementary suppression, as in the handbooks of statistical disclosure control).
"""

from collections.abc import Sequence

SMALLEST = 5
"""The smallest count that is published; ``small_cell_threshold`` of the catalogue's parameters."""


def is_small(count: int | None) -> bool:
    return count is not None and 0 < count < SMALLEST


def hidden(counts: Sequence[int | None]) -> list[bool]:
    """Which of the counts of one total to hide. Zero is never hidden: it points to nobody."""
    hide = [is_small(count) for count in counts]
    others = [i for i, count in enumerate(counts) if count and not hide[i]]
    people = sum(count or 0 for count, is_hidden in zip(counts, hide, strict=True) if is_hidden)
    if is_small(people) and others:
        hide[min(others, key=lambda i: counts[i] or 0)] = True
    return hide
