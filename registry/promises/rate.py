"""The promise-kept rate: of the promises whose day has come, how many were kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from registry.promises.tracked import Commitment, Standing, standing

WORTH: Mapping[Standing, int] = {
    Standing.KEPT: 2,
    Standing.KEPT_LATE: 1,
    Standing.PARTLY: 1,
    Standing.MISSED: 0,
    Standing.DROPPED: 0,
    Standing.NO_WORD: 0,
}
"""What a promise counts whose day has come, in halves. Silence counts no more than one missed."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many promises were made and kept, and what follows from it."""

    made: int = 0
    due: int = 0
    """Promises whose day has come: those that count."""
    kept: int = 0
    halves: int = 0
    """What those that count come to, a kept one being two."""

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(
            made=self.made + other.made,
            due=self.due + other.due,
            kept=self.kept + other.kept,
            halves=self.halves + other.halves,
        )

    def __mul__(self, times: int) -> "Rate":
        return Rate(self.made * times, self.due * times, self.kept * times, self.halves * times)

    @property
    def share(self) -> Fraction | None:
        """From 0 to 1; None where the day of no promise has come."""
        return Fraction(self.halves, 2 * self.due) if self.due else None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share * 100)


def rate(promises: Iterable[Commitment], today: date) -> Rate:
    return rate_of(Counter(standing(each, today) for each in promises))


def rate_of(counts: Mapping[Standing | None, int]) -> Rate:
    """What follows from how many promises stand where; None: nothing tells yet."""
    return Rate(
        made=sum(counts.values()),
        due=sum(counts.get(each, 0) for each in WORTH),
        kept=counts.get(Standing.KEPT, 0),
        halves=sum(counts.get(each, 0) * worth for each, worth in WORTH.items()),
    )
