"""Commitments as the public pages show them: promised, accounted for, and how much is kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry import promises
from registry.forms.filing.commitments import OUTCOMES
from registry.models import Statement
from registry.promises import Commitment, FollowUp, Rate, Standing

STANDINGS: Mapping[Standing, tuple[str, LazyString]] = {
    Standing.KEPT: ("success", _l("Kept")),
    Standing.KEPT_LATE: ("warning", _l("Kept after its day was moved")),
    Standing.PARTLY: ("warning", _l("Partly met")),
    Standing.MISSED: ("danger", _l("Missed")),
    Standing.DROPPED: ("danger", _l("Dropped")),
    Standing.NO_WORD: ("danger", _l("No word")),
    Standing.AWAITED: ("muted", _l("Answer awaited")),
    Standing.NOT_YET_DUE: ("plain", _l("Not yet due")),
}
"""The kind of tag and the words for where a promise stands."""


@dataclass(frozen=True, slots=True)
class ShownPromise:
    """A promise as it stands today; ``told``: what one statement or the last one says of it."""

    promise: Commitment
    kind: str
    words: LazyString
    told: FollowUp | None
    outcome: LazyString | None
    """What that statement says became of it."""


@dataclass(frozen=True, slots=True)
class OfStatement:
    """What one statement promises, and what it says of earlier promises."""

    made: Sequence[ShownPromise]
    followed: Sequence[ShownPromise]


@dataclass(frozen=True, slots=True)
class OfYear:
    """The promises made in one reporting year."""

    year: int
    rate: Rate
    promises: Sequence[ShownPromise]


@dataclass(frozen=True, slots=True)
class OfOrganisation:
    rate: Rate
    counts: Mapping[Standing, int]
    years: Sequence[OfYear]
    """Newest first."""

    @property
    def others(self) -> list[tuple[LazyString, int]]:
        """The promises that were not simply kept: where they stand, and how many."""
        return [
            (words, self.counts[standing])
            for standing, (_kind, words) in STANDINGS.items()
            if standing is not Standing.KEPT and self.counts.get(standing)
        ]

    @property
    def course(self) -> list[tuple[int, int | None]]:
        """The rate of each year's promises in per cent, oldest first."""
        return [(each.year, each.rate.percent) for each in reversed(self.years)]


def of_statement(statement: Statement, known: Sequence[Commitment], today: date) -> OfStatement:
    """``known``: all that its organisation promised."""
    return OfStatement(
        made=[_shown(p, today, p.last_told) for p in known if p.year == statement.year],
        followed=[
            _shown(p, today, told)
            for p in known
            for told in p.followed
            if told.year == statement.year
        ],
    )


def of_organisation(known: Sequence[Commitment], today: date) -> OfOrganisation:
    years = sorted({p.year for p in known}, reverse=True)
    return OfOrganisation(
        rate=promises.rate(known, today),
        counts=Counter(promises.standing(each, today) for each in known),
        years=[_year(year, [p for p in known if p.year == year], today) for year in years],
    )


def _year(year: int, made: Sequence[Commitment], today: date) -> OfYear:
    shown = [_shown(p, today, p.last_told) for p in made]
    return OfYear(year, promises.rate(made, today), shown)


def _shown(promise: Commitment, today: date, told: FollowUp | None) -> ShownPromise:
    kind, words = STANDINGS[promises.standing(promise, today)]
    outcome = OUTCOMES[told.outcome] if told and told.outcome else None
    return ShownPromise(promise, kind, words, told, outcome)
