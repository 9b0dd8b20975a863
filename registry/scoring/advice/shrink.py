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
MANY = 150
MOST_HALVED = 20
"""Numbers that are brought down to what the rule asks; further ones stay whole."""


def fewest(
    items: Sequence[Item],
    works: Callable[[Sequence[Item]], bool],
    kind: Callable[[Item], Hashable],
) -> tuple[Item, ...]:
    """Items of which none can be left out; of equals the earlier stay.

    Expects that all of them together work. Leaves out whole kinds first, then several at a time,
    then single items until a whole round finds nothing to leave out. Of very many, only the first
    of each kind are kept, as many as it takes, since trying each would take too long.
    """
    kept = list(items)
    kinds = list(dict.fromkeys(map(kind, kept)))
    for each in reversed(kinds):
        rest = [item for item in kept if kind(item) != each]
        kept = rest if works(rest) else kept
    if len(kept) > MANY:
        return tuple(_first_of_each(kept, works, kind))
    if len(kept) > FEW:
        kept = _left_out(kept, works, SEVERAL)
    while (shorter := _left_out(kept, works, 1)) != kept:
        kept = shorter
    return tuple(kept)


def _first_of_each(
    items: list[Item],
    works: Callable[[Sequence[Item]], bool],
    kind: Callable[[Item], Hashable],
) -> list[Item]:
    kept = items
    for each in dict.fromkeys(map(kind, items)):
        kept = _first_of(each, kept, works, kind)
    return kept


def _first_of(
    wanted: Hashable,
    items: list[Item],
    works: Callable[[Sequence[Item]], bool],
    kind: Callable[[Item], Hashable],
) -> list[Item]:
    alike = [item for item in items if kind(item) == wanted]
    others = [item for item in items if kind(item) != wanted]
    number = _number_needed(alike, lambda part: works([*others, *part]))
    return others + alike[:number]


def _number_needed(items: Sequence[Item], works: Callable[[Sequence[Item]], bool]) -> int:
    """How many of the first do, by halving; all of them are known to."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if works(items[:middle]) else (middle + 1, high)
    return high


def _left_out(items: list[Item], works: Callable[[Sequence[Item]], bool], size: int) -> list[Item]:
    """What is left after one round, from the last to the first, so many at a time."""
    kept = items
    for end in range(len(items), size - 1, -size):
        rest = kept[: end - size] + kept[end:]
        kept = rest if works(rest) else kept
    return kept


def fewest_last(items: Sequence[Item], works: Callable[[Sequence[Item]], bool]) -> tuple[Item, ...]:
    """The same, leaving out strictly the last first: what matters most stands first."""
    kept = list(items[: _number_needed(items, works)])
    while (shorter := _left_out(kept, works, 1)) != kept:
        kept = shorter
    return tuple(kept)


def least(edits: Sequence[Edit], works: Callable[[Sequence[Edit]], bool]) -> tuple[Edit, ...]:
    """The same edits, with each number that is raised only as high as it has to be."""
    found = list(edits)
    raised = [n for n, edit in enumerate(found) if edit.unit and edit.to is not None]
    for position in raised[-MOST_HALVED:]:
        found[position] = _lowest(found, position, works)
    return tuple(found)


def _lowest(
    edits: Sequence[Edit],
    position: int,
    works: Callable[[Sequence[Edit]], bool],
) -> Edit:
    """Halve between the present number, which does not do, and the one that does."""
    best = edits[position]
    unit = best.unit or Decimal(1)
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
