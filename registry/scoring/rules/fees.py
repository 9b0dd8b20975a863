"""Ethical recruitment and fees.

A zero that nobody tested with workers earns at most half wherever a found and repaid case earns
half, so that finding and repaying never scores below claiming.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from registry.scoring.breaches import (
    AgencyFee,
    agency_fees,
    agreement_breaches,
    corridors_without,
    levy_paid_by_workers,
)
from registry.scoring.case import (
    Case,
    Rule,
    does_not_apply,
    met,
    not_disclosed,
    not_met,
    partly,
    unanswered,
)
from registry.scoring.model import Values, Verdict
from registry.scoring.rules.repayment import fees_are_repaid


def policy_names_every_cost(case: Case, values: Values) -> Verdict:
    """FEE-01."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    if case.answers.yes("fee_policy_written") is False:
        return not_met("no_policy")
    if verdict := unanswered(case, "fee_policy_written", "fee_policy_categories"):
        return verdict
    named = case.answers.words("fee_policy_categories") or frozenset()
    absent = [category for category in values["all"] if category not in named]
    if not absent:
        return met("every_category")
    if all(category in named for category in values["core"]):
        return partly("core_categories", absent=absent)
    return not_met("few_categories", absent=absent)


def fee_table_complete(case: Case, values: Values) -> Verdict:
    """FEE-02."""
    metrics = case.metrics
    if not case.flags.recruited:
        return does_not_apply("no_recruitment")
    if not any(each.lines for each in case.recruiting):
        return not_disclosed("blank")
    share = metrics.fee_table_complete
    figures = {
        "share": share,
        "done": metrics.pairs_done,
        "wanted": metrics.pairs_wanted,
        "open": metrics.pairs_wanted - metrics.pairs_done,
    }
    if share >= values["met_share"]:
        return met("complete", **figures)
    if share >= values["partly_share"]:
        return partly("mostly", **figures)
    return not_met("thin", **figures)


def no_cost_left_with_workers(case: Case, values: Values) -> Verdict:
    """FEE-03."""
    metrics = case.metrics
    if not case.flags.recruited:
        return does_not_apply("no_recruitment")
    if metrics.worker_paid is None:
        return not_disclosed("blank")
    if metrics.worker_paid_net > 0:
        return _cost_left(case, values)
    if metrics.worker_paid == 0 and metrics.workers_reporting_fee:
        return not_met("contradicted", workers=metrics.workers_reporting_fee)
    if not metrics.worker_side_complete:
        return _open(bool(metrics.worker_paid))("not_every_cost")
    if not case.reports_are_counted:
        return (partly if metrics.worker_paid else not_disclosed)("not_counted")
    if metrics.workers_unlisted:
        return partly("not_all_listed", workers=metrics.workers_unlisted)
    reason = "repaid" if metrics.worker_paid else "none"
    clean = met(reason, paid=metrics.worker_paid, interviewed=metrics.interview_ratio)
    return _untested(case, values) or clean


def _cost_left(case: Case, values: Values) -> Verdict:
    """Little is little only where the table is whole and the earnings are stated."""
    metrics = case.metrics
    net, months = metrics.worker_paid_net, metrics.net_months
    stated = all(
        each.earnings_from == "first_month" for each in metrics.corridors if each.worker_paid_net
    )
    known = stated and metrics.worker_side_complete and months is not None
    little = known and months <= values["partly_months"]
    return (partly if little else not_met)("left", net=net, months=months)


def _open(listed: bool) -> Callable[..., Verdict]:
    """What a gap in the table means: silence, or not met where payments of the kind are listed."""
    return not_met if listed else not_disclosed


def agency_fee_within_the_cap(case: Case, values: Values) -> Verdict:
    """FEE-04."""
    if not case.flags.recruited:
        return does_not_apply("no_recruitment")
    if not case.flags.uses_recruiters:
        return does_not_apply("no_recruiters")
    fees = agency_fees(case.corridors, case.on)
    above = [fee for fee in fees if fee.is_above_cap]
    if any(fee.still_above_cap for fee in above):
        return not_met("above_cap", **_worst(above))
    if silence := _silence_on("REC", case, listed=bool(above)):
        return silence
    unknown = [fee for fee in fees if fee.cap is None]
    if wageless := sorted({fee.corridor for fee in unknown if fee.kept > 0}):
        return _open(bool(above))("no_wage", corridors=wageless)
    if above:
        return partly("repaid_to_cap", **_worst(above))
    if unknown:
        return partly("repaid", fee=max(fee.per_worker for fee in unknown))
    return _untested(case, values) or _within_cap(fees)


