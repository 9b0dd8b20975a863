"""The numbers that rules, gates and public pages share, worked out once from the tables.

Months of wages are a company-level proxy of SDG indicator 10.7.1: cost borne by workers, divided by
the workers concerned and by their first month's earnings in Malaysia.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from registry.scoring.answers import Answers
from registry.scoring.corridor_figures import CorridorFigures, figures_of, paid
from registry.scoring.feelines import (
    DEBT,
    NOTHING,
    CorridorLines,
    repaid,
    share_complete,
    sort_by_corridor,
    worker_side_is_complete,
)
from registry.scoring.rows import CorridorRow, FeeRow


@dataclass(frozen=True, slots=True)
class Metrics:
    """Figures of the period; None where the filing does not give enough to work one out."""

    headcount: int
    migrants: int
    recruits: int | None
    workers_reporting_fee: int | None
    workers_unlisted: int
    """How many more reported a fee than are on the paid lines of their corridor."""
    payer_ratio: Fraction | None
    """Recruits of whom the fee table says at least that they paid, out of all."""
    worker_paid: Decimal | None
    reimbursed: Decimal
    employer_paid: Decimal
    agency_paid: Decimal
    debt_interest: Decimal
    worker_lines: int
    reimb_worker_ratio: Fraction | None
    pairs_done: int
    pairs_wanted: int
    worker_side_complete: bool
    direct_share: Fraction | None
    most_layers: int | None
    declared_ratio: Fraction | None
    interview_ratio: Fraction | None
    corridors: tuple[CorridorFigures, ...]

    @property
    def worker_paid_gross(self) -> Decimal:
        """Zero where the table is blank; ``worker_paid`` tells the two apart."""
        return self.worker_paid or NOTHING

    @property
    def worker_paid_net(self) -> Decimal:
        return self.worker_paid_gross - self.reimbursed

    @property
    def per_worker(self) -> Fraction | None:
        """What workers paid, for each of the workers concerned."""
        people = sum(corridor.people for corridor in self.corridors)
        if self.worker_paid is None or not people:
            return None
        return Fraction(self.worker_paid) / people

    @property
    def reimb_ratio(self) -> Fraction | None:
        """Repaid out of what workers paid; None where they paid nothing."""
        paid = self.worker_paid_gross
        return Fraction(self.reimbursed) / Fraction(paid) if paid else None

    @property
    def gross_months(self) -> Fraction | None:
        return self._mean_months(lambda corridor: corridor.worker_paid)

    @property
    def net_months(self) -> Fraction | None:
        return self._mean_months(lambda corridor: corridor.worker_paid_net)

    @property
    def fee_table_complete(self) -> Fraction:
        return Fraction(self.pairs_done, self.pairs_wanted) if self.pairs_wanted else Fraction(0)

    @property
    def employer_share(self) -> Fraction | None:
        total = self.employer_paid + self.worker_paid_gross + self.agency_paid
        return Fraction(self.employer_paid) / Fraction(total) if total else None

    def _mean_months(self, amount: Callable[[CorridorFigures], Decimal]) -> Fraction | None:
        """The mean over all workers concerned, each corridor by its own earnings."""
        people = sum(corridor.people for corridor in self.corridors)
        if self.worker_paid is None or not people:
            return None
        earned = (
            Fraction(amount(corridor)) / Fraction(corridor.earnings) for corridor in self.corridors
        )
        return sum(earned, Fraction(0)) / people


def work_out(answers: Answers, corridors: Sequence[CorridorLines], on: date) -> Metrics:
    """Every figure, with ``on`` (the end of the period) for events that carry no date."""
    worker_lines = [line for each in corridors for line in each.paid_by("worker")]
    recruiting = [each for each in corridors if each.is_recruiting]
    rows = [each.row for each in recruiting]
    done, wanted = share_complete(corridors)
    reporting = [each.row.workers_reporting_fee for each in corridors if each.row]
    return Metrics(
        headcount=sum(row.headcount or 0 for row in answers.workforce),
        migrants=sum(row.headcount or 0 for row in answers.workforce if row.is_migrant),
        recruits=_of_every(sum, (each.recruits for each in corridors)),
        workers_reporting_fee=_known_total(reporting),
        workers_unlisted=sum(max(_reported(each) - _listed(each), 0) for each in corridors),
        payer_ratio=_payer_ratio(recruiting),
        worker_paid=paid(worker_lines) if worker_lines else None,
        reimbursed=sum(map(repaid, worker_lines), NOTHING),
        employer_paid=paid(line for each in corridors for line in each.paid_by("employer")),
        agency_paid=paid(line for each in corridors for line in each.paid_by("agency")),
        debt_interest=paid(line for line in answers.fees if _is_worker_debt(line)),
        worker_lines=len(worker_lines),
        reimb_worker_ratio=_reimbursed_workers(corridors),
        pairs_done=done,
        pairs_wanted=wanted,
        worker_side_complete=worker_side_is_complete(corridors),
        direct_share=_share_of_recruits(rows, lambda row: row.direct_recruits, all_needed=True),
        most_layers=_of_every(max, (row.layers if row else None for row in rows)),
        declared_ratio=_share_of_recruits(rows, _declared),
        interview_ratio=_share_of_recruits(rows, lambda row: row.interviews_post),
        corridors=tuple(figures_of(each, on) for each in corridors),
    )


def measure(answers: Answers, on: date) -> tuple[Metrics, tuple[CorridorLines, ...]]:
    corridors = sort_by_corridor(answers)
    return work_out(answers, corridors, on), corridors


def _is_worker_debt(line: FeeRow) -> bool:
    return line.payer == "worker" and line.category == DEBT


def _of_every(taken: Callable[[list[int]], int], numbers: Iterable[int | None]) -> int | None:
    """The sum, or the greatest, of them all; None where a number is missing or there is none."""
    listed = list(numbers)
    known = [number for number in listed if number is not None]
    return taken(known) if known and len(known) == len(listed) else None


def _known_total(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _declared(row: CorridorRow) -> int | None:
    """Workers with a declaration on both sides of the journey."""
    if row.declarations_pre is None and row.declarations_post is None:
        return None
    return min(row.declarations_pre or 0, row.declarations_post or 0)


def _share_of_recruits(
    rows: Sequence[CorridorRow | None],
    part: Callable[[CorridorRow], int | None],
    *,
    all_needed: bool = False,
) -> Fraction | None:
    """Part of all recruits; a corridor's surplus does not make up for another's lack."""
    given = [row for row in rows if row is not None and row.recruits is not None]
    parts = [part(row) for row in given]
    recruits = sum(row.recruits or 0 for row in given)
    blanks = sum(number is None for number in parts)
    if not recruits or len(given) < len(rows) or blanks == len(parts) or (all_needed and blanks):
        return None
    return Fraction(
        sum(min(n or 0, row.recruits or 0) for n, row in zip(parts, given, strict=True)), recruits
    )


def _reimbursed_workers(corridors: Sequence[CorridorLines]) -> Fraction | None:
    """Workers repaid out of workers on paid lines and of those who reported beyond the lines."""
    reached = wanted = 0
    for each in corridors:
        lines = each.payments
        reached += sum(min(line.reimbursed_workers or 0, line.workers or 0) for line in lines)
        wanted += max(_listed(each), _reported(each))
    return Fraction(reached, wanted) if wanted else None


def _listed(each: CorridorLines) -> int:
    """Workers on paid lines; whoever is on several counts on each."""
    return sum(line.workers or 0 for line in each.payments)


def _reported(each: CorridorLines) -> int:
    return (each.row.workers_reporting_fee or 0) if each.row else 0


def _payer_ratio(recruiting: Sequence[CorridorLines]) -> Fraction | None:
    recruits = _of_every(sum, (each.recruits for each in recruiting))
    if not recruits:
        return None
    return Fraction(sum(min(each.most_payers, each.recruits or 0) for each in recruiting), recruits)
