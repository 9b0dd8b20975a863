"""Fee lines, and the totals that they add up to: what few people paid or got back is hidden.

A worker may stand on several lines of a corridor, so that hidden lines tell of as many people as
the longest of them, and never of more.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from registry.answer_values import count_of
from registry.public_answers.cells import Row, gives_away, hide
from registry.scoring.feelines import DEBT
from registry.suppression import is_small

PAID = ("amount_myr", "workers")
REPAID = ("reimbursed_myr", "reimbursed_workers")
ABOUT = ("corridor", "category", "payer", "recruited_on")
NOTHING = (None, "", 0, "0", "0.00")

Numbers = set[int]
"""Of lines of the fee table, counted from 0."""


class FeeLines:
    """The fee table as it was filed, with what of it the public does not read.

    ``small_corridors`` are those of which nothing is published; ``published`` are lines as earlier
    versions show them: who reads both can take away what is hidden only in this one.
    """

    def __init__(
        self, rows: Iterable[Row], small_corridors: Iterable[str], published: Iterable[Row] = ()
    ) -> None:
        self.rows = [dict(row) for row in rows]
        self.small_corridors = set(small_corridors)
        self._published = {
            (what, *_said(row, what)) for row in published for what in (PAID, REPAID)
        }

    @cached_property
    def payments(self) -> Numbers:
        """Lines whose amounts are hidden: of few, and others that would give these away."""
        hidden = {
            i for i, row in enumerate(self.rows)
            if row.get("corridor") in self.small_corridors or is_small(count_of(row.get("workers")))
        }  # fmt: skip
        return hidden.union(*(self._one_more(hidden & of, of, PAID) for of in self._totals))

    @cached_property
    def repayments(self) -> Numbers:
        """Lines of which it is hidden what was repaid, to few or for the sake of few."""
        hidden = self._repaid_by_corridor
        return hidden | self._one_more_corridor

    @cached_property
    def corridors_where_few_paid(self) -> set[str]:
        """Corridors whose total would tell what few workers paid."""
        return self._corridors_of_few(self.payments, PAID)

    @cached_property
    def corridors_without_repaid(self) -> set[str]:
        """Corridors whose total would tell what few got back, and one more for their sake."""
        more = {self._corridor(i) for i in self._one_more_corridor}
        return self._corridors_of_few(self._repaid_by_corridor, REPAID) | more

    @property
    def few_repaid_in_all(self) -> bool:
        """Whether the total of the statement would tell what few workers got back."""
        return is_small(self._people(self._repaid_where_no_total, REPAID))

    @property
    def payers_of_few(self) -> set[str]:
        """Who paid on lines that are hidden and tell of few: a total of all would tell, too."""
        payers = {row.get("payer", "") for row in self.rows}
        hidden = {payer: self.payments & self._paid_by(payer) for payer in payers}
        return {payer for payer, lines in hidden.items() if is_small(self._people(lines, PAID))}

    @property
    def few_pay_interest(self) -> bool:
        """Whether interest on loans, which has a total of its own, is that of few workers."""
        interest = {i for i in self._interest if self.rows[i].get("payer") == "worker"}
        return is_small(self._people(self.payments & interest, PAID))

    def hides_some_of(self, *categories: str) -> bool:
        """Whether a line is hidden on which workers paid for this, or for anything."""
        hidden = (self.payments | self.repayments) & self._paid_by("worker")
        of = (self.rows[i].get("category") for i in hidden if self._moves(i, PAID))
        return any(not categories or each in categories for each in of)

    def hide_in(self, rows: list[Row]) -> None:
        """Hide it in the table of which this one was made."""
        for i, row in enumerate(rows):
            if i in self.payments:
                hide(row, (*PAID, *REPAID))
            elif i in self.repayments:
                hide(row, REPAID)
            elif gives_away(count_of(row.get("reimbursed_workers")), count_of(row.get("workers"))):
                hide(row, ("reimbursed_workers",))

    @cached_property
    def _totals(self) -> list[Numbers]:
        """Lines that add up to a total; interest on loans has one of its own."""
        totals: dict[tuple[str, str, bool], Numbers] = defaultdict(set)
        for i, row in enumerate(self.rows):
            key = (self._corridor(i), row.get("payer", ""), row.get("category") == DEBT)
            totals[key].add(i)
        return list(totals.values())

    @cached_property
    def _repaid_by_corridor(self) -> Numbers:
        """``repayments`` as far as the totals of corridors need it."""
        few = {i for i, row in enumerate(self.rows) if is_small(count_of(row.get(REPAID[1])))}
        hidden, workers = few | self.payments, self._paid_by("worker")
        of_corridors = [of for of in self._totals if of <= workers]
        return hidden.union(*(self._one_more(hidden & of, of, REPAID) for of in of_corridors))

    @cached_property
    def _repaid_where_no_total(self) -> Numbers:
        """Hidden lines of corridors whose total is hidden: what the statement's would leave."""
        hidden, silent = self.repayments, self.corridors_without_repaid | self.small_corridors
        return {i for i in hidden & self._paid_by("worker") if self._corridor(i) in silent}

    @cached_property
    def _one_more_corridor(self) -> Numbers:
        """A line of another corridor, where the totals that are shown leave that of few."""
        hidden, workers = self._repaid_by_corridor, self._paid_by("worker")
        silent = self._corridors_of_few(hidden, REPAID) | self.small_corridors
        of_silent = {i for i in workers if self._corridor(i) in silent}
        return self._one_more(hidden & of_silent, workers - of_silent - hidden, REPAID)

    def _one_more(self, hidden: Numbers, of: Numbers, what: tuple[str, str]) -> Numbers:
        """The smallest other line, where the hidden ones tell of few."""
        others = [i for i in of - hidden if self._tells(i, what) and self._count(i, what)]
        if not others or not is_small(self._people(hidden, what)):
            return set()
        return {min(others, key=lambda i: (self._count(i, what), i))}

    def _corridors_of_few(self, hidden: Numbers, what: tuple[str, str]) -> set[str]:
        by_corridor: dict[str, Numbers] = defaultdict(set)
        for i in hidden & self._paid_by("worker"):
            by_corridor[self._corridor(i)].add(i)
        return {name for name, of in by_corridor.items() if is_small(self._people(of, what))}

    def _people(self, lines: Numbers, what: tuple[str, str]) -> int:
        """At least so many people stand behind the money of these lines."""
        most: dict[str, int] = defaultdict(int)
        for i in lines:
            if self._tells(i, what):
                most[self._corridor(i)] = max(most[self._corridor(i)], self._count(i, what))
        return sum(most.values())

    def _paid_by(self, payer: str) -> Numbers:
        """Lines of one payer, without interest on loans."""
        mine = {i for i, row in enumerate(self.rows) if row.get("payer", "") == payer}
        return mine - self._interest

    @cached_property
    def _interest(self) -> Numbers:
        return {i for i, row in enumerate(self.rows) if row.get("category") == DEBT}

    def _moves(self, line: int, what: tuple[str, str]) -> bool:
        """Whether there is any money; nothing is repaid of a line without an amount."""
        row = self.rows[line]
        return all(row.get(name) not in NOTHING for name in (PAID[0], what[0]))

    def _tells(self, line: int, what: tuple[str, str]) -> bool:
        """Whether the money of a line, once hidden, is not known from an earlier version."""
        known = (what, *_said(self.rows[line], what)) in self._published
        return self._moves(line, what) and not known

    def _count(self, line: int, what: tuple[str, str]) -> int:
        return count_of(self.rows[line].get(what[1])) or 0

    def _corridor(self, line: int) -> str:
        return str(self.rows[line].get("corridor", ""))


def _said(row: Row, what: tuple[str, str]) -> tuple[str, ...]:
    """A line by what it is about, and the money."""
    return tuple(str(row.get(name)) for name in (*ABOUT, what[0]))
