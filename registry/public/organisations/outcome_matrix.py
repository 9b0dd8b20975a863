"""The outcome of each criterion in each year of an organisation, theme by theme."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.assessment import catalogue
from registry.public.organisations.over_years import OfYear
from registry.scoring import Outcome
from registry.scoring.model import Text


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with each year that is judged and its outcome, or None where it has none."""

    criterion: str
    title: Text
    cells: Sequence[tuple[int, str | None]]


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    title: Text
    lines: Sequence[Line]

    @property
    def newest(self) -> Sequence[str | None]:
        return [line.cells[-1][1] for line in self.lines]

    @property
    def met(self) -> int:
        return self.newest.count(Outcome.MET)

    @property
    def apply(self) -> int:
        left_out = (None, Outcome.DOES_NOT_APPLY)
        return sum(outcome not in left_out for outcome in self.newest)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Criteria by years, oldest year first."""

    years: Sequence[int]
    themes: Sequence[Theme]


def matrix(years: Sequence[OfYear]) -> Matrix:
    """Each criterion in each year that has findings."""
    judged = [each for each in reversed(years) if each.findings]
    found = [(each.year, each.findings) for each in judged]
    rules = catalogue()
    themes = [
        Theme(
            theme.id,
            theme.title,
            [
                Line(rule.id, rule.title, [(year, of.get(rule.id)) for year, of in found])
                for rule in rules.criteria
                if rule.theme == theme.id
            ],
        )
        for theme in rules.themes
    ]
    return Matrix([each.year for each in judged], themes)
