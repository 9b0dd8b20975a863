"""Monitoring and effectiveness."""

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
from registry.scoring.rows import MeasureRow


def checks_hear_workers(case: Case, values: Values) -> Verdict:
    """MON-01."""
    if not case.flags.employs_migrants:
        return does_not_apply("no_migrants")
    answers = case.answers
    if answers.count("mon_worker_interviews") == 0:
        return not_met("nobody_asked")
    needed = ("mon_audit_types", "mon_worker_interviews", "mon_sites_total", "mon_sites_audited")
    if verdict := unanswered(case, *needed, "mon_worker_rep"):
        return verdict
    share = _share(answers.count("mon_sites_audited"), answers.count("mon_sites_total"))
    audits = answers.words("mon_audit_types") or frozenset()
    elected = answers.words("mon_worker_rep") or frozenset()
    sound = {
        "outside_audit": not audits.isdisjoint(values["audits"]),
        "sites_audited": share >= values["met_share"],
        "elected_representatives": not elected.isdisjoint(values["elected"]),
    }
    if absent := [name for name, holds in sound.items() if not holds]:
        return partly("in_part", absent=absent, share=share)
    return met("heard", share=share)


def progress_is_measured(case: Case, values: Values) -> Verdict:
    """MON-02. A measure counts once, by its name."""
    rows = [row for row in case.answers.kpis if row != MeasureRow()]
    if not rows and case.answers.yes("kpis_kept") is False:
        return not_met("none_kept")
    current = {_name(row) for row in rows if row.name and row.current is not None}
    whole = {
        _name(row) for row in rows if row.name and None not in (row.prior, row.current, row.target)
    }
    figures = {"current": len(current), "whole": len(whole)}
    if len(whole) >= values["met_measures"]:
        return met("measured", **figures)
    if len(current) >= values["partly_measures"]:
        return partly("some_measured", **figures)
    return unanswered(case, "kpis_kept") or not_disclosed("none_listed")


def _name(row: MeasureRow) -> str:
    return (row.name or "").strip().casefold()


def suppliers_are_corrected(case: Case, values: Values) -> Verdict:
    """MON-03. Where no correction was called for, none is open."""
    if not case.flags.has_suppliers:
        return does_not_apply("no_suppliers")
    answers = case.answers
    if answers.count("mon_suppliers_assessed") == 0:
        return not_met("none_assessed")
    needed = ("mon_suppliers_high_risk", "mon_suppliers_assessed")
    if verdict := unanswered(case, *needed, "mon_caps_opened", "mon_caps_closed"):
        return verdict
    opened, closed = answers.count("mon_caps_opened"), answers.count("mon_caps_closed")
    risky = answers.count("mon_suppliers_high_risk")
    if not risky:
        return partly("none_at_risk")
    assessed = _share(answers.count("mon_suppliers_assessed"), risky)
    corrected = _share(closed, opened) if opened else Fraction(1)
    figures = {"assessed_share": assessed, "corrected_share": corrected}
    if assessed >= values["met_assessed"] and corrected >= values["met_corrected"]:
        return met("corrected", **figures)
    return partly("some_assessed", **figures)


def _share(part: int | None, whole: int | None) -> Fraction:
    """None of nothing is no share; a part cannot be more than its whole."""
    return Fraction(min(part or 0, whole), whole) if whole else Fraction(0)


RULES: Mapping[str, Rule] = {
    "MON-01": checks_hear_workers,
    "MON-02": progress_is_measured,
    "MON-03": suppliers_are_corrected,
}
