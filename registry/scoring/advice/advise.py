"""Advice on one filing: what would meet each finding, and what would lift the grade."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.scoring.advice.edits import Plain
from registry.scoring.advice.findings import FindingAdvice, advise_finding
from registry.scoring.advice.lift import Lift, Part, find_lift, gates_that_hold
from registry.scoring.advice.trials import Trials
from registry.scoring.advice.wording import closing, steps
from registry.scoring.assess import assess
from registry.scoring.case import open_case
from registry.scoring.catalogue import Catalogue
from registry.scoring.model import Outcome
from registry.scoring.record import Assessment

MOST_CORRIDORS = 20
"""Each corridor may lack a line for every cost and payer, and all of them are tried together."""


@dataclass(frozen=True, slots=True)
class Advice:
    """The smallest changes by finding, and the shortest list that lifts the grade by one band."""

    answers: Mapping[str, Plain]
    assessment: Assessment
    findings: tuple[FindingAdvice, ...]
    lift: Lift | None
    held_by: tuple[str, ...]
    """Gates that nothing undoes any more for this period, where they keep the grade."""

    @classmethod
    def none_on(cls, answers: Mapping[str, Plain], assessment: Assessment) -> "Advice":
        """No advice, for a filing on which working it out would take too long."""
        return cls(answers, assessment, (), None, ())

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON, with every step in words of both languages."""
        return {
            "findings": {
                each.finding.criterion.id: steps(each.edits, self.answers)
                for each in self.findings
                if each.edits
            },
            "closed": {
                each.finding.criterion.id: _closed(each) for each in self.findings if each.is_closed
            },
            "lift": _lift(self.lift, self) if self.lift else None,
            "held_by": list(self.held_by),
        }


def advise(
    answers: Mapping[str, Plain],
    *,
    on: date,
    catalogue: Catalogue,
    assessment: Assessment | None = None,
) -> Advice:
    """Raises AnswerError for an answer that cannot be read, as ``assess`` does."""
    assessed = assessment or assess(answers, on=on, catalogue=catalogue)
    if len(answers.get("corridors") or ()) > MOST_CORRIDORS:
        return Advice.none_on(answers, assessed)
    trials = Trials(answers, open_case(answers, on), assessed)
    advice = tuple(
        advise_finding(finding, trials)
        for finding in assessed.findings
        if finding.outcome not in (Outcome.MET, Outcome.DOES_NOT_APPLY)
    )
    lift = find_lift(advice, trials)
    return Advice(answers, assessed, advice, lift, () if lift else gates_that_hold(advice, trials))


def _closed(each: FindingAdvice) -> dict[str, Any]:
    key = "closed_in_part" if each.edits else "closed"
    return {
        "outcome": str(each.reaches),
        "sentence": closing(key, each.finding.criterion.advice),
    }


def _lift(lift: Lift, advice: Advice) -> dict[str, Any]:
    done: set[str] = set()
    parts = [_part(part, advice, done) for part in lift.parts]
    return {
        "from": lift.start,
        "to": lift.end,
        "criteria": list(lift.criteria),
        "gates": [part.gate for part in lift.parts if part.gate],
        "parts": parts,
        "steps": [step for part in parts for step in part["steps"]],
    }


def _part(part: Part, advice: Advice, done: set[str]) -> dict[str, Any]:
    """A finding or a gate with its steps, without those that stand earlier in the list."""
    criteria = [part.criterion] if part.criterion else part.improves
    titles = {id: advice.assessment.catalogue.criterion(id).title for id in criteria}
    fresh = [
        {**step, "criterion": part.criterion, "gate": part.gate}
        for step in steps(part.edits, advice.answers)
        if step["sentence"]["en"] not in done
    ]
    done.update(step["sentence"]["en"] for step in fresh)
    return {
        "criterion": part.criterion,
        "gate": part.gate,
        "findings": [{"criterion": id, "title": dict(title)} for id, title in titles.items()],
        "steps": fresh,
    }
