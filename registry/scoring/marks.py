"""Three marks beside the grade: what was disclosed, what was done, and how it is known.

A case that was disclosed and remedied never lowers one of them: a criterion that applies only
because of a case counts in completeness and verification where it lifts them, and what was made
good in full earns all its points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from registry.scoring.confidence import WORTH
from registry.scoring.grade import overall, score_themes, shown
from registry.scoring.means import Points, lifted_mean
from registry.scoring.model import WHOLE, About, Finding, Outcome, Theme


@dataclass(frozen=True, slots=True)
class Marks:
    """Each from 0 to 100, exactly; None where no criterion applies."""

    completeness: Fraction | None
    substance: Fraction | None
    verification: Fraction | None

    def as_dict(self) -> dict[str, str | None]:
        return {
            "completeness": shown(self.completeness, None),
            "substance": shown(self.substance, None),
            "verification": shown(self.verification, None),
        }


def give_marks(findings: Sequence[Finding], themes: Sequence[Theme]) -> Marks:
    applies = [each for each in findings if each.applies]
    conduct = [each for each in applies if each.criterion.about is About.CONDUCT]
    return Marks(
        completeness=_out_of_100(applies, _answered),
        substance=overall(score_themes(conduct, themes)),
        verification=_out_of_100(applies, lambda each: WORTH[each.evidence_level]),
    )


def _answered(finding: Finding) -> int:
    """To say that one does not know is half an answer."""
    if finding.outcome is Outcome.DO_NOT_KNOW:
        return WHOLE // 2
    return WHOLE if finding.outcome.is_answered else 0


def _out_of_100(findings: Sequence[Finding], points: Points) -> Fraction | None:
    share = lifted_mean(findings, points)
    return None if share is None else 100 * share
