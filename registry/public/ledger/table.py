"""The ledger and its sums as tables that machines read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from registry.models import PublicStatus
from registry.public.counts import Tally
from registry.public.ledger.matrix import Row, Square
from registry.public.ledger.sums import Days, Line
from registry.public.listing.table import Record

OF_ORGANISATION = (
    *("organisation_id", "name", "ssm_number", "ssm_old_number", "stock_code"),
    *("sector", "market", "state"),
)
OF_YEAR = ("status", "status_on", "due_on", "reporting_class", "mandatory", "replied_on")
"""What stands in a square, each with the year before it: ``2026_status``."""
DEADLINE_COLUMNS = (
    *("year", "due_on", "expected", "published_by_then", "published_by_now", "as_of"),
)
SUMS = ("organisations", "expected", "published", "published_percent", "volunteers")


def columns(years: Sequence[int]) -> list[str]:
    squares = (f"{year}_{name}" for year in years for name in OF_YEAR)
    return [*OF_ORGANISATION, *squares, "as_of"]


def records(rows: Iterable[Row], years: Sequence[int], today: date) -> Iterator[Record]:
    """One line for each organisation; the cells of a year it was not known in are empty."""
    for row in rows:
        own = {name: getattr(row, name) for name in OF_ORGANISATION}
        squares = [_square(year, row.squares.get(year)) for year in years]
        yield {**own, **{k: v for each in squares for k, v in each.items()}, "as_of": str(today)}


def sum_columns(part: str) -> list[str]:
    return [part, "year", *SUMS, *PublicStatus, "as_of"]


def sum_records(part: str, lines: Iterable[Line], today: date) -> Iterator[Record]:
    """One line for each sector or market and year; the statuses add up to the organisations."""
    for line in lines:
        for year, tally in line.years.items():
            yield {part: line.value, "year": year, **sums(tally), "as_of": str(today)}


def deadline_records(year: int, days: Days, today: date) -> Iterator[Record]:
    """One line for each deadline; what stood on it is empty until it has passed."""
    for each in days.deadlines:
        yield {
            "year": year,
            "due_on": each.due_on.isoformat(),
            "expected": each.expected,
            "published_by_then": each.by_then if each.due_on < today else None,
            "published_by_now": each.by_now,
            "as_of": str(today),
        }


def sums(tally: Tally) -> Record:
    share = round(100 * tally.published / tally.expected, 1) if tally.expected else None
    return {
        "organisations": tally.total,
        "expected": tally.expected,
        "published": tally.published,
        "published_percent": share,
        "volunteers": tally.volunteers,
        **_statuses(tally.statuses),
    }


def _statuses(counts: Mapping[PublicStatus, int]) -> dict[str, int]:
    return {status: counts.get(status, 0) for status in PublicStatus}


def _square(year: int, square: Square | None) -> Record:
    values = {name: getattr(square, name) if square else None for name in OF_YEAR}
    return {
        f"{year}_{name}": value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
