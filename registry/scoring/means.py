"""The mean over findings by weight, in which a disclosed case counts only where it lifts it."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from registry.scoring.model import Finding

Share = Callable[[Finding], Fraction]


def lifted_mean(findings: Sequence[Finding], share: Share) -> Fraction | None:
    """From 0 to 1; None where nothing is to be counted.

    A criterion that applies only because the filing tells of a case is added last, the best first,
    and only while it lifts the mean of the rest.
    """
    weight, earned = 0, Fraction(0)
    for finding in (each for each in findings if not _tells_of_a_case(each)):
        weight += finding.version.weight
        earned += share(finding) * finding.version.weight
    for finding in _best_first(filter(_tells_of_a_case, findings), share):
        if share(finding) * weight >= earned:
            weight += finding.version.weight
            earned += share(finding) * finding.version.weight
    return earned / weight if weight else None


def _tells_of_a_case(finding: Finding) -> bool:
    return finding.criterion.follows_a_case and finding.outcome.is_answered


def _best_first(findings: Iterable[Finding], share: Share) -> list[Finding]:
    return sorted(findings, key=share, reverse=True)
