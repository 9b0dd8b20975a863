"""One pure function for each gate: the values of its sentence when it holds, else None."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from registry.scoring.breaches import illegitimate_costs
from registry.scoring.case import Case
from registry.scoring.dwellings import dwellings
from registry.scoring.model import Finding, Outcome, Values

Fired = dict[str, Any] | None
GateRule = Callable[[Case, Sequence[Finding], Values], Fired]


def _no_approved_statement(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    answers = case.answers
    approved = answers.word("gov_approval_body") in values["bodies"]
    return None if answers.word("filing_statement_doc") and approved else {}


def _fee_facts_withheld(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    share = case.metrics.fee_table_complete
    held_back = case.flags.recruited and share < values["least_share"]
    return {"share": share} if held_back else None


def _owed(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    """Workers still carry costs, and less than the share of them was repaid."""
    metrics = case.metrics
    if not case.flags.recruited or metrics.worker_paid_net <= 0:
        return None
    share = metrics.reimb_ratio or 0
    short = share < values["repaid_share"]
    return {"owed": metrics.worker_paid_net, "share": share} if short else None


def _owed_without_plan(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    return None if case.has_dated_plan else _owed(case, findings, values)


def _net_debt(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    return _too_many(case.metrics.net_months, case, values)


def _gross_debt(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    return _too_many(case.metrics.gross_months, case, values)


def _too_many(months: Fraction | None, case: Case, values: Values) -> Fired:
    too_many = case.flags.recruited and (months or 0) > values["most_months"]
    return {"months": months} if too_many else None


def _passports_held(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    holder = case.answers.word("doc_passport_holder")
    held = case.flags.employs_migrants and holder in values["holders"]
    return {"holder": holder} if held else None


def _below_minimum_wage(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    """Silence on wages is capped like pay below the floor, as silence on fees is."""
    found = _finding(findings, "WAG-01")
    if found is None or found.outcome is Outcome.MET:
        return None
    return {"lines": found.verdict.values.get("lines", 0)}


def _unlicensed(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    found = _finding(findings, "AGT-01")
    if found is None or found.outcome is not Outcome.NOT_MET:
        return None
    return {"recruiters": found.verdict.values["recruiters"]}


def _finding(findings: Sequence[Finding], id: str) -> Finding | None:
    return next((each for each in findings if each.criterion.id == id), None)


def _no_remedy(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    """A remedy that the filing does not tell of counts as none."""
    listed = case.listed_findings
    if not listed and case.answers.yes("findings_found"):
        return {"number": None}
    left = [row for row in listed if row.remedy_status in (None, *values["statuses"])]
    return {"number": len(left)} if left else None


def _no_way_to_complain(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    channels = case.answers.words("grv_channels") or frozenset()
    return None if channels & set(values["channels"]) else {}


def _uncertified_housing(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    sites = [each for each in dwellings(case.answers, case.on) if each.region and each.under_act]
    without = sorted(each.name for each in sites if not each.has_number)
    return {"sites": without} if without else None


def _untested_zero(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    """Nobody, or hardly anybody, is said to have paid, though few were asked or more said so."""
    metrics = case.metrics
    if not case.flags.recruited or metrics.fee_table_complete < values["least_share"]:
        return None
    if (metrics.payer_ratio or 0) >= values["tested_share"]:
        return None
    asked = case.tested_with_workers(values["tested_share"]) and case.reports_are_counted
    reporting = metrics.workers_reporting_fee or 0
    if asked and 2 * metrics.workers_unlisted <= reporting:
        return None
    return {"interviewed": metrics.interview_ratio or 0, "reporting": reporting}


def _illegitimate_costs(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    costs = illegitimate_costs(case.corridors)
    settled = costs.repaid_share >= values["repaid_share"]
    return None if settled or case.has_dated_plan else {"owed": costs.still_owed}


def _legal_gap(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    gaps = [each.criterion.id for each in findings if each.is_legal_gap]
    return {"criteria": gaps} if gaps else None


def _legal_part(case: Case, findings: Sequence[Finding], values: Values) -> Fired:
    partial = [each.criterion.id for each in findings if each.is_legal_part]
    return {"criteria": partial} if partial else None


GATE_RULES: Mapping[str, GateRule] = {
    "G1": _no_approved_statement,
    "G2": _fee_facts_withheld,
    "G3a": _owed_without_plan,
    "G3b": _owed,
    "G3c": _net_debt,
    "G4": _passports_held,
    "G5": _below_minimum_wage,
    "G6": _unlicensed,
    "G7": _no_remedy,
    "G8": _no_way_to_complain,
    "G9": _untested_zero,
    "G10": _uncertified_housing,
    "G11": _illegitimate_costs,
    "G13": _gross_debt,
    "GL1": _legal_gap,
    "GL2": _legal_part,
}
