"""Nobody finds a figure about few people by subtracting what is published from what is published.

The attacker has the bulk files. Of each total he takes away the parts that are shown; what is left
belongs to the lines that are hidden. The filings say how few people stood behind them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

import pytest

from registry.extensions import db
from registry.models import FilingVersion, Statement
from registry.scoring.feelines import DEBT
from registry.suppression import is_small
from tests.figures.bulk import Bulk, missing, total
from tests.open_data.bulk import load_bulk, write_bulk
from tests.public.conftest import TODAY
from tests.public.recruiting import answers
from tests.public.statements import a_statement

FILINGS = 20


@dataclass(frozen=True)
class Left:
    """What a total leaves over, of how many people it tells, and where."""

    where: str
    amount: Decimal
    truly: Decimal
    people: int

    @property
    def gives_away(self) -> bool:
        return self.amount == self.truly != 0 and is_small(self.people)


@dataclass(frozen=True)
class Total:
    """A published total, the column of the lines that add up to it, and who stands behind them."""

    name: str
    payer: str
    amount: str
    people: str

    def left(self, whole, shown, filed, where: str) -> Left | None:
        """What the lines that are shown leave of the total; None where the total is hidden."""
        if missing(whole):
            return None
        mine = [line for line in filed if line["payer"] == self.payer]
        hidden = [
            line for line in mine
            if self.of(line) and missing(shown[line["place"]][self.amount])
        ]  # fmt: skip
        seen = [shown[line["place"]] for line in mine]
        rest = Decimal(str(whole)) - sum(map(self.of, seen), Decimal(0))
        truly = sum(map(self.of, hidden), Decimal(0))
        return Left(f"{where} {self.name}", rest, truly, self.people_behind(hidden))

    def of(self, line) -> Decimal:
        """What a line counts in the total: repaid at most as much as was paid."""
        amount, paid = line[self.amount], line["amount_myr"]
        amounts = [Decimal(0 if missing(each) else str(each)) for each in (amount, paid)]
        return amounts[0] if missing(paid) else min(amounts)

    def people_behind(self, lines) -> int:
        """At least so many: a worker may stand on every line of a corridor."""
        most: dict[str, int] = defaultdict(int)
        for line in lines:
            most[line["corridor"]] = max(most[line["corridor"]], line[self.people])
        return sum(most.values())


TOTALS = (
    Total("worker_paid_myr", "worker", "amount_myr", "workers"),
    Total("employer_paid_myr", "employer", "amount_myr", "workers"),
    Total("reimbursed_myr", "worker", "reimbursed_myr", "reimbursed_workers"),
)


def filed_lines(statement_id: int):
    """The fee table as it was filed, without interest on loans, which has a total of its own."""
    statement = db.session.get_one(Statement, statement_id)
    version = db.session.query(FilingVersion).filter_by(
        filing_id=statement.filing_id, number=statement.version
    )
    lines = version.one().answers["fees"]["fees"]
    return [
        {**line, "place": place} for place, line in enumerate(lines) if line["category"] != DEBT
    ]


def attacked(bulk: Bulk, statement) -> Iterator[Left]:
    lines = bulk["fee_lines"]
    mine = lines[lines["statement_id"] == statement.statement_id].sort_values("fee_line_id")
    shown = mine.to_dict("records")
    filed = filed_lines(statement.statement_id)
    corridors = bulk["corridors"]
    corridors = corridors[corridors["statement_id"] == statement.statement_id]
    for each in TOTALS:
        yield each.left(getattr(statement, each.name), shown, filed, "statement")
        for row in corridors.itertuples() if each.payer == "worker" else ():
            own = [line for line in filed if line["corridor"] == row.corridor]
            yield each.left(getattr(row, each.name), shown, own, row.corridor)
        if each.payer == "worker" and not missing(getattr(statement, each.name)):
            yield of_hidden_corridors(each, getattr(statement, each.name), corridors, filed)


def of_hidden_corridors(each: Total, whole, corridors, filed) -> Left:
    """What the corridors that are shown leave of the statement's total."""
    shown = corridors[corridors[each.name].notna()]
    hidden = [
        line for line in filed
        if line["payer"] == each.payer and line["corridor"] not in set(shown["corridor"])
        and each.of(line)
    ]  # fmt: skip
    rest = Decimal(str(whole)) - total(shown[each.name])
    truly = sum(map(each.of, hidden), Decimal(0))
    return Left(f"corridors {each.name}", rest, truly, each.people_behind(hidden))


@pytest.mark.parametrize("seed", range(2))
def test_totals_of_money(session, tmp_path, seed):
    dice = Random(seed)
    for _ in range(FILINGS):
        a_statement(answers=answers(dice))
    write_bulk(tmp_path, today=TODAY.date())
    bulk = Bulk(load_bulk(tmp_path), TODAY.date())
    found = [
        (statement.statement_id, left)
        for statement in bulk["statements"].itertuples()
        for left in attacked(bulk, statement)
        if left and left.gives_away
    ]
    assert not found
