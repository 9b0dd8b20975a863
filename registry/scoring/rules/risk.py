"""Risk assessment."""

from collections.abc import Mapping

from registry.scoring.case import Case, Rule, does_not_apply, met, not_met, partly, unanswered
from registry.scoring.model import Values, Verdict


def risk_is_assessed(case: Case, values: Values) -> Verdict:
    """RSK-01."""
    answers = case.answers
    if answers.yes("rsk_assessed") is False:
        return not_met("not_assessed")
    needed = ("rsk_assessed", "rsk_assessed_on", "rsk_scope", "rsk_worker_input")
    if verdict := unanswered(case, *needed):
        return verdict
    assessed, scope = answers.day("rsk_assessed_on"), answers.words("rsk_scope") or frozenset()
    figures = {"assessed": assessed}
    wanted = [part for part in values["scope"] if _has(case, part)]
    absent = [part for part in wanted if part not in scope]
    if len(absent) == len(wanted) or not case.done_within(assessed, values["partly_days"]):
        return not_met("outdated", **figures)
    if not case.done_within(assessed, values["met_days"]):
        return partly("old", **figures)
    if absent:
        return partly("not_everything", absent=absent, **figures)
    if not answers.yes("rsk_worker_input"):
        return partly("without_workers", **figures)
    return met("assessed", **figures)


def _has(case: Case, part: str) -> bool:
    """Whether there is something to assess: an organisation has its own operations at least."""
    if part == "suppliers":
        return case.flags.has_suppliers
    if part == "recruitment_corridors":
        return case.flags.recruited or case.flags.employs_migrants
    return True


def outsourced_labour_is_controlled(case: Case, values: Values) -> Verdict:
    """RSK-02."""
    if not case.flags.has_outsourced:
        return does_not_apply("none_outsourced")
    if verdict := unanswered(case, "rsk_outsourced_controls"):
        return verdict
    items = case.answers.words("rsk_outsourced_controls") or frozenset()
    absent = [item for item in values["items"] if item not in items]
    if not absent:
        return met("controlled")
    if len(values["items"]) - len(absent) >= values["partly_items"]:
        return partly("some_controls", absent=absent)
    return not_met("few_controls", absent=absent)


RULES: Mapping[str, Rule] = {
    "RSK-01": risk_is_assessed,
    "RSK-02": outsourced_labour_is_controlled,
}
