"""The smallest part of a set of edits that still works, by delta debugging and by halving."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from registry.scoring.advice.edits import Edit
from registry.scoring.advice.moves import amount

Item = TypeVar("Item")
FEW = 16
"""Items that are left out one by one from the start."""


def fewest(items: Sequence[Item], works: Callable[[Sequence[Item]], bool]) -> tuple[Item, ...]:
    """Items of which none can be left out; of equals the earlier stay.

    Expects that all of them together work. Leaves out large parts first, then single items, until
    a whole round finds nothing to leave out.
    """
    kept = list(items)
    size = len(kept) // 2 if len(kept) > FEW else 1
    while True:
        left_out = False
        for end in range(len(kept), size - 1, -size):
            rest = kept[: end - size] + kept[end:]
            if works(rest):
                kept, left_out = rest, True
        if size == 1 and not left_out:
            return tuple(kept)
        size = max(1, size // 2)


def fewest_last(items: Sequence[Item], works: Callable[[Sequence[Item]], bool]) -> tuple[Item, ...]:
    """The same, leaving out strictly the last first: what matters most stands first."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if works(items[:middle]) else (middle + 1, high)
    kept = list(items[:high])
    while True:
        before = len(kept)
        for position in reversed(range(len(kept))):
            rest = kept[:position] + kept[position + 1 :]
            kept = rest if works(rest) else kept
        if len(kept) == before:
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
