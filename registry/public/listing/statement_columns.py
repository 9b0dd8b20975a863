"""Published statements as columns of small numbers: a row for each, by year and name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from registry.forms.public import FILTERS
from registry.public.listing.columns import Array, Facet

MOST_TIMES = 255
"""That a byte holds."""
NO_SCORE = -1
NEVER = 2**30
"""The day of what has no day."""
FACETS = ("year", *FILTERS)
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
        return rows, np.minimum(times[rows], MOST_TIMES).astype(np.uint8)

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
    """Columns of the texts that ``listing.standing`` reads: by year and name, between commas."""
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
