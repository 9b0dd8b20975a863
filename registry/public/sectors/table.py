"""Sectors and states as tables that machines read."""

from collections.abc import Iterator, Mapping
from datetime import date

from registry.models import PublicStatus
from registry.promises import Rate
from registry.public.counts import Tally
from registry.public.ledger.table import SUMS, sums
from registry.public.listing.table import Record
from registry.public.sectors.figures import Outcomes, Sums
from registry.scoring import Outcome
from registry.wording import GRADES

SECTOR_COLUMNS = (
    *("sector", "year", *SUMS, *PublicStatus),
    *("statements", "statements_with_fees", "graded", *(f"grade_{each}" for each in GRADES)),
    *("worker_paid", "reimbursed", "headcount", "migrants", "recruits"),
    *("promises_made", "promises_due", "promises_kept", "promises_kept_percent", "as_of"),
)
STATE_COLUMNS = ("state", "year", *SUMS, *PublicStatus, "as_of")
CRITERIA_COLUMNS = ("sector", "year", "criterion", *Outcome, "as_of")


def sectors(
    year: int,
    tallies: Mapping[str, Tally],
    statements: Mapping[str, Sums],
    rates: Mapping[str, Rate],
    today: date,
) -> Iterator[Record]:
    for sector, tally in tallies.items():
        rate = rates.get(sector, Rate())
        yield {
            "sector": sector,
            "year": year,
            **sums(tally),
            **_statements(statements.get(sector, Sums())),
            "promises_made": rate.made,
            "promises_due": rate.due,
            "promises_kept": rate.kept,
            "promises_kept_percent": rate.percent,
            "as_of": str(today),
        }


def states(year: int, tallies: Mapping[str, Tally], today: date) -> Iterator[Record]:
    for state, tally in sorted(tallies.items()):
        yield {"state": state, "year": year, **sums(tally), "as_of": str(today)}


def criteria(year: int, outcomes: Outcomes, today: date) -> Iterator[Record]:
    """One line for each sector and criterion: how many statements had which outcome."""
    for (sector, criterion), counts in sorted(outcomes.items()):
        told = {str(kind): counts.get(kind, 0) for kind in Outcome}
        own = {"sector": sector, "year": year, "criterion": criterion}
        yield {**own, **told, "as_of": str(today)}


def _statements(found: Sums) -> Record:
    return {
        "statements": found.statements,
        "statements_with_fees": found.with_fees,
        "graded": found.graded,
        **{f"grade_{grade}": found.grades[grade] for grade in GRADES},
        "worker_paid": found.figures["worker_paid_sen"] / 100,
        "reimbursed": found.figures["reimbursed_sen"] / 100,
        **{name: found.figures[name] for name in ("headcount", "migrants", "recruits")},
    }
