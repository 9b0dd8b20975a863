"""The arithmetic of the drawings of corridors: sums go in, places in percent of the width come out.

Every bar of a drawing stands on one scale, so that two can be compared by eye.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from registry.charts import share_of
from registry.public.corridors.totals import Figures, Key, Range, Totals
from registry.public.figures.table import FigureTable, Record

MOST_TICKS = 4
NICE = (1, 2, 5, 10)


@dataclass(frozen=True)
class RangeBar:
    """The range of one country, sector or year; no places where no statement says a figure."""

    label: str
    url: str
    range: Range | None
    average: Decimal | None
    people: int
    places: dict[str, float]


@dataclass(frozen=True)
class RangeChart:
    bars: Sequence[RangeBar]
    ticks: Sequence[tuple[float, int | None]]
    """Place in percent, and ringgit; every other one goes without where a phone has no room."""


@dataclass(frozen=True)
class Part:
    kind: str
    start: float
    share: float
    amount: Decimal


@dataclass(frozen=True)
class Bar:
    """A row of a table and the parts that are drawn for it, end to end."""

    record: Record
    row: dict[str, str | None]
    parts: Sequence[Part]
    width: float


def range_chart(
    figures: Figures,
    keys: Sequence[Key],
    label: Callable[[Key], Any],
    url: Callable[[Key], str] = lambda key: "",
) -> RangeChart:
    """Ranges of cost per worker on one scale that begins at nothing."""
    found = {key: figures.ranges.get(key) for key in keys}
    step = _step(max((each.most for each in found.values() if each), default=0))
    highest = max((each.most for each in found.values() if each), default=0)
    count = max(-(-highest // step), 1)
    top = step * count
    bars = [
        _range_bar(figures.totals[key], each, top, label=str(label(key)), url=url(key))
        for key, each in found.items()
    ]
    return RangeChart(bars, _ticks(step, count))


def bars(table: FigureTable, *kinds: str) -> list[Bar]:
    """A bar for each row, of the columns that are named, on the scale of the longest."""
    sums = [[Decimal(record[kind] or 0) for kind in kinds] for record in table.records]
    longest = max((sum(amounts) for amounts in sums), default=Decimal(0))
    return [
        Bar(record, row, _parts(kinds, amounts, longest), share_of(sum(amounts), longest))
        for record, row, amounts in zip(table.records, table.rows(), sums, strict=True)
    ]


def _parts(kinds: Sequence[str], amounts: Sequence[Decimal], longest: Decimal | int) -> list[Part]:
    starts = [sum(amounts[:place], Decimal(0)) for place in range(len(amounts))]
    return [
        Part(kind, share_of(start, longest), share_of(amount, longest), amount)
        for kind, start, amount in zip(kinds, starts, amounts, strict=True)
        if amount
    ]


def _ticks(step: int, count: int) -> list[tuple[float, int | None]]:
    every = 2 if count == MOST_TICKS else 1
    return [(share_of(n, count), None if n % every else step * n // 100) for n in range(count + 1)]


def _range_bar(totals: Totals, found: Range | None, top: int, *, label: str, url: str) -> RangeBar:
    names = ("least", "lower", "median", "upper", "most")
    places = {name: share_of(getattr(found, name), top) for name in names} if found else {}
    places["average"] = share_of(totals.per_worker, Decimal(top) / 100)
    return RangeBar(label, url, found, totals.per_worker, totals.people, places)


def _step(highest: int) -> int:
    """Sen from tick to tick: 1, 2 or 5 times a power of ten ringgit, and few ticks in all."""
    unit = 100
    while True:
        for nice in NICE:
            if nice * unit * MOST_TICKS >= highest:
                return nice * unit
        unit *= 10
