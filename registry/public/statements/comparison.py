"""What changed between an organisation's statements of two years, criterion by criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.assessment import catalogue
from registry.public.organisations.over_years import Findings, OfYear


@dataclass(frozen=True)
class Change:
    """A criterion whose outcome is another than in the year before."""

    criterion: str
    title: Mapping[str, str]
    before: str
    after: str


@dataclass(frozen=True)
class YearsCompared:
    year: int
    before: int
    changes: Sequence[Change]
    same_rules: bool
    """Whether both years were judged by one version of the rules."""


def between_years(years: Sequence[OfYear]) -> list[YearsCompared]:
    """Each year with public findings beside the one before it, newest first."""
    judged = [each for each in years if each.findings]
    return [
        YearsCompared(
            newer.year,
            older.year,
            _changed(older.findings, newer.findings),
            same_rules=older.entry.rules == newer.entry.rules,
        )
        for newer, older in zip(judged, judged[1:], strict=False)
    ]


def changes(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[Change]:
    """The criteria that both assessments judge, with different outcomes."""
    known = {finding["criterion"]: finding["outcome"] for finding in older["findings"]}
    return [
        Change(found["criterion"], found["title"], known[found["criterion"]], found["outcome"])
        for found in newer["findings"]
        if known.get(found["criterion"], found["outcome"]) != found["outcome"]
    ]


def _changed(older: Findings, newer: Findings) -> list[Change]:
    return [
        Change(rule.id, rule.title, older[rule.id], newer[rule.id])
        for rule in catalogue().criteria
        if older.get(rule.id, newer.get(rule.id)) != newer.get(rule.id, older.get(rule.id))
    ]
