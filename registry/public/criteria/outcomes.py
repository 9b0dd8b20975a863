"""How many statements met a criterion: by year, and by sector in the newest year.

Counted are the newest statements of each organisation and year whose grade is public and stands.
The figures are of organisations that are public by name, finding by finding, so none is too small
to be shown.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import LazyString
from sqlalchemy import select

from registry.extensions import db
from registry.models import OutcomeCount, known_on, public_on
from registry.public.unchanged import while_unchanged
from registry.scoring import Outcome
from registry.wording import OUTCOMES, SECTORS

KINDS = {
    Outcome.MET: "success",
    Outcome.PARTLY_MET: "warning",
    Outcome.NOT_MET: "danger",
    Outcome.NOT_DISCLOSED: "plain",
    Outcome.DO_NOT_KNOW: "navy",
}
"""The colour of each outcome in a drawing, in drawing order; what does not apply is not drawn."""

FEWEST = 5
"""Statements of a sector, for a drawing and a share: of fewer a share says nothing."""

Cells = Mapping[tuple[int, str], Mapping[Outcome, int]]


COLUMNS = ("criterion", "year", "sector", *(str(outcome) for outcome in Outcome))
"""Of the file of a criterion."""


@dataclass(frozen=True)
class OutcomeTally:
    """The outcomes of one criterion in a year, or in a sector of it."""

    label: LazyString | str
    counts: Mapping[Outcome, int]

    @property
    def judged(self) -> int:
        """The statements to which the criterion applies."""
        return sum(self.counts.get(outcome, 0) for outcome in KINDS)

    @property
    def left_out(self) -> int:
        return self.counts.get(Outcome.DOES_NOT_APPLY, 0)

    @property
    def parts(self) -> list[tuple[str, int, str]]:
        """Label, count and colour of each outcome, also of those that do not occur."""
        return [(str(OUTCOMES[o]), self.counts.get(o, 0), kind) for o, kind in KINDS.items()]

    @property
    def met_share(self) -> float | None:
        """Of those judged, from 0 to 1; None of too few."""
        met = self.counts.get(Outcome.MET, 0)
        return met / self.judged if self.judged >= FEWEST else None

    @property
    def row(self) -> dict[str, int | str]:
        """The tally as a row of a table."""
        counts = {str(outcome): self.counts.get(outcome, 0) for outcome in Outcome}
        return {"label": str(self.label), "judged": self.judged, **counts}


@dataclass(frozen=True)
class OutcomesOverTime:
    """What became of a criterion: each year, newest first, and the sectors of the newest."""

    years: Sequence[OutcomeTally]
    newest: int | None
    sectors: Sequence[OutcomeTally]

    @property
    def drawn_sectors(self) -> list[OutcomeTally]:
        return [each for each in self.sectors if each.judged >= FEWEST]


def outcomes_of(criterion: str, today: date) -> OutcomesOverTime:
    """One query, remembered until the register changes."""
    cells = _cells(criterion, today)
    years = sorted({year for year, _ in cells}, reverse=True)
    return OutcomesOverTime(
        years=[_tally(str(year), cells, year) for year in years],
        newest=years[0] if years else None,
        sectors=list(_sectors(cells, years[0])) if years else [],
    )


def records(criterion: str, today: date) -> Iterator[dict[str, int | str]]:
    """Every count behind the drawings, a line for each year and sector."""
    for (year, sector), counts in sorted(_cells(criterion, today).items(), reverse=True):
        named: dict[str, int | str] = {"criterion": criterion, "year": year, "sector": sector}
        yield {**named, **{str(outcome): counts.get(outcome, 0) for outcome in Outcome}}


def _cells(criterion: str, today: date) -> Cells:
    return while_unchanged(("outcomes", criterion, today), lambda: _count(criterion, today))


def _count(criterion: str, today: date) -> Cells:
    columns = (OutcomeCount.year, OutcomeCount.sector, OutcomeCount.outcome)
    shown = public_on(OutcomeCount, today)
    found = db.session.execute(
        select(*columns, shown)
        .where(OutcomeCount.criterion == criterion, known_on(OutcomeCount.shown_on, today))
        .group_by(*columns)
        .having(shown != 0)
    )
    cells: dict[tuple[int, str], Counter[Outcome]] = {}
    for year, sector, outcome, count in found:
        cells.setdefault((year, sector), Counter())[outcome] += int(count)
    return cells


def _tally(
    label: LazyString | str, cells: Cells, year: int, sector: str | None = None
) -> OutcomeTally:
    counts: Counter[Outcome] = Counter()
    for (of_year, of_sector), found in cells.items():
        if of_year == year and sector in (None, of_sector):
            counts.update(found)
    return OutcomeTally(label, counts)


def _sectors(cells: Cells, year: int) -> Iterator[OutcomeTally]:
    """In the order in which sectors are listed everywhere."""
    present = {sector for of_year, sector in cells if of_year == year}
    for sector, label in SECTORS.items():
        if sector in present:
            yield _tally(label, cells, year, sector)
