"""A grade added up again from the findings of the bulk files, as "About the figures" explains it.

Weights and outcomes are in the files; shares of themes and bands are those of the published rules.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from registry.scoring import load_catalogue
from tests.figures.bulk import Frame

RULES = load_catalogue()
CRITERIA = {each.id: each for each in RULES.criteria}
SHARES = {each.id: each.weight_share for each in RULES.themes}
LEAST = {each.id: each.least for each in RULES.bands}
ANSWERED = {"met", "partly_met", "not_met"}
HALF = Fraction(1, 2)
WORTH = {"E0": 0, "E1": Fraction(1, 4), "E2": HALF, "E3": Fraction(3, 4), "E4": 1}
EARNED = {"met": 1, "partly_met": HALF}
HIGH, MEDIUM = Fraction(7, 10), Fraction(4, 10)
UNTESTED = "G9"
MOST_DISAGREEMENTS = 2

Points = Callable[[Any], Fraction | int]


@dataclass(frozen=True)
class Marks:
    """What the findings of one statement add up to, exactly."""

    themes: Mapping[str, Fraction | None]
    score: Fraction | None
    completeness: Fraction | None
    substance: Fraction | None
    verification: Fraction | None
    evidence: Fraction

    @property
    def band(self) -> str:
        assert self.score is not None
        return max((each for each in LEAST if self.score >= LEAST[each]), key=LEAST.__getitem__)


def add_up(findings: Frame) -> Marks:
    """The marks of one statement from its findings."""
    applies = [row for row in findings.itertuples() if row.outcome != "does_not_apply"]
    conduct = [row for row in applies if CRITERIA[row.criterion].about == "conduct"]
    themes = themes_of(applies)
    answered = [row for row in applies if row.outcome in ANSWERED]
    return Marks(
        themes=themes,
        score=together(themes),
        completeness=of_100(lifted(applies, told)),
        substance=together(themes_of(conduct)),
        verification=of_100(lifted(applies, evidence)),
        evidence=lifted(answered, evidence) or Fraction(0),
    )


def earned(row: Any) -> Fraction | int:
    return 1 if row.remedied else EARNED.get(row.outcome, 0)


def told(row: Any) -> Fraction | int:
    return HALF if row.outcome == "do_not_know" else int(row.outcome in ANSWERED)


def evidence(row: Any) -> Fraction | int:
    return WORTH[row.evidence_level]


def themes_of(rows: list[Any]) -> dict[str, Fraction | None]:
    by_theme = {theme: [row for row in rows if row.theme == theme] for theme in SHARES}
    return {theme: of_100(mean(part, earned)) for theme, part in by_theme.items()}


def together(themes: Mapping[str, Fraction | None]) -> Fraction | None:
    """The themes that apply, each by its share."""
    known = [(SHARES[theme], score) for theme, score in themes.items() if score is not None]
    if not known:
        return None
    return Fraction(sum(share * score for share, score in known), sum(share for share, _ in known))


def mean(rows: list[Any], points: Points) -> Fraction | None:
    weight = sum(row.weight for row in rows)
    return Fraction(sum(points(row) * row.weight for row in rows)) / weight if weight else None


def lifted(rows: list[Any], points: Points) -> Fraction | None:
    """The mean, in which a criterion about a case that was told counts where it lifts the rest."""
    cases = [
        row for row in rows
        if CRITERIA[row.criterion].follows_a_case and row.outcome in ANSWERED
    ]  # fmt: skip
    counted = [row for row in rows if row not in cases]
    for case in sorted(cases, key=points, reverse=True):
        so_far = mean(counted, points)
        if so_far is None or points(case) >= so_far:
            counted.append(case)
    return mean(counted, points)


def of_100(share: Fraction | None) -> Fraction | None:
    return None if share is None else 100 * share


def rounded(exact: Fraction | None, places: int = 1, *, below: int | None = None) -> Decimal | None:
    """Half up; a score is never shown as the band above it."""
    if exact is None:
        return None
    unit = Decimal(10) ** -places
    shown = (Decimal(exact.numerator) / exact.denominator).quantize(unit, ROUND_HALF_UP)
    return shown if below is None else min(shown, below - unit)


def next_band(grade: str) -> int | None:
    return min((least for least in LEAST.values() if least > LEAST[grade]), default=None)


def confidence(evidence_worth: Fraction, limits: set[str], disagreements: Frame) -> str:
    """By the evidence of what was answered; less where a claim is untested or answers disagree."""
    if disagreements_left(disagreements) > MOST_DISAGREEMENTS:
        return "low"
    if evidence_worth >= HIGH:
        return "medium" if UNTESTED in limits else "high"
    return "medium" if evidence_worth >= MEDIUM else "low"


NOT_COUNTED = {"X3"}
"""More repaid than paid is asked about, and weighs on nothing."""


def disagreements_left(found: Frame) -> Fraction:
    """A conflict that is explained is half of one, a question that is explained none."""
    weights = {
        ("conflict", False): Fraction(1), ("conflict", True): HALF,
        ("question", False): Fraction(1), ("question", True): Fraction(0),
    }  # fmt: skip
    counted = found[~found["check"].isin(NOT_COUNTED)]
    return sum((weights[row.kind, row.explained] for row in counted.itertuples()), Fraction(0))
