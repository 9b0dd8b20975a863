"""The fee table sorted by corridor: which lines are there, which are whole, what they add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from registry.scoring.answers import Answers
from registry.scoring.rows import CorridorRow, FeeRow
from registry.scoring.shapes import FEE_CATEGORIES, POLICY_CATEGORIES

NOTHING = Decimal(0)
DEBT = "DEBT"
"""Interest on workers' loans: reported, but outside the cost list and kept out of every sum."""

_PARTS = {
    "REC-ORIGIN": "REC", "REC-RECOVER": "REC", "MED-ORIGIN": "MED", "LODGE": "TRV",
    "REPAT": "TRV", "ADM-VISA": "ADM", "ADM-SEC": "ADM", "ADM-ORIGIN": "ADM",
}  # fmt: skip
REQUIRED = POLICY_CATEGORIES
WHOLE = {category: _PARTS.get(category, category) for category in FEE_CATEGORIES}
"""The required category that each category is, or is part of."""


@dataclass(frozen=True, slots=True)
class CorridorLines:
    """A corridor of the period with its fee lines; the row is None where only fee lines name it."""

    key: str
    row: CorridorRow | None
    lines: tuple[FeeRow, ...]
    is_recruiting: bool = True
    """False where nobody was recruited: its lines tell of workers of earlier years."""

    @property
    def recruits(self) -> int | None:
        return self.row.recruits if self.row else None

    def paid_by(self, payer: str) -> Iterable[FeeRow]:
        """Lines of one payer with an amount, without loan interest."""
        return (
            line
            for line in self.lines
            if line.payer == payer and line.amount_myr is not None and line.category != DEBT
        )

    @property
    def payments(self) -> list[FeeRow]:
        """Lines on which workers paid something."""
        return [line for line in self.paid_by("worker") if line.amount_myr]

    @property
    def most_payers(self) -> int:
        """Of the lines on which workers paid, the most workers on one: so many paid at least."""
        return max((line.workers or 1 for line in self.payments), default=0)

    def whole_categories(self, payer: str) -> set[str]:
        """Required categories whose lines by this payer are all complete."""
        there: set[str] = set()
        broken: set[str] = set()
        for line, category in self._told(payer):
            (there if line.payer and line.is_complete else broken).add(category)
        return there - broken

    def open_categories(self, payer: str) -> set[str]:
        """Required categories of which the lines do not say what this payer paid.

        Where nobody was recruited, only those are asked for of which a line tells.
        """
        told = {category for _, category in self._told(payer)}
        asked = set(REQUIRED) if self.is_recruiting else told
        return asked - self.whole_categories(payer)

    def _told(self, payer: str) -> Iterable[tuple[FeeRow, str]]:
        """Lines of this payer, or of one that is not named, each with its required category."""
        return (
            (line, WHOLE[line.category])
            for line in self.lines
            if line.category not in (None, DEBT) and line.payer in (payer, None)
        )


def sort_by_corridor(answers: Answers) -> tuple[CorridorLines, ...]:
    """Corridors that recruited or may have, and any that only the fee table names, by name."""
    lines: dict[str, list[FeeRow]] = {}
    for line in answers.fees:
        if line.corridor or line != FeeRow():
            lines.setdefault(line.corridor or "?-?", []).append(line)
    named = {row.key: row for row in answers.corridors if "?" not in row.key}
    nameless = [row for row in answers.corridors if "?" in row.key and row != CorridorRow()]
    found = [
        CorridorLines(key, named.get(key), tuple(lines.get(key, ())))
        for key in sorted(named.keys() | lines.keys())
    ]
    found += [CorridorLines(row.key, row, ()) for row in nameless]
    return _told_apart([each for each in found if each.lines or each.recruits != 0])


def _told_apart(corridors: Sequence[CorridorLines]) -> tuple[CorridorLines, ...]:
    """With those marked that recruited nobody, unless that is said of every one of them."""
    if all(each.recruits == 0 for each in corridors):
        return tuple(corridors)
    return tuple(replace(each, is_recruiting=each.recruits != 0) for each in corridors)


def share_complete(corridors: Sequence[CorridorLines]) -> tuple[int, int]:
    """Pairs of corridor and required category with a worker and an employer line, out of all.

    A line without category or payer belongs to no pair, and counts as one more that is not there.
    """
    recruiting = [each for each in corridors if each.is_recruiting]
    done = sum(
        len(each.whole_categories("worker") & each.whole_categories("employer"))
        for each in recruiting
    )
    strays = sum(line.category is None for each in corridors for line in each.lines)
    return done, len(recruiting) * len(REQUIRED) + strays


def worker_side_is_complete(corridors: Sequence[CorridorLines]) -> bool:
    """Whether every required category of every corridor says what workers paid, zero included."""
    return bool(corridors) and all(
        not each.open_categories("worker") and all(line.category for line in each.lines)
        for each in corridors
    )


def repaid(line: FeeRow) -> Decimal:
    """What was repaid of this line; interest on top does not make up for another line."""
    return min(line.reimbursed_myr or NOTHING, line.amount_myr or NOTHING)
