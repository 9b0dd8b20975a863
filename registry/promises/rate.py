"""The promise-kept rate: of the promises whose day has come, how many were kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from registry.promises.tracked import Commitment, Standing, standing

WORTH: Mapping[Standing, Fraction] = {
    Standing.KEPT: Fraction(1),
    Standing.KEPT_LATE: Fraction(1, 2),
    Standing.PARTLY: Fraction(1, 2),
    Standing.MISSED: Fraction(0),
    Standing.DROPPED: Fraction(0),
    Standing.NO_WORD: Fraction(0),
}
"""What a promise counts whose day has come. Silence counts no more than a promise missed."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many promises stand where, and what follows from it."""

    counts: Mapping[Standing, int]

    @property
    def made(self) -> int:
        return sum(self.counts.values())

    @property
    def due(self) -> int:
        """Promises whose day has come: those that count."""
        return sum(self.counts.get(each, 0) for each in WORTH)

    @property
    def kept(self) -> int:
        return self.counts.get(Standing.KEPT, 0)

    @property
    def share(self) -> Fraction | None:
        """From 0 to 1; None where the day of no promise has come."""
        if not self.due:
            return None
        return sum((self.counts.get(s, 0) * w for s, w in WORTH.items()), Fraction(0)) / self.due

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share * 100)


def rate(promises: Iterable[Commitment], today: date) -> Rate:
    return Rate(Counter(standing(each, today) for each in promises))
