"""What changed between an organisation's statements of two years, criterion by criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.models import PublicStatus
from registry.public.queries import YearOfOrganisation


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


def statuses(years: Sequence[YearOfOrganisation], today: date) -> list[tuple[int, PublicStatus]]:
    """The status in each year, oldest first, as a row of squares is read."""
    return [(each.entry.year, each.entry.status_as_of(today)) for each in reversed(years)]


def course(years: Sequence[YearOfOrganisation], figure: str) -> list[tuple[int, str | None]]:
    """A figure of the statements over the years, oldest first; None where a year has none."""
    return [(each.entry.year, each.metrics.get(figure)) for each in reversed(years)]


def between_years(years: Sequence[YearOfOrganisation], today: date) -> list[YearsCompared]:
    """Each year with a public assessment beside the one before it, newest first."""
    judged = [
        (year.entry.year, year.assessment)
        for year in years
        if year.assessment and year.grade_is_public(today)
    ]
    return [
        YearsCompared(year, before, changes(older, newer))
        for (year, newer), (before, older) in zip(judged, judged[1:], strict=False)
    ]


def changes(older: Mapping[str, Any], newer: Mapping[str, Any]) -> list[Change]:
    """The criteria that both assessments judge, with different outcomes."""
    known = {finding["criterion"]: finding["outcome"] for finding in older["findings"]}
    return [
        Change(found["criterion"], found["title"], known[found["criterion"]], found["outcome"])
        for found in newer["findings"]
        if known.get(found["criterion"], found["outcome"]) != found["outcome"]
    ]
