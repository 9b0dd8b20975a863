"""Entries of the register as columns of small numbers, to be counted and ordered at once.

Whatever a search finds is a list of rows of these columns; numpy counts a hundred thousand of them
for each facet in a millisecond. It is loaded when somebody first asks for the listing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Array = Any
"""Of numpy."""

Counts = Mapping[str, Mapping[Any, int]]
"""Of each facet, how many entries have which value."""

UNKNOWN = 255
"""The code of a value that no row has."""


@dataclass(frozen=True)
class Facet:
    """One column of which each value has a code: the place of the value in ``values``."""

    values: Sequence[Any]
    codes: Array

    @classmethod
    def of(cls, column: Iterable[Any]) -> "Facet":
        import numpy as np

        places: dict[Any, int] = {}
        codes = [places.setdefault(value, len(places)) for value in column]
        return cls(list(places), np.array(codes, dtype=np.uint8))

    def code(self, value: Any) -> int:
        return self.values.index(value) if value in self.values else UNKNOWN

    def only(self, rows: Array) -> "Facet":
        """The values of some rows; the others have none."""
        import numpy as np

        values = [*self.values, None]
        return Facet(values, np.where(rows, self.codes, len(self.values)).astype(np.uint8))

    def with_codes(self, more: "Facet", places: Sequence[int]) -> "Facet":
        """The same with the values of further rows, each before the row of its place."""
        import numpy as np

        values = list(dict.fromkeys([*self.values, *more.values]))
        codes = np.array([values.index(value) for value in more.values], dtype=np.uint8)
        return Facet(values, np.insert(self.codes, places, codes[more.codes]))


def counted(
    facets: Mapping[str, Facet],
    chosen: Mapping[str, Any],
    *,
    rows: Array = slice(None),
    weights: Array = None,
) -> tuple[Counts, Array]:
    """The counts of each facet, whatever value of itself is chosen; and which rows meet all.

    ``weights``: how many entries each row stands for, where it is not one.
    """
    import numpy as np

    codes = {name: facet.codes[rows] for name, facet in facets.items()}
    meets = {name: codes[name] == facets[name].code(value) for name, value in chosen.items()}
    counts = {}
    for name, facet in facets.items():
        others = [mask for other, mask in meets.items() if other != name]
        here = np.logical_and.reduce(others) if others else slice(None)
        each = np.bincount(
            codes[name][here],
            weights=None if weights is None else weights[here],
            minlength=len(facet.values),
        )
        counts[name] = {v: int(n) for v, n in zip(facet.values, each, strict=True) if n}
    every = np.logical_and.reduce(list(meets.values())) if meets else slice(None)
    return counts, every


def smallest(keys: Array, most: int) -> Array:
    """The places of the smallest keys, in their order, without ordering the others."""
    import numpy as np

    if len(keys) > most:
        few = np.argpartition(keys, most - 1)[:most]
        return few[np.argsort(keys[few])]
    return np.argsort(keys)
