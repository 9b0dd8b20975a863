"""Structure and supply-chain transparency."""

from collections.abc import Mapping
from fractions import Fraction

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
from registry.scoring.rows import WorkforceRow


def group_is_covered(case: Case, values: Values) -> Verdict:
    """STR-01. The list names the entities besides the organisation, which the register knows."""
    if verdict := unanswered(case, "str_entities_total", "str_entities_covered"):
        return verdict
    total = case.answers.count("str_entities_total") or 0
    covered = case.answers.count("str_entities_covered") or 0
    if not total:
        return not_disclosed("no_entity")
    share = Fraction(covered, total)
    figures = {"covered": covered, "entities": total, "share": share}
    listed = 1 + sum(row.covered is True and bool(row.ssm_number) for row in case.answers.entities)
    if covered == total and listed >= covered:
        return met("all_covered", **figures)
    if covered == total:
        return partly("unlisted", listed=listed, **figures)
    if share >= values["partly_share"]:
        return partly("most_covered", **figures)
    return not_met("few_covered", **figures)


def workforce_is_profiled(case: Case, values: Values) -> Verdict:
    """STR-02."""
    rows = [row for row in case.answers.workforce if row != WorkforceRow()]
    if not rows:
        return not_disclosed("blank")
    if thin := sum(row.nationality is None or row.headcount is None for row in rows):
        return not_met("thin", open=thin, rows=len(rows))
    gaps = [{name for name in values["columns"] if getattr(row, name) is None} for row in rows]
    if not any(gaps):
        return met("complete", rows=len(rows))
    absent = [name for name in values["columns"] if any(name in gap for gap in gaps)]
    return partly("some_columns", columns=absent, open=sum(map(bool, gaps)), rows=len(rows))


def supply_chain_is_mapped(case: Case, values: Values) -> Verdict:
    """STR-03."""
    if not case.flags.has_suppliers:
        return does_not_apply("no_suppliers")
    answers = case.answers
    published = answers.yes("str_countries_disclosed") or answers.yes("str_supplier_list_public")
    needed = ["str_tiers_mapped"] if published else ["str_tiers_mapped", "str_countries_disclosed"]
    if verdict := unanswered(case, *needed):
        return verdict
    tier = answers.word("str_tiers_mapped")
    if published:
        far = tier in values["met_tiers"]
        return met("mapped", tier=tier) if far else partly("first_tier")
    return not_met("not_mapped") if tier == "none" else partly("unpublished", tier=tier)


def purchases_on_ethical_terms(case: Case, values: Values) -> Verdict:
    """STR-04."""
    if not (case.flags.has_suppliers or case.flags.public_body):
        return does_not_apply("no_suppliers")
    if verdict := unanswered(case, "str_procurement_items"):
        return verdict
    items = case.answers.words("str_procurement_items") or frozenset()
    absent = [item for item in values["items"] if item not in items]
    if not absent:
        return met("all_terms")
    if len(values["items"]) - len(absent) >= values["partly_items"]:
        return partly("some_terms", absent=absent)
    return not_met("few_terms", absent=absent)


RULES: Mapping[str, Rule] = {
    "STR-01": group_is_covered,
    "STR-02": workforce_is_profiled,
    "STR-03": supply_chain_is_mapped,
    "STR-04": purchases_on_ethical_terms,
}
