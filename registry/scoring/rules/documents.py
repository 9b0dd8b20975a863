"""Documents, contracts and movement."""

from collections.abc import Mapping
from fractions import Fraction

from registry.scoring.case import Case, Rule, does_not_apply, met, not_met, partly, unanswered
from registry.scoring.model import Values, Verdict


def workers_hold_their_passports(case: Case, values: Values) -> Verdict:
    """DOC-01."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    if verdict := unanswered(case, "doc_passport_holder"):
        return verdict
    holder = case.answers.word("doc_passport_holder")
    if holder == "worker" and (verdict := unanswered(case, "doc_passports_held")):
        return verdict
    held = case.answers.count("doc_passports_held")
    if holder == "worker" and not held:
        return met("worker_holds")
    if holder not in ("worker", "employer_voluntary"):
        return not_met("held", holder=holder)
    if verdict := unanswered(case, "doc_storage_terms"):
        return verdict
    terms = case.answers.words("doc_storage_terms") or frozenset()
    absent = [term for term in values["terms"] if term not in terms]
    if absent:
        return not_met("kept_without_terms", absent=absent)
    return partly("kept_on_request", held=held)


def contract_is_understood(case: Case, values: Values) -> Verdict:
    """DOC-02."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    if verdict := unanswered(case, "doc_contract_items", "doc_substitution_cases"):
        return verdict
    items = case.answers.words("doc_contract_items") or frozenset()
    swapped = case.answers.count("doc_substitution_cases") or 0
    absent = [item for item in values["items"] if item not in items]
    if not absent and swapped <= values["met_swaps"]:
        return met("sound")
    if not absent:
        return partly("swapped", swapped=swapped)
    if all(item in items for item in values["core"]):
        return partly("some_items", absent=absent, swapped=swapped)
    return not_met("not_understood", absent=absent)


def free_to_move(case: Case, values: Values) -> Verdict:
    """DOC-03."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    if verdict := unanswered(case, "doc_movement_items"):
        return verdict
    items = case.answers.words("doc_movement_items") or frozenset()
    absent = [item for item in values["items"] if item not in items]
    if not absent:
        return met("free")
    if all(item in items for item in values["core"]):
        return partly("mostly_free", absent=absent)
    return not_met("restricted", absent=absent)


def passes_are_valid(case: Case, values: Values) -> Verdict:
    """DOC-04."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    needed = ("doc_passes_total", "doc_passes_lapsed", "doc_pass_cost_payer", "doc_approval_60k")
    if verdict := unanswered(case, *needed):
        return verdict
    answers = case.answers
    total = answers.count("doc_passes_total") or 0
    lapsed = answers.count("doc_passes_lapsed") or 0
    payer = answers.word("doc_pass_cost_payer")
    share = Fraction(lapsed, total) if total else Fraction(min(lapsed, 1))
    figures = {"lapsed": lapsed, "total": total, "lapsed_share": share}
    if payer != "employer":
        return not_met("worker_pays", payer=payer, **figures)
    if share > values["partly_share"]:
        return not_met("lapsed", **figures)
    if lapsed > values["met_lapsed"]:
        return partly("few_lapsed", **figures)
    if not answers.yes("doc_approval_60k"):
        return partly("no_approval", **figures)
    return met("valid", **figures)


RULES: Mapping[str, Rule] = {
    "DOC-01": workers_hold_their_passports,
    "DOC-02": contract_is_understood,
    "DOC-03": free_to_move,
    "DOC-04": passes_are_valid,
}
