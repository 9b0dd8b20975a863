"""The smallest part of a set of edits that still works, by delta debugging and by halving."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from registry.scoring.advice.edits import Edit
from registry.scoring.advice.moves import amount

Item = TypeVar("Item")
FEW = 16
SEVERAL = 8
"""More items than a few are first left out several at a time."""


def fewest(
    items: Sequence[Item],
    works: Callable[[Sequence[Item]], bool],
    kind: Callable[[Item], Hashable],
) -> tuple[Item, ...]:
    """Items of which none can be left out; of equals the earlier stay.

    Expects that all of them together work. Leaves out whole kinds first, then several at a time,
    then single items until a whole round finds nothing to leave out.
    """
    kept = list(items)
    for each in reversed(dict.fromkeys(map(kind, kept))):
        rest = [item for item in kept if kind(item) != each]
        kept = rest if works(rest) else kept
    if len(kept) > FEW:
        kept = _left_out(kept, works, SEVERAL)
    while (shorter := _left_out(kept, works, 1)) != kept:
        kept = shorter
    return tuple(kept)


def _left_out(items: list[Item], works: Callable[[Sequence[Item]], bool], size: int) -> list[Item]:
    """What is left after one round, from the last to the first, so many at a time."""
    kept = items
    for end in range(len(items), size - 1, -size):
        rest = kept[: end - size] + kept[end:]
        kept = rest if works(rest) else kept
    return kept


def fewest_last(items: Sequence[Item], works: Callable[[Sequence[Item]], bool]) -> tuple[Item, ...]:
    """The same, leaving out strictly the last first: what matters most stands first."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if works(items[:middle]) else (middle + 1, high)
    kept = list(items[:high])
    while (shorter := _left_out(kept, works, 1)) != kept:
        kept = shorter
    return tuple(kept)


def least(edits: Sequence[Edit], works: Callable[[Sequence[Edit]], bool]) -> tuple[Edit, ...]:
    """The same edits, with each number that is raised only as high as it has to be."""
    found = list(edits)
    for position, edit in enumerate(found):
        if edit.unit and edit.to is not None:
            found[position] = _lowest(found, position, edit.unit, works)
    return tuple(found)


def _lowest(
    edits: Sequence[Edit],
    position: int,
    unit: Decimal,
    works: Callable[[Sequence[Edit]], bool],
) -> Edit:
    """Halve between the present number, which does not do, and the one that does."""
    best = edits[position]
    low, high = int(amount(best.before) / unit), int(amount(best.to) / unit)
    while high - low > 1:
        middle = (low + high) // 2
        number = middle if unit == 1 else f"{middle * unit:f}"
        tried = replace(best, to=number, attempt=number)
        if works([*edits[:position], tried, *edits[position + 1 :]]):
            best, high = tried, middle
        else:
            low = middle
    return best
