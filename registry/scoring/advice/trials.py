"""Try edits on one filing: the rules themselves say what they would do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from registry.scoring.advice.edits import Edit, Plain, changed, touched
from registry.scoring.case import Case
from registry.scoring.consistency import inconsistencies
from registry.scoring.flags import raise_flags
from registry.scoring.gates import GATE_RULES
from registry.scoring.grade import grade
from registry.scoring.metrics import measure
from registry.scoring.model import Finding, Gate, Grading, Outcome
from registry.scoring.record import Assessment
from registry.scoring.rules import RULES

MEASURED = frozenset({"workforce", "corridors", "fees"})
"""Tables from which the figures are worked out."""
COMPARING = frozenset({"DIS-01"})
"""Criteria that compare every answer with every other."""


class Trials:
    """A filing's answers and its assessment, with what either would be after some edits."""

    def __init__(self, raw: Mapping[str, Plain], case: Case, assessment: Assessment) -> None:
        self.raw, self.case, self.assessed = raw, case, assessment

    def outcome(self, finding: Finding, edits: Sequence[Edit]) -> Outcome:
        """What the criterion of a finding would say."""
        case = self._after(edits, compared=finding.criterion.id in COMPARING)
        return RULES[finding.criterion.id](case, finding.version.values).outcome

    def fires(self, gate: Gate, edits: Sequence[Edit]) -> bool:
        """Whether a gate would still hold."""
        case = self._after(edits, compared=False)
        findings = self._judged(case, edits)
        return GATE_RULES[gate.id](case, findings, gate.values) is not None

    def grading(self, edits: Sequence[Edit]) -> Grading:
        """What all of it would add up to."""
        case = self._after(edits, compared=True)
        return grade(case, self._judged(case, edits), self.assessed.catalogue)

    def improved(self, edits: Sequence[Edit]) -> tuple[str, ...]:
        """Criteria whose findings earn more than they do now."""
        after = self._judged(self._after(edits, compared=True), edits)
        pairs = zip(self.assessed.findings, after, strict=True)
        return tuple(
            new.criterion.id
            for old, new in pairs
            if new.points > old.points and new.criterion.id not in COMPARING
        )

    def _after(self, edits: Sequence[Edit], *, compared: bool) -> Case:
        """The filing after the edits; what they leave alone is not worked out anew."""
        answers = changed(self.case.answers, edits)
        case = replace(self.case, answers=answers, flags=raise_flags(answers))
        if not MEASURED.isdisjoint(edit.field for edit in edits):
            metrics, corridors = measure(answers, case.on)
            case = replace(case, metrics=metrics, corridors=corridors)
        if compared:
            case = replace(case, inconsistencies=inconsistencies(answers, case.on))
        return case

    def _judged(self, case: Case, edits: Sequence[Edit]) -> tuple[Finding, ...]:
        """Every finding; those whose criteria read none of the answers that change stand."""
        fields = touched(edits)
        return tuple(
            each if _is_untouched(each, fields) else _judge(each, case)
            for each in self.assessed.findings
        )


def _is_untouched(finding: Finding, fields: set[str]) -> bool:
    criterion = finding.criterion
    return criterion.id not in COMPARING and fields.isdisjoint(criterion.fields)


def _judge(finding: Finding, case: Case) -> Finding:
    verdict = RULES[finding.criterion.id](case, finding.version.values)
    return replace(finding, verdict=verdict)
