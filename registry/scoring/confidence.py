"""How far the answers are backed by evidence. It stands beside the score and never changes it."""

from collections.abc import Sequence
from fractions import Fraction

from registry.scoring.answers import Answers
from registry.scoring.means import lifted_mean
from registry.scoring.model import WHOLE, Confidence, Criterion, Finding, FiredGate, Outcome
from registry.scoring.shapes import GENERAL_EVIDENCE

WORTH = {"E0": 0, "E1": 1, "E2": 2, "E3": 3, "E4": WHOLE}
"""No evidence, own statement, document, worker-sourced or internal audit, independent check."""
LEVELS = {"document": "E2", "internal_audit": "E3", "worker_sourced": "E3", "independent": "E4"}
LABELS = (("high", Fraction(7, 10)), ("medium", Fraction(4, 10)), ("low", Fraction(0)))
UNTESTED_ZERO = "G9"
"""A zero-fee claim that nobody tested is not held with more than medium confidence."""

MOST_UNEXPLAINED = 2
DISAGREEMENT = "DIS-01"
"""Answers that contradict each other more often than this are held with low confidence."""


def evidence_level(answers: Answers, criterion: Criterion, outcome: Outcome) -> str:
    """The best evidence for an answer; a file for the filing as a whole counts as a document."""
    if not outcome.is_answered:
        return "E0"
    levels = {"E1"}
    for row in answers.evidence:
        if row.document and row.criterion == criterion.id:
            levels.add(LEVELS.get(row.kind or "", "E2"))
        elif row.document and row.criterion == GENERAL_EVIDENCE:
            levels.add("E2")
    return max(levels)


def confidence(
    findings: Sequence[Finding], gates: Sequence[FiredGate], unexplained: Fraction
) -> Confidence:
    """The mean worth of the evidence over answered criteria, by weight."""
    answered = [finding for finding in findings if finding.outcome.is_answered]
    value = lifted_mean(answered, lambda each: WORTH[each.evidence_level]) or Fraction(0)
    label = next(name for name, least in LABELS if value >= least)
    capped = tuple(fired.gate.id for fired in gates if fired.gate.id == UNTESTED_ZERO)
    if capped and label == "high":
        label = "medium"
    if unexplained > MOST_UNEXPLAINED:
        capped, label = (*capped, DISAGREEMENT), "low"
    return Confidence(value, label, capped)
