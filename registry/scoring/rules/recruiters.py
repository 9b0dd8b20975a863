"""Agents and recruiters.

A recruiter counts as in use unless the filing says that it is not; an empty list is not compliance.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from registry.scoring.case import Case, Rule, does_not_apply, met, not_disclosed, not_met, partly
from registry.scoring.model import Values, Verdict
from registry.scoring.parameters import value_at
from registry.scoring.rows import RecruiterRow


def only_licensed_recruiters(case: Case, values: Values) -> Verdict:
    """AGT-01."""
    in_use = _in_use(case)
    if not in_use:
        return _nobody_named(case)
    if unlicensed := [row for row in in_use if not row.licence_no]:
        return not_met("unlicensed", recruiters=_names(unlicensed))
    classes = _classes_for_migrants(case)
    doubtful = [row for row in in_use if not _licence_holds(row, case, classes)]
    if doubtful:
        return partly("not_confirmed", recruiters=_names(doubtful))
    return met("licensed", number=len(in_use))


def assessed_before_use(case: Case, values: Values) -> Verdict:
    """AGT-02."""
    in_use = _in_use(case)
    if not in_use:
        return _nobody_named(case)
    left = [row for row in in_use if not case.done_by_filing(row.dd_on)]
    share = 1 - Fraction(len(left), len(in_use))
    if not left:
        return met("assessed", number=len(in_use))
    verdict = partly if share >= values["partly_share"] else not_met
    reason = "some_assessed" if share >= values["partly_share"] else "few_assessed"
    return verdict(reason, share=share, recruiters=_names(left))


def audited_every_year(case: Case, values: Values) -> Verdict:
    """AGT-03."""
    in_use = _in_use(case)
    if not in_use:
        return _nobody_named(case)
    left = [row for row in in_use if not case.done_within(row.audit_on, values["met_days"])]
    if not left:
        return met("audited", number=len(in_use))
    if any(case.done_within(row.audit_on, values["partly_days"]) for row in in_use):
        return partly("some_audited", recruiters=_names(left))
    return not_met("not_audited", recruiters=_names(left))


def charges_are_itemised(case: Case, values: Values) -> Verdict:
    """AGT-04."""
    in_use = _in_use(case)
    if not in_use:
        return _nobody_named(case)
    left = [row for row in in_use if not (row.breakdown_received and row.contract_no_fee)]
    if not left:
        return met("itemised", number=len(in_use))
    if all(row.breakdown_received or row.contract_no_fee for row in in_use):
        return partly("one_of_two", recruiters=_names(left))
    return not_met("not_itemised", recruiters=_names(left))


def no_sub_agents(case: Case, values: Values) -> Verdict:
    """AGT-05."""
    in_use = _in_use(case)
    if not in_use:
        return _nobody_named(case)
    unbound = [row for row in in_use if not row.contract_no_subagent]
    if unbound:
        return not_met("not_banned", recruiters=_names(unbound))
    if found := [row for row in in_use if row.subagents_found]:
        return partly("found", recruiters=_names(found))
    if unsearched := [row for row in in_use if row.subagents_found is None]:
        return partly("not_searched", recruiters=_names(unsearched))
    return met("banned", number=len(in_use))


def not_blacklisted(case: Case, values: Values) -> Verdict:
    """AGT-06."""
    in_use = _in_use(case)
    if not in_use:
        return _nobody_named(case)
    if listed := [row for row in in_use if row.blacklist_hit]:
        return not_met("listed", recruiters=_names(listed))
    left = [row for row in in_use if not _blacklist_clear(row, case, values["met_days"])]
    if not left:
        return met("clear", number=len(in_use))
    if len(left) < len(in_use):
        return partly("some_checked", recruiters=_names(left))
    return not_met("not_checked", recruiters=_names(left))


def _in_use(case: Case) -> list[RecruiterRow]:
    if not case.flags.uses_recruiters:
        return []
    return [row for row in case.answers.recruiters if row.in_use and row != RecruiterRow()]


def _nobody_named(case: Case) -> Verdict:
    if case.flags.uses_recruiters:
        return not_disclosed("none_named")
    return does_not_apply("no_recruiters")


def _names(rows: Iterable[RecruiterRow]) -> list[str]:
    return sorted(row.name or row.licence_no or "?" for row in rows)


def _classes_for_migrants(case: Case) -> list[str]:
    sectors = {each.row.sector for each in case.recruiting if each.row}
    work = "domestic_only" if sectors == {"domestic_work"} else "any"
    classes: list[str] = value_at("act246_classes_for_migrants", case.on, work=work)
    return classes


def _licence_holds(row: RecruiterRow, case: Case, classes: list[str]) -> bool:
    """Checked, valid when checked and at the end of the period, and of a class for migrants."""
    if row.checked_on is None or not case.done_by_filing(row.checked_on):
        return False
    if row.licence_expiry is None or row.licence_expiry < max(row.checked_on, case.on):
        return False
    return row.licence_class in classes if row.country in ("MYS", None) else True


def _blacklist_clear(row: RecruiterRow, case: Case, days: int) -> bool:
    return row.blacklist_hit is False and case.done_within(row.blacklist_checked_on, days)


RULES: Mapping[str, Rule] = {
    "AGT-01": only_licensed_recruiters,
    "AGT-02": assessed_before_use,
    "AGT-03": audited_every_year,
    "AGT-04": charges_are_itemised,
    "AGT-05": no_sub_agents,
    "AGT-06": not_blacklisted,
}