def levy_paid_by_the_employer(case: Case, values: Values) -> Verdict:
    """FEE-05."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    if verdict := unanswered(case, "wag_deduction_types"):
        return verdict
    if "levy" in (case.answers.words("wag_deduction_types") or ()):
        return not_met("deducted")
    levy = levy_paid_by_workers(case.corridors, case.on)
    if levy.repaid_share < values["repaid_share"]:
        return not_met("worker_paid", paid=levy.paid, owed=levy.still_owed)
    clean = partly("repaid", paid=levy.paid) if levy.lines else met("employer_paid")
    if not case.flags.recruited:
        return clean
    silence = _silence_on("LEVY", case, listed=bool(levy.lines))
    return silence or (not levy.lines and _untested(case, values)) or clean


def _silence_on(category: str, case: Case, *, listed: bool) -> Verdict | None:
    """Silence of any corridor on what workers paid in a category is not a zero."""
    silent = corridors_without(category, case.corridors)
    if silent or not case.recruiting:
        return _open(listed)("blank", corridors=silent)
    return None


def _untested(case: Case, values: Values) -> Verdict | None:
    if case.tested_with_workers(values["tested_share"]):
        return None
    return partly("untested", interviewed=case.metrics.interview_ratio or 0)


def _within_cap(fees: Sequence[AgencyFee]) -> Verdict:
    if not fees:
        return met("no_charge")
    return met("within_cap", fee=max(fee.per_worker for fee in fees))


def _worst(above: Sequence[AgencyFee]) -> dict[str, Any]:
    """The fee of which most is left above the cap, for the sentence."""
    worst = max(above, key=lambda fee: (fee.excess, fee.per_worker, fee.corridor))
    return {
        "corridor": worst.corridor,
        "fee": worst.per_worker,
        "cap": worst.cap,
        "kept": worst.kept,
    }


def workers_are_asked(case: Case, values: Values) -> Verdict:
    """FEE-06."""
    if not case.flags.recruited:
        return does_not_apply("no_recruitment")
    declared, interviewed = case.metrics.declared_ratio, case.metrics.interview_ratio
    if declared is None and interviewed is None:
        return not_disclosed("blank")
    shares = {"declared": declared or 0, "interviewed": interviewed or 0}
    if (
        shares["declared"] >= values["met_declared"]
        and shares["interviewed"] >= values["met_interviewed"]
    ):
        return met("asked", **shares)
    if (
        shares["declared"] >= values["partly_declared"]
        or shares["interviewed"] >= values["partly_interviewed"]
    ):
        return partly("some_asked", **shares)
    return not_met("few_asked", **shares)


def agreement_terms_honoured(case: Case, values: Values) -> Verdict:
    """FEE-08."""
    if not case.flags.recruited:
        return does_not_apply("no_recruitment")
    breach = agreement_breaches(case.corridors, case.on)
    figures = {"corridors": breach.corridors, "paid": breach.paid, "owed": breach.still_owed}
    if breach.repaid_share < values["repaid_share"]:
        return not_met("breached", **figures)
    if not case.metrics.worker_side_complete:
        return _open(bool(breach.lines))("blank")
    if breach.lines:
        return partly("repaid", **figures)
    return _untested(case, values) or met("honoured")


def hired_directly(case: Case, values: Values) -> Verdict:
    """FEE-09."""
    if not case.flags.recruited:
        return does_not_apply("no_recruitment")
    share, most = case.metrics.direct_share, case.metrics.most_layers
    if share is None and most is None:
        return not_disclosed("blank")
    figures = {"direct": share, "layers": most}
    if _short(share, most, values["met_share"], values["met_layers"]):
        return met("direct", **figures)
    if _short(share, most, values["partly_share"], values["partly_layers"]):
        return partly("partly_direct", **figures)
    return not_met("indirect", **figures)


def _short(share: Fraction | None, most: int | None, least_share: Decimal, layers: int) -> bool:
    return (share is not None and share >= least_share) or (most is not None and most <= layers)


RULES: Mapping[str, Rule] = {
    "FEE-01": policy_names_every_cost,
    "FEE-02": fee_table_complete,
    "FEE-03": no_cost_left_with_workers,
    "FEE-04": agency_fee_within_the_cap,
    "FEE-05": levy_paid_by_the_employer,
    "FEE-06": workers_are_asked,
    "FEE-07": fees_are_repaid,
    "FEE-08": agreement_terms_honoured,
    "FEE-09": hired_directly,
}
