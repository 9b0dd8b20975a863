"""Entries of the register as columns of small numbers, to be counted and ordered at once.

Whatever a search finds is a list of rows of these columns; numpy counts a hundred thousand of them
for each facet in a millisecond. It is loaded when somebody first asks for the listing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

Array = Any
"""Of numpy."""

Counts = Mapping[str, Mapping[Any, int]]
"""Of each facet, how many entries have which value."""

UNKNOWN = 255
"""The code of a value that no row has."""
NO_SCORE = -1
NEVER = 2**30
"""The day of what has no day."""
FACETS = ("year", "status", "sector", "market", "state", "path", "grade")
DATED = ("grade_public_on", "due_on", "status_on")
NUMBERS = ("statement_id", "organisation_id", "score_tenths")
READ = (*NUMBERS, *FACETS, *DATED)
"""What is read of the entry of each statement."""
UNSCORED = {"score_tenths": str(NO_SCORE)}
"""What stands for nothing, where that is not an empty text."""
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
        """The rows of the statements named first, and how often each was named in all; see
        ``text_search.matching``."""
        import numpy as np

        named = [np.fromstring(each, dtype=np.int64, sep=",") for each in numbers]
        found, *again = (self.rows[given[given < len(self.rows)]] for given in named)
        rows = np.nonzero(np.bincount(found[found >= 0]))[0].astype(np.int32)
        places = np.concatenate([found, *again])
        times = np.bincount(places[places >= 0], minlength=len(self.numbers))
        return rows, np.minimum(times[rows], UNKNOWN).astype(np.uint8)

    def row_of_statement(self, number: int) -> int | None:
        known = number < len(self.rows) and self.rows[number] >= 0
        return int(self.rows[number]) if known else None

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


def statements(texts: Mapping[str, str | None], today: date) -> Statements:
    """Columns of the texts that ``listing_standing`` reads: by year and name, between commas."""
    import numpy as np

    read = {name: _parts(texts[name]) for name in (*FACETS, *DATED)}
    days = {name: _days(read[name]) for name in DATED}
    is_public = days["grade_public_on"] <= today.toordinal()
    facets = {name: Facet.of(read[name]) for name in FACETS}
    numbers, organisations, scores = (
        np.fromstring(texts[name] or "", dtype=np.int64, sep=",") for name in NUMBERS
    )
    return Statements(
        numbers=numbers,
        organisations=organisations,
        facets=facets
        | {
            "year": replace(facets["year"], values=[int(year) for year in facets["year"].values]),
            "grade": facets["grade"].only(is_public),
        },
        days={
            "score": np.where(is_public, scores, NO_SCORE).astype(np.int32),
            "deadline": days["due_on"],
            "activity": days["status_on"],
        },
        rows=_rows(numbers),
    )


def without(known: Statements, organisations: Collection[int]) -> Statements:
    """All but the statements of some organisations."""
    import numpy as np

    return _only(known, ~np.isin(known.organisations, list(organisations)))


def of_numbers(known: Statements, numbers: str) -> Statements:
    """Those whose numbers stand in a text, between commas."""
    import numpy as np

    return _only(known, np.isin(known.numbers, np.fromstring(numbers, dtype=np.int64, sep=",")))


def _only(known: Statements, stays: Array) -> Statements:
    """Some of the rows."""
    if stays.all():
        return known
    numbers = known.numbers[stays]
    return Statements(
        numbers=numbers,
        organisations=known.organisations[stays],
        facets={name: Facet(each.values, each.codes[stays]) for name, each in known.facets.items()},
        days={name: each[stays] for name, each in known.days.items()},
        rows=_rows(numbers),
    )


def with_rows(known: Statements, more: Statements, places: Sequence[int]) -> Statements:
    """The same with the rows of others, each before the row of its place."""
    import numpy as np

    numbers = np.insert(known.numbers, places, more.numbers)
    return Statements(
        numbers=numbers,
        organisations=np.insert(known.organisations, places, more.organisations),
        facets={
            name: each.with_codes(more.facets[name], places) for name, each in known.facets.items()
        },
        days={name: np.insert(each, places, more.days[name]) for name, each in known.days.items()},
        rows=_rows(numbers),
    )


def _parts(text: str | None) -> list[str]:
    """The values of a text; of no rows, it is None."""
    return [] if text is None else text.split(",")


def _days(column: Sequence[str]) -> Array:
    """Days counted from one in the year 1, which are a few hundred different ones."""
    import numpy as np

    known = {day: date.fromisoformat(day).toordinal() if day else NEVER for day in set(column)}
    return np.fromiter(map(known.__getitem__, column), dtype=np.int32, count=len(column))


def _rows(numbers: Array) -> Array:
    """The row of each statement by its number."""
    import numpy as np

    rows = np.full(int(numbers.max(initial=0)) + 1, -1, dtype=np.int32)
    rows[numbers] = np.arange(len(numbers))
    return rows


def smallest(keys: Array, most: int) -> Array:
    """The places of the smallest keys, in their order, without ordering the others."""
    import numpy as np

    if len(keys) > most:
        few = np.argpartition(keys, most - 1)[:most]
        return few[np.argsort(keys[few])]
    return np.argsort(keys)
