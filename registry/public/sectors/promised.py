"""What organisations of each sector promised and kept, kept up with the ledger.

A process holds a number for each organisation that promised anything, in the order of their ids:
which sector and rate it has, as few of these differ. After a public act only the organisation that
it is about is read again, and counted with another sector and rate.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry import promises
from registry.promises import Rate
from registry.public.since import KeptUp

MOST_YEARS = 4
"""Reporting years that are held, each with twelve bytes for an organisation that promised."""


@dataclass(slots=True)
class Kind:
    """A sector and a rate that organisations have, and how many."""

    sector: str
    rate: Rate
    makers: int = 0


@dataclass(slots=True)
class Makers:
    """Who promised anything: their ids in order, and the place among ``kinds`` of each."""

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    kind_of: "array[int]" = field(default_factory=lambda: array("i"))
    kinds: list[Kind] = field(default_factory=list)
    places: dict[tuple[Any, ...], int] = field(default_factory=dict)
    """Of each sector and numbers of a rate, among ``kinds``."""

    def add(self, organisation_id: int, promised: tuple[Any, ...]) -> None:
        """One that is not there, as ``promises.makers`` tells of it."""
        kind = self.places.get(promised)
        if kind is None:
            kind = self.places[promised] = len(self.kinds)
            sector, *sums = promised
            self.kinds.append(Kind(sector, Rate(*sums)))
        self.kinds[kind].makers += 1
        place = bisect_left(self.ids, organisation_id)
        self.ids.insert(place, organisation_id)
        self.kind_of.insert(place, kind)

    def remove(self, organisation_id: int) -> None:
        """Nothing happens where it is not there."""
        place = bisect_left(self.ids, organisation_id)
        if place < len(self.ids) and self.ids[place] == organisation_id:
            self.kinds[self.kind_of[place]].makers -= 1
            del self.ids[place], self.kind_of[place]

    def rates(self) -> Mapping[str, Rate]:
        """By sector, of those in which anybody promised anything."""
        found: dict[str, Rate] = {}
        for kind in self.kinds:
            if kind.makers:
                found[kind.sector] = found.get(kind.sector, Rate()) + kind.rate * kind.makers
        return found


@dataclass(frozen=True, slots=True)
class Promised:
    """Who promised, which is changed in place, and what came of it, which is not."""

    makers: Makers
    rates: Mapping[str, Rate]


_KEPT_UP: KeptUp[Promised] = KeptUp(MOST_YEARS)


def rates(year: int, today: date) -> Mapping[str, Rate]:
    """Of the promises made up to a reporting year, by their makers' sector in that year."""
    return _KEPT_UP.known(
        year,
        today,
        read=lambda: read(year, today),
        after=lambda known, changed: _after(known.makers, changed, year, today),
    ).rates


def read(year: int, today: date) -> Promised:
    """Everybody, anew."""
    return _with(Makers(), promises.makers(year, today))


def _after(makers: Makers, changed: set[int], year: int, today: date) -> Promised:
    for organisation_id in changed:
        makers.remove(organisation_id)
    return _with(makers, promises.makers(year, today, changed) if changed else ())


def _with(makers: Makers, some: Iterable[tuple[int, tuple[Any, ...]]]) -> Promised:
    for organisation_id, promised in some:
        makers.add(organisation_id, promised)
    return Promised(makers, makers.rates())
