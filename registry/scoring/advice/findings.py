"""For one finding: the smallest changes that would meet it, or that still come nearest."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from registry.scoring.advice.candidates import candidates, explanations
from registry.scoring.advice.edits import Edit
from registry.scoring.advice.shrink import fewest, least
from registry.scoring.advice.trials import COMPARING, MEASURED, Trials
from registry.scoring.model import Finding, Outcome

SETTLED = (Outcome.MET, Outcome.DOES_NOT_APPLY)
"""Facts that are stated may also show that a criterion does not concern the organisation."""


@dataclass(frozen=True, slots=True)
class FindingAdvice:
    """What would change a finding; ``reaches`` is its outcome now where nothing can."""

    finding: Finding
    reaches: Outcome
    edits: tuple[Edit, ...]

    @property
    def is_closed(self) -> bool:
        """Whether it cannot be met any more for this period."""
        return self.reaches not in SETTLED and self.finding.criterion.id not in COMPARING


def advise_finding(finding: Finding, trials: Trials) -> FindingAdvice:
    """Steps to "met"; where that is out of reach, to "partly met"."""
    goals: list[tuple[Outcome, ...]] = [SETTLED]
    if not finding.outcome.points:
        goals.append((Outcome.PARTLY_MET, *SETTLED))
    offers = _offers(finding, trials)
    for goal in goals:
        for offered in offers:
            if trials.outcome(finding, offered) in goal:
                return _smallest(finding, offered, goal, trials)
    return FindingAdvice(finding, finding.outcome, ())


def _offers(finding: Finding, trials: Trials) -> list[list[Edit]]:
    """What may be tried, the nearest first: the question itself, its tables, the last resorts."""
    offered = _offered(finding, trials)
    first = [edit for edit in offered if not edit.last]
    nearest = [edit for edit in first if edit.field not in MEASURED]
    sizes = {len(each): each for each in (offered, first, nearest)}
    return [sizes[size] for size in sorted(sizes)]


def _offered(finding: Finding, trials: Trials) -> list[Edit]:
    """Changes to what the criterion reads; where answers disagree, that each is explained."""
    if finding.criterion.id not in COMPARING:
        return candidates(trials.raw, trials.case, finding.criterion.fields)
    rows = candidates(trials.raw, trials.case, MEASURED)
    return [edit for edit in rows if edit.is_new_row] + explanations(
        trials.case, trials.assessed.catalogue.checks
    )


def _smallest(
    finding: Finding, chosen: Sequence[Edit], goal: Sequence[Outcome], trials: Trials
) -> FindingAdvice:
    def works(edits: Sequence[Edit]) -> bool:
        return trials.outcome(finding, edits) in goal

    edits = least(fewest(chosen, works, attrgetter("kind")), works)
    return FindingAdvice(finding, trials.outcome(finding, edits), edits)
