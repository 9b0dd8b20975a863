"""Wages, hours, housing and social protection."""

from collections.abc import Mapping, Sequence
from typing import Any

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
from registry.scoring.dwellings import Dwelling, certified_share, dwellings
from registry.scoring.model import Values, Verdict
from registry.scoring.parameters import value_at
from registry.scoring.regions import main_region
from registry.scoring.rows import WageRow
from registry.scoring.wagelines import (
    WageLine,
    groups_are_known,
    groups_without_wages,
    wage_lines,
)


def minimum_wage_is_paid(case: Case, values: Values) -> Verdict:
    """WAG-01. Each line by the minimum wage of its month, area and size of employer."""
    lines = wage_lines(case.answers, case.on)
    if below := [line for line in lines if line.is_below]:
        return not_met("below", **_furthest_below(below))
    undated = any(row.month is None and row != WageRow() for row in case.answers.wages)
    if undated or any(line.is_open for line in lines):
        return not_disclosed("lines_open")
    if not lines:
        return not_disclosed("blank")
    if not groups_are_known(case.answers):
        return not_disclosed("workforce_open")
    if groups := groups_without_wages(case.answers, lines, case.on):
        return not_disclosed("groups_missing", groups=groups, ends=case.on)
    return met("paid", lines=len(lines))


def _furthest_below(below: Sequence[WageLine]) -> dict[str, Any]:
    """The line that falls furthest short, for the sentence."""
    worst = max(
        below,
        key=lambda line: (line.shortfall, line.month, line.row.nationality or "", line.floors),
    )
    return {
        "lines": len(below),
        "group": worst.row.nationality,
        "month": worst.month,
        "wage": worst.row.lowest_basic_myr,
        "floor": worst.floors[0] if worst.floors else None,
    }


def wages_are_paid_in_full(case: Case, values: Values) -> Verdict:
    """WAG-02."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    deducted = case.answers.words("wag_deduction_types") or frozenset()
    if unlawful := [kind for kind in values["never"] if kind in deducted]:
        return not_met("deducted", deducted=unlawful)
    needed = ("wag_deduction_types", "wag_payment_method", "wag_latest_pay_day")
    if verdict := unanswered(case, *needed, "wag_late_cases", "wag_deductions_approved"):
        return verdict
    day, due = case.answers.count("wag_latest_pay_day") or 0, value_at("wage_due_day", case.on)
    figures = {"day": day, "due": due}
    if day > values["partly_day"]:
        return not_met("late", **figures)
    if absent := _missing_in_pay(case, values, day <= due):
        return partly("in_part", absent=absent, **figures)
    return met("in_full", **figures)


def _missing_in_pay(case: Case, values: Values, in_time: bool) -> list[str]:
    answers = case.answers
    deducted = answers.words("wag_deduction_types") or frozenset()
    approved = answers.yes("wag_deductions_approved") and not deducted & set(values["approval"])
    sound = {
        "pay_to_bank": answers.word("wag_payment_method") == "bank",
        "pay_by_due_day": in_time,
        "pay_never_late": (answers.count("wag_late_cases") or 0) <= values["met_late_cases"],
        "deductions_approved": approved,
    }
    return [name for name, holds in sound.items() if not holds]


def hours_within_limits(case: Case, values: Values) -> Verdict:
    """WAG-03."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    answers = case.answers
    needed = ("wag_max_weekly_hours", "wag_overtime_voluntary", "wag_rest_day_breaches")
    if verdict := unanswered(case, *needed):
        return verdict
    hours = answers.count("wag_max_weekly_hours") or 0
    breaches = answers.count("wag_rest_day_breaches") or 0
    normal = value_at("max_weekly_hours", case.on, region=main_region(answers, case.on))
    figures = {"hours": hours, "normal": normal, "breaches": breaches}
    if not answers.yes("wag_overtime_voluntary"):
        return not_met("forced", **figures)
    if hours > values["partly_hours"]:
        return not_met("too_long", **figures)
    if hours > values["met_hours"] or breaches > values["met_breaches"]:
        return partly("long", **figures)
    return met("within", **figures)


def housing_is_decent(case: Case, values: Values) -> Verdict:
    """WAG-04. Where the Act is not in force, no certificate is asked for."""
    if not case.flags.provides_housing:
        return does_not_apply("no_housing")
    sites = dwellings(case.answers, case.on)
    if not sites:
        return not_disclosed("blank")
    share = certified_share(sites)
    if share is not None and share < values["partly_share"]:
        uncertified = [each for each in sites if each.lacks_certificate]
        return not_met("uncertified", sites=_named(uncertified), share=share)
    if any(each.is_open for each in sites):
        return not_disclosed("lines_open")
    short = [each for each in sites if each.falls_short]
    if not short:
        return met("decent" if share is not None else "decent_outside_act", number=len(sites))
    if not any(each.under_act for each in short):
        return partly("short_outside_act", sites=_named(short))
    return partly("short", sites=_named(short))


def _named(sites: Sequence[Dwelling]) -> list[str]:
    return sorted(each.name for each in sites)


def social_protection_registered(case: Case, values: Values) -> Verdict:
    """WAG-05. The schemes that the law asks for in the last month of wages of the period."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    if verdict := unanswered(case, "wag_schemes_registered"):
        return verdict
    wanted = value_at("social_protection_schemes", case.on)
    registered = case.answers.words("wag_schemes_registered") or frozenset()
    absent = [scheme for scheme in wanted if scheme not in registered]
    if not absent:
        return met("registered", wanted=wanted)
    if len(absent) < len(wanted):
        return partly("some_registered", absent=absent)
    return not_met("none_registered", absent=absent)


RULES: Mapping[str, Rule] = {
    "WAG-01": minimum_wage_is_paid,
    "WAG-02": wages_are_paid_in_full,
    "WAG-03": hours_within_limits,
    "WAG-04": housing_is_decent,
    "WAG-05": social_protection_registered,
}
