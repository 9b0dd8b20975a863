"""Totals of money that would tell what few people paid or got back, and sentences that say them."""

from collections.abc import Mapping
from dataclasses import replace

from registry.public_answers.fees import FeeLines
from registry.scoring import Assessment
from registry.scoring.breaches import AGENCY_FEES
from registry.scoring.model import Finding, FiredGate
from registry.scoring.wording import without

REPAID_IN_ALL = (
    *("reimbursed", "worker_paid_net", "net", "owed"),
    *("net_months", "reimb_ratio"),
)
FEES_IN_ALL = (
    *("paid", "months", "worker_paid", "employer_paid", "agency_paid", "debt_interest"),
    *("per_worker", "gross_months", "employer_share"),
    *REPAID_IN_ALL,
)
PAID_BY = {
    "worker": FEES_IN_ALL,
    "employer": ("employer_paid", "employer_share"),
    "agency": ("agency_paid", "employer_share"),
}
"""The totals that the lines of each payer would be found from."""
REPAID_OF_CORRIDOR = ("worker_paid_net", "reimbursed", "net_months")
FEES_OF_CORRIDOR = ("worker_paid", "per_worker", "gross_months", *REPAID_OF_CORRIDOR)

FROM_REPAID: Mapping[str, tuple[str, ...]] = {
    "FEE-03": ("months",),
    "FEE-07": ("share",),
    "G3a": ("share",),
    "G3b": ("share",),
    "G3c": ("months",),
}
"""Criteria and gates with figures that the total repaid could be worked out from."""
OF_SOME_COSTS: Mapping[str, tuple[str, ...]] = {
    "FEE-04": AGENCY_FEES,
    "FEE-05": ("LEVY",),
    "FEE-08": (),
    "G11": ("ILL",),
}
"""Criteria and gates that add up these costs only; none are named where it depends."""
MONEY = ("paid", "owed", "fee", "kept")


def figures_of_few(lines: FeeLines) -> set[str]:
    """Figures of the whole statement that would tell what few people paid, or got back."""
    withheld = set(FEES_IN_ALL) if lines.corridors_where_few_paid else set()
    for payer in lines.payers_of_few:
        withheld.update(PAID_BY.get(payer, ()))
    if lines.few_repaid_in_all:
        withheld.update(REPAID_IN_ALL)
    return withheld | {"debt_interest"} if lines.few_pay_interest else withheld


def figures_of_corridor(lines: FeeLines, corridor: str) -> tuple[str, ...]:
    """Figures of a corridor that would tell so."""
    if corridor in lines.corridors_where_few_paid:
        return FEES_OF_CORRIDOR
    return REPAID_OF_CORRIDOR if corridor in lines.corridors_without_repaid else ()


def without_money_of_few(assessment: Assessment, lines: FeeLines) -> Assessment:
    """Without figures of single criteria and gates that would tell so."""
    hides_repaid = bool(lines.corridors_where_few_paid) or lines.few_repaid_in_all
    withheld = {name: set(figures) for name, figures in FROM_REPAID.items() if hides_repaid}
    for name, costs in OF_SOME_COSTS.items():
        if lines.hides_some_of(*costs):
            withheld.setdefault(name, set()).update(MONEY)

    def finding(each: Finding) -> Finding:
        values = without(each.verdict.values, withheld.get(each.criterion.id, ()))
        return replace(each, verdict=replace(each.verdict, values=values))

    def gate(each: FiredGate) -> FiredGate:
        return replace(each, values=without(each.values, withheld.get(each.gate.id, ())))

    return replace(
        assessment,
        findings=tuple(map(finding, assessment.findings)),
        grading=replace(assessment.grading, gates=tuple(map(gate, assessment.grading.gates))),
    )
