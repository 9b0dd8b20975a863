"""The figures of recruitment of one statement, from its answers and fee lines in the bulk files.

By the formulas of "About the figures". Only of statements in which no number is hidden.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from registry.scoring import value_at
from tests.figures.bulk import Bulk, Frame, total

PAYERS = ("worker", "employer", "agency")
COSTS = 10
"""Kinds of cost that a complete fee table tells of in each corridor."""
FINER = {
    "REC-ORIGIN": "REC", "REC-RECOVER": "REC", "MED-ORIGIN": "MED", "LODGE": "TRV",
    "REPAT": "TRV", "ADM-VISA": "ADM", "ADM-SEC": "ADM", "ADM-ORIGIN": "ADM",
}  # fmt: skip
"""Kinds of cost that belong to another."""
NOTHING = Decimal(0)

Row = Mapping[str, str]


@dataclass(frozen=True)
class Corridor:
    """One corridor as the statement answers, with what its fee lines say that workers paid."""

    key: str
    row: Row
    lines: Frame
    minimum_wage: Decimal

    @property
    def recruits(self) -> int | None:
        return whole(self.row.get("recruits"))

    @property
    def payments(self) -> Frame:
        lines = self.lines
        is_paid = (lines["payer"] == "worker") & (lines["category"] != "DEBT")
        return lines[is_paid & (lines["amount_myr"].fillna(NOTHING) > 0)]

    @property
    def people(self) -> int:
        """Its recruits or, where more paid, the most on a line that was paid."""
        payers = self.payments["workers"].fillna(1)
        return max(self.recruits or 0, int(payers.max()) if len(payers) else 0)

    @property
    def paid(self) -> Decimal:
        return total(self.payments["amount_myr"])

    @property
    def repaid(self) -> Decimal:
        """Of each line at most what was paid."""
        lines = self.payments
        pairs = zip(lines["reimbursed_myr"].fillna(NOTHING), lines["amount_myr"], strict=True)
        return sum((min(*pair) for pair in pairs), NOTHING)

    @property
    def left(self) -> Decimal:
        return self.paid - self.repaid

    @property
    def per_worker(self) -> Decimal | None:
        return ratio(self.paid, self.people, 2)

    def months(self, amount: Decimal) -> Decimal | None:
        return ratio(amount / self.earnings, self.people)

    @property
    def listed(self) -> int:
        return int(self.payments["workers"].fillna(0).sum())

    @property
    def reached(self) -> int:
        """Workers who were repaid on the lines that they paid."""
        lines = self.payments
        return int(lines[["reimbursed_workers", "workers"]].fillna(0).min(axis=1).sum())

    @property
    def reporting(self) -> int:
        return whole(self.row.get("workers_reporting_fee")) or 0

    @property
    def earnings(self) -> Decimal:
        names = ("first_month_earnings_myr", "basic_wage_myr")
        said = next((self.row[name] for name in names if self.row.get(name)), None)
        return Decimal(said) if said else self.minimum_wage

    @property
    def pairs(self) -> int:
        """Kinds of cost with a complete line of workers and one of the employer."""
        return len(self._told("worker") & self._told("employer"))

    def _told(self, payer: str) -> set[str]:
        lines = self.lines[(self.lines["payer"] == payer) & (self.lines["category"] != "DEBT")]
        given = lines["amount_myr"].notna() & lines["workers"].notna() & lines["source"].notna()
        given &= (lines["workers"].fillna(0) > 0) | (lines["amount_myr"] == 0)
        kinds = lines["category"].replace(FINER)
        return set(kinds[given]) - set(kinds[~given])


def is_whole(bulk: Bulk, statement: Any) -> bool:
    """Whether no number of its workforce, corridors and fees is hidden."""
    answers = of(bulk, "answers", statement)
    answers = answers[answers["page"].isin(["workforce", "corridors", "fees"])]
    return not (answers["value"] == "suppressed").any()


def figures(bulk: Bulk, statement: Any) -> dict[str, Any]:
    """By the names of the columns of ``statements``."""
    lines = of(bulk, "fee_lines", statement)
    found = corridors(bulk, statement, lines)
    recruiting = [each for each in found if each.recruits != 0] or found
    lines = lines[lines["category"] != "DEBT"]
    sums = {payer: total(lines[lines["payer"] == payer]["amount_myr"]) for payer in PAYERS}
    is_told = bool((lines["amount_myr"].notna() & (lines["payer"] == "worker")).any())
    repaid = sum((each.repaid for each in found), NOTHING)
    people = sum(each.people for each in found) if is_told else 0
    gross, net = (
        sum((amount(each) / each.earnings for each in found), NOTHING)
        for amount in (lambda each: each.paid, lambda each: each.left)
    )
    rows = [each.row for each in recruiting]
    return {
        **workforce(table(bulk, statement, "workforce")),
        "recruits": every(sum, (each.recruits for each in recruiting)),
        "worker_paid_myr": sums["worker"] if is_told else None,
        "per_worker_myr": ratio(sums["worker"], people, 2),
        "reimbursed_myr": repaid,
        "employer_paid_myr": sums["employer"],
        "gross_months": ratio(gross, people),
        "net_months": ratio(net, people),
        "reimb_ratio": ratio(repaid, sums["worker"]),
        "reimb_worker_ratio": ratio(
            sum(each.reached for each in found),
            sum(max(each.listed, each.reporting) for each in found),
        ),
        "employer_share": ratio(sums["employer"], sum(sums.values())),
        "direct_share": share(rows, lambda row: whole(row.get("direct_recruits")), of_all=True),
        "layers": every(max, (whole(row.get("layers")) for row in rows)),
        "fee_table_complete": ratio(sum(each.pairs for each in recruiting), COSTS * len(rows)) or 0,
        "declared_ratio": share(rows, declared),
        "interview_ratio": share(rows, lambda row: whole(row.get("interviews_post"))),
    }


def of(bulk: Bulk, name: str, statement: Any) -> Frame:
    found = bulk[name]
    return found[found["statement_id"] == statement.statement_id]


def table(bulk: Bulk, statement: Any, field: str) -> list[dict[str, str]]:
    """The rows of a table of the statement's answers."""
    cells = of(bulk, "answers", statement)
    cells = cells[(cells["field"] == field) & cells["column"].notna()]
    return [
        dict(zip(row["column"], row["value"], strict=True)) for _number, row in cells.groupby("row")
    ]


