"""Grievance and remediation."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from registry.scoring.answers import Answers
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
from registry.scoring.parameters import value_at
from registry.scoring.rows import CorridorRow, WorkforceRow


def workers_can_complain_safely(case: Case, values: Values) -> Verdict:
    """GRV-01."""
    answers = case.answers
    channels = answers.words("grv_channels")
    if channels is not None and not channels:
        return not_met("no_channel")
    needed = ("grv_channels", "grv_languages", "grv_anonymous", "grv_no_retaliation")
    if verdict := unanswered(case, *needed, "grv_sites_total", "grv_sites_with_notice"):
        return verdict
    if not answers.yes("grv_no_retaliation"):
        return not_met("retaliation")
    groups = _nationalities(answers)
    known = bool(groups) and "" not in groups
    unreached = _not_reached(groups, answers.words("grv_languages") or frozenset(), case.on)
    total = answers.count("grv_sites_total") or 0
    outside = (channels or frozenset()) & set(values["outside"])
    sound = {
        "outside_channels": len(outside) >= values["met_outside"],
        "worker_languages": known and not unreached,
        "anonymous_reports": bool(answers.yes("grv_anonymous")),
        "notices_everywhere": 0 < total <= (answers.count("grv_sites_with_notice") or 0),
    }
    absent = [name for name, holds in sound.items() if not holds]
    if unreached:
        return partly("not_understood", absent=absent, groups=unreached)
    if absent:
        return partly("in_part", absent=absent)
    return met("safe", number=len(channels or ()))


def _nationalities(answers: Answers) -> set[str]:
    """Of everybody who works for the organisation or was recruited; "" where it is blank."""
    working = [row for row in answers.workforce if row != WorkforceRow() and row.headcount != 0]
    recruited = [row for row in answers.corridors if row != CorridorRow() and row.recruits != 0]
    return {row.nationality or "" for row in working} | {row.origin or "" for row in recruited}


def _not_reached(groups: set[str], languages: frozenset[str], on: date) -> list[str]:
    """Nationalities none of whose languages a channel speaks."""
    spoken: dict[str, list[str]] = value_at("languages_of_nationality", on)
    return sorted(
        group for group in groups - {""} if languages.isdisjoint(spoken.get(group, spoken["OTHER"]))
    )


def cases_are_reported(case: Case, values: Values) -> Verdict:
    """GRV-02. Numbers without a case are no proof that the channels are trusted."""
    answers = case.answers
    opening, received = answers.count("grv_cases_opening"), answers.count("grv_cases_received")
    if received == 0 and opening == 0:
        return partly("no_cases")
    needed = ("grv_cases_opening", "grv_cases_received", "grv_cases_women", "grv_cases_men")
    if verdict := unanswered(case, *needed, "grv_cases_closed", "grv_median_days"):
        return verdict
    cases = (opening or 0) + (received or 0)
    share = Fraction(answers.count("grv_cases_closed") or 0, cases)
    days = answers.count("grv_median_days") or 0
    figures = {"closed_share": min(share, Fraction(1)), "days": days}
    if share >= values["met_share"] and days <= values["met_days"]:
        return met("settled", **figures)
    return partly("slow", **figures)


def findings_are_remedied(case: Case, values: Values) -> Verdict:
    """GRV-03. Telling the authorities is shown, and never lowers anything."""
    if not case.flags.has_findings:
        return does_not_apply("no_findings")
    rows = case.listed_findings
    if not rows:
        return unanswered(case, "findings_found") or not_disclosed("none_listed")
    statuses = [row.remedy_status for row in rows]
    referred = sum(bool(row.reported_to_authority) for row in rows)
    figures = {"number": len(rows), "referred": referred}
    if "none" in statuses:
        return not_met("no_remedy", left=statuses.count("none"), **figures)
    if None in statuses:
        return not_disclosed("remedy_open", left=statuses.count(None), **figures)
    if begun := statuses.count("in_progress"):
        return partly("in_progress", left=begun, **figures)
    return met("remedied", **figures)


RULES: Mapping[str, Rule] = {
    "GRV-01": workers_can_complain_safely,
    "GRV-02": cases_are_reported,
    "GRV-03": findings_are_remedied,
}
