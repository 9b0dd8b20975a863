"""What the promises of one organisation come to: the spans of years and days, and their rates."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import MAXYEAR, date, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from registry.promises.rate import Rate, rate_of
from registry.promises.tracked import Outlook, Standing

A_DAY = timedelta(days=1)


class Made(NamedTuple):
    """A promise: the reporting year in which it was made, and what is known of it."""

    year: int
    outlook: Outlook


class Sum(NamedTuple):
    """The rate of what was promised up to any of these years, on any of these days."""

    first_year: int
    last_year: int
    first_day: date
    last_day: date
    rate: Rate


def summed(promised: Sequence[Made]) -> Iterator[Sum]:
    """For any year from the first promise on, and any day, one sum."""
    years = sorted({each.year for each in promised})
    for year, following in pairwise([*years, MAXYEAR + 1]):
        so_far = [each.outlook for each in promised if each.year <= year]
        for first_day, last_day, rate in _spans(so_far):
            yield Sum(year, following - 1, first_day, last_day, rate)


def _spans(outlooks: Sequence[Outlook]) -> Iterator[tuple[date, date, Rate]]:
    """The days between which a rate stays as it is."""
    spans = [next(alike) for _, alike in groupby(_changes(outlooks), itemgetter(1))]
    last_days = [day - A_DAY for day, _ in spans[1:]] + [date.max]
    for (first_day, rate), last_day in zip(spans, last_days, strict=True):
        yield first_day, last_day, rate


def _changes(outlooks: Sequence[Outlook]) -> Iterator[tuple[date, Rate]]:
    """The rate from the first day on, and from each on which silence begins to count."""
    counts: Counter[Standing | None] = Counter(each.told for each in outlooks)
    yield date.min, rate_of(counts)
    for day, silent in _by_day(outlooks):
        counts.subtract(each.told for each in silent)
        counts[Standing.NO_WORD] += len(silent)
        yield day, rate_of(counts)


def _by_day(outlooks: Iterable[Outlook]) -> Iterator[tuple[date, list[Outlook]]]:
    dated = sorted(
        ((each.silent_from, each) for each in outlooks if each.silent_from), key=itemgetter(0)
    )
    for day, several in groupby(dated, itemgetter(0)):
        yield day, [each for _, each in several]
