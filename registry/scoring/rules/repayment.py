"""Repayment of what workers paid."""

from registry.scoring.case import Case, does_not_apply, met, not_disclosed, not_met, partly
from registry.scoring.model import Outcome, Values, Verdict


def fees_are_repaid(case: Case, values: Values) -> Verdict:
    """FEE-07. Payments that the filing may leave out are not repaid."""
    metrics = case.metrics
    if not case.flags.recruited:
        return does_not_apply("no_recruitment")
    if metrics.worker_paid_gross == 0:
        return _nothing_to_repay(case)
    verdict = _repaid_of_what_is_listed(case, values)
    if verdict.outcome is Outcome.NOT_MET or metrics.worker_side_complete:
        counted = case.reports_are_counted or verdict.outcome is not Outcome.MET
        return verdict if counted else partly("not_counted", **verdict.values)
    return not_met("not_every_cost", **verdict.values)


def _repaid_of_what_is_listed(case: Case, values: Values) -> Verdict:
    metrics = case.metrics
    share, workers = metrics.reimb_ratio or 0, metrics.reimb_worker_ratio or 0
    figures = {
        "paid": metrics.worker_paid_gross,
        "reimbursed": metrics.reimbursed,
        "share": share,
        "worker_share": workers,
        "owed": metrics.worker_paid_net,
    }
    if share >= values["met_share"] and workers >= values["met_worker_share"]:
        return met("repaid", **figures)
    if share >= values["met_share"]:
        return partly("workers_missed", **figures)
    if share >= values["partly_share"]:
        return partly("half", **figures)
    if share >= values["plan_share"] and case.has_dated_plan:
        return partly("planned", plan_by=case.answers.day("fee_remedy_plan_by"), **figures)
    return not_met("owed", **figures)


def _nothing_to_repay(case: Case) -> Verdict:
    """No worker payment is listed: either nobody paid, or the table does not say."""
    if workers := case.metrics.workers_reporting_fee:
        return not_met("reported_not_listed", workers=workers)
    if not case.metrics.worker_side_complete:
        return not_disclosed("blank")
    if not case.reports_are_counted:
        return not_disclosed("not_counted")
    return does_not_apply("nobody_paid")
