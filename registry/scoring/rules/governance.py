"""Governance and commitment."""

from collections.abc import Mapping

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


def published_on_time(case: Case, values: Values) -> Verdict:
    """GOV-01. A later version of a filing is as punctual as its first."""
    answers = case.answers
    if answers.word("filing_statement_doc") is None:
        return not_disclosed("no_statement")
    submitted = answers.day("filing_first_submitted_on") or answers.day("filing_submitted_on")
    due = answers.day("filing_due_on")
    if submitted is None or due is None:
        return not_disclosed("not_submitted")
    late = (submitted - due).days
    if late <= 0:
        return met("on_time", submitted=submitted, due=due)
    if late <= values["grace_days"]:
        return partly("late", submitted=submitted, due=due, late=late)
    return not_met("too_late", submitted=submitted, due=due, late=late)


def approved_by_the_board(case: Case, values: Values) -> Verdict:
    """GOV-02."""
    answers = case.answers
    body, approved = answers.word("gov_approval_body"), answers.day("gov_approved_on")
    needed = ["gov_approval_body", "gov_signatory_role"]
    if body != "none":
        needed.append("gov_approved_on")
    if verdict := unanswered(case, *needed):
        return verdict
    role = answers.word("gov_signatory_role")
    submitted = answers.day("filing_submitted_on")
    in_time = approved is not None and (submitted is None or approved <= submitted)
    if body in values["met_bodies"] and role in values["met_roles"] and in_time:
        return met("approved", body=body, role=role, approved=approved)
    if body in values["met_bodies"] and role in values["met_roles"]:
        return partly("approved_after_filing", approved=approved, submitted=submitted)
    if body in values["partly_bodies"] or role in values["partly_roles"]:
        return partly("in_part", body=body, role=role)
    return not_met("not_approved", body=body, role=role)


def policy_covers(case: Case, values: Values) -> Verdict:
    """GOV-03."""
    if verdict := unanswered(case, "gov_policy_items", "gov_policy_scope"):
        return verdict
    items = case.answers.words("gov_policy_items") or frozenset()
    scope = case.answers.words("gov_policy_scope") or frozenset()
    absent = [item for item in values["items"] if item not in items]
    unbound = [party for party in values["scope"] if party not in scope]
    counts = {"covered": len(values["items"]) - len(absent), "items": len(values["items"])}
    if counts["covered"] >= values["met_items"] and not unbound:
        return met("covers", **counts)
    if sum(item in items for item in values["core"]) < values["partly_core"]:
        return not_met("too_narrow", absent=absent, **counts)
    if counts["covered"] >= values["met_items"]:
        return partly("not_binding", unbound=unbound, **counts)
    return partly("covers_some", absent=absent, **counts)


def bribery_controls(case: Case, values: Values) -> Verdict:
    """GOV-04."""
    if not case.flags.recruited:
        return does_not_apply("no_recruitment")
    if verdict := unanswered(case, "gov_anticorruption_items"):
        return verdict
    items = case.answers.words("gov_anticorruption_items") or frozenset()
    absent = [item for item in values["items"] if item not in items]
    controls = len(values["items"]) - len(absent)
    if controls >= values["met_items"]:
        return met("controlled", controls=controls)
    if controls >= values["partly_items"]:
        return partly("some_controls", controls=controls, absent=absent)
    return not_met("no_controls", absent=absent)


RULES: Mapping[str, Rule] = {
    "GOV-01": published_on_time,
    "GOV-02": approved_by_the_board,
    "GOV-03": policy_covers,
    "GOV-04": bribery_controls,
}
