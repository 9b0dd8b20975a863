"""Means over findings by weight: exact, and only divided once."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from registry.scoring.model import WHOLE, Finding

Points = Callable[[Finding], int]
"""What a finding earns, out of ``WHOLE``."""


def mean(findings: Iterable[Finding], points: Points) -> Fraction | None:
    """From 0 to 1; None where nothing is to be counted."""
    earned, weight = _sums(findings, points)
    return Fraction(earned, WHOLE * weight) if weight else None


def lifted_mean(findings: Sequence[Finding], points: Points) -> Fraction | None:
    """The mean, in which a case that the filing tells of counts only where it lifts the rest.

    Criteria that apply only because of a case are added last, the best first.
    """
    earned, weight = _sums((each for each in findings if not _tells_of_a_case(each)), points)
    for finding in sorted(filter(_tells_of_a_case, findings), key=points, reverse=True):
        if points(finding) * weight >= earned:
            earned += points(finding) * finding.version.weight
            weight += finding.version.weight
    return Fraction(earned, WHOLE * weight) if weight else None


def _sums(findings: Iterable[Finding], points: Points) -> tuple[int, int]:
    earned = weight = 0
    for finding in findings:
        earned += points(finding) * finding.version.weight
        weight += finding.version.weight
    return earned, weight


def _tells_of_a_case(finding: Finding) -> bool:
    return finding.criterion.follows_a_case and finding.outcome.is_answered
