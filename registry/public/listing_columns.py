"""Entries of the register as columns of small numbers, to be counted and ordered at once.

Whatever a search finds is a list of rows of these columns; numpy counts a hundred thousand of them
for each facet in a millisecond. It is loaded when somebody first asks for the listing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Array = Any
"""Of numpy."""

Counts = Mapping[str, Mapping[Any, int]]
"""Of each facet, how many entries have which value."""

UNKNOWN = 255
"""The code of a value that no row has."""
NO_SCORE = -1
DAYS = 100_000
"""More than a day has digits, counted from a day in the year 1."""
PUBLISHED_FIRST = {"activity", "score", "relevance"}


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


@dataclass(frozen=True)
class Statements:
    """The statements that stand in the register, by year and name: a row for each."""

    numbers: Array
    organisations: Array
    facets: Mapping[str, Facet]
    days: Mapping[str, Array]
    """By each order but that of names and relevance: what it goes by."""
    rows: Array
    """The row of each statement by its number; -1 where it does not stand in the register."""

    def rows_of(self, numbers: Sequence[str]) -> tuple[Array, Array]:
        """The rows of statements, and how often each was named; see ``text_search.matching``."""
        import numpy as np

        named = [np.fromstring(each, dtype=np.int64, sep=",") for each in numbers]
        given = np.concatenate(named) if named else np.zeros(0, np.int64)
        places = self.rows[given[given < len(self.rows)]]
        times = np.bincount(places[places >= 0], minlength=len(self.numbers))
        rows = np.nonzero(times)[0].astype(np.int32)
        return rows, np.minimum(times[rows], UNKNOWN).astype(np.uint8)

    def row_of(self, organisation_id: int, year: int) -> int | None:
        import numpy as np

        of_year = self.facets["year"].codes == self.facets["year"].code(year)
        found = np.nonzero((self.organisations == organisation_id) & of_year)[0]
        return int(found[0]) if len(found) else None

    def keys(self, order: str, rows: Array, times: Array) -> Array:
        """A number for each row, the smaller the earlier in the order; no two are the same."""
        import numpy as np

        place = rows.astype(np.int64)
        if order == "name":
            return place
        by = self.days["activity" if order == "relevance" else order][rows].astype(np.int64)
        if order == "relevance":
            by += times.astype(np.int64) * DAYS
        return (-by if order in PUBLISHED_FIRST else by) * len(self.numbers) + place


def statements(found: Sequence[Sequence[Any]], today: date) -> Statements:
    """Columns of rows as ``listing_statements`` reads them, by year and name."""
    import numpy as np

    columns = list(zip(*found, strict=True)) if found else [()] * 13
    (numbers, organisations, year, status, sector, market, state, path, *rest) = columns
    grades, public_on, scores, due_on, status_on = rest
    is_public = [day is not None and day <= today for day in public_on]
    shown = [g if known else None for g, known in zip(grades, is_public, strict=True)]
    known_scores = [
        s if known and s is not None else NO_SCORE
        for s, known in zip(scores, is_public, strict=True)
    ]
    named = zip(
        ("year", "status", "sector", "market", "state", "path", "grade"),
        (year, status, sector, market, state, path, shown),
        strict=True,
    )
    ids = np.array(numbers, dtype=np.int64)
    rows = np.full(int(ids.max(initial=0)) + 1, -1, dtype=np.int32)
    rows[ids] = np.arange(len(ids))
    return Statements(
        numbers=ids,
        organisations=np.array(organisations, dtype=np.int64),
        facets={name: Facet.of(column) for name, column in named},
        days={
            "score": np.array(known_scores, dtype=np.int32),
            "deadline": np.array([day.toordinal() for day in due_on], dtype=np.int32),
            "activity": np.array([day.toordinal() for day in status_on], dtype=np.int32),
        },
        rows=rows,
    )


def smallest(keys: Array, most: int) -> Array:
    """The places of the smallest keys, in their order, without ordering the others."""
    import numpy as np

    if len(keys) > most:
        few = np.argpartition(keys, most - 1)[:most]
        return few[np.argsort(keys[few])]
    return np.argsort(keys)
