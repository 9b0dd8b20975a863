"""Judge one filing by the catalogue of its reporting period."""

from collections.abc import Mapping
from datetime import date

from registry.scoring.answers import AnswerError
from registry.scoring.case import Case, open_case
from registry.scoring.catalogue import Catalogue
from registry.scoring.confidence import confidence, evidence_level
from registry.scoring.consistency import unexplained
from registry.scoring.grade import grade
from registry.scoring.marks import give_marks
from registry.scoring.model import Criterion, Finding, Version
from registry.scoring.record import Assessment
from registry.scoring.remedies import remedy
from registry.scoring.rules import RULES


def assess(answers: Mapping[str, object], *, on: date, catalogue: Catalogue) -> Assessment:
    """Plain answers in, an assessment out; ``on`` is the end of the reporting period.

    Raises AnswerError for an answer that cannot be read. A blank answer is never an error.
    """
    in_force = catalogue.in_force(on)
    if not in_force:
        raise AnswerError("filing_period_end", remedy("no_criterion", on=on))
    case = open_case(answers, on)
    findings = tuple(_finding(case, criterion, version) for criterion, version in in_force)
    grading = grade(case, findings, catalogue)
    return Assessment(
        catalogue=catalogue,
        on=on,
        findings=findings,
        grading=grading,
        confidence=confidence(findings, grading.gates, unexplained(case.inconsistencies)),
        marks=give_marks(findings, catalogue.themes),
        inconsistencies=case.inconsistencies,
        metrics=case.metrics,
        flags=case.flags,
    )


def _finding(case: Case, criterion: Criterion, version: Version) -> Finding:
    verdict = RULES[criterion.id](case, version.values)
    level = evidence_level(case.answers, criterion, verdict.outcome)
    return Finding(criterion, version, verdict, level)