def corridors(bulk: Bulk, statement: Any, lines: Frame) -> list[Corridor]:
    """Those along which somebody was recruited, and those of which only fee lines tell."""
    rows = {f"{row['origin']}-{row['sector']}": row for row in table(bulk, statement, "corridors")}
    wage = Decimal(minimum_wage(statement.period_end))
    found = [
        Corridor(key, rows.get(key, {}), lines[lines["corridor"] == key], wage)
        for key in rows.keys() | set(lines["corridor"])
    ]
    return [each for each in found if len(each.lines) or each.recruits != 0]


def minimum_wage(on: date) -> Any:
    return value_at("minimum_wage_monthly_myr", on, size="L", area="B")


def workforce(rows: Iterable[Row]) -> dict[str, int]:
    counts = [(row.get("nationality"), whole(row.get("headcount")) or 0) for row in rows]
    return {
        "headcount": sum(count for _, count in counts),
        "migrants": sum(count for origin, count in counts if origin not in (None, "MYS")),
    }


def declared(row: Row) -> int | None:
    """Those who declared before departure and after arrival."""
    both = [whole(row.get(name)) for name in ("declarations_pre", "declarations_post")]
    return None if both == [None, None] else min(each or 0 for each in both)


def share(
    rows: list[Row], part: Callable[[Row], int | None], *, of_all: bool = False
) -> Decimal | None:
    """A part of all recruits; more than all of one corridor do not make up for another."""
    recruits = [whole(row.get("recruits")) for row in rows]
    parts = [part(row) for row in rows]
    blanks = parts.count(None)
    if None in recruits or blanks == len(parts) or (of_all and blanks):
        return None
    most = [min(n or 0, people or 0) for n, people in zip(parts, recruits, strict=True)]
    return ratio(sum(most), sum(each or 0 for each in recruits))


def every(taken: Callable[[list[int]], int], numbers: Iterable[int | None]) -> int | None:
    """None where one is missing."""
    listed = list(numbers)
    return None if not listed or None in listed else taken([each or 0 for each in listed])


def ratio(part: Any, whole_: Any, places: int = 4) -> Decimal | None:
    if not whole_:
        return None
    exact = Decimal(part) / Decimal(whole_)
    return exact.quantize(Decimal(10) ** -places, ROUND_HALF_UP)


def whole(text: Any) -> int | None:
    return int(text) if text is not None and text.isdigit() else None
