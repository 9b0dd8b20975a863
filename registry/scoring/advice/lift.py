"""The shortest list of findings, and of gates, that would lift the grade by one band."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter

from registry.scoring.advice.candidates import candidates
from registry.scoring.advice.edits import Edit, together
from registry.scoring.advice.findings import FindingAdvice
from registry.scoring.advice.shrink import fewest, fewest_last, least
from registry.scoring.advice.trials import Trials
from registry.scoring.fields import FIELDS
from registry.scoring.model import Band, FiredGate, Grading


@dataclass(frozen=True, slots=True)
class Part:
    """One finding or one gate of the list, with its changes."""

    criterion: str | None
    gate: str | None
    edits: tuple[Edit, ...]
    improves: tuple[str, ...] = ()
    """Criteria whose findings these changes improve on their own."""


@dataclass(frozen=True, slots=True)
class Lift:
    """From one grade to the next; ``start`` is None where the filing is not scored as it stands."""

    start: str | None
    end: str
    parts: tuple[Part, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        return together(part.edits for part in self.parts)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The findings of the list, and those that improve where a gate is undone."""
        named = [
            id
            for part in self.parts
            for id in ([part.criterion] if part.criterion else part.improves)
        ]
        return tuple(dict.fromkeys(named))


def find_lift(advice: Sequence[FindingAdvice], trials: Trials) -> Lift | None:
    """None where the grade is the best already, or nothing that may still be done lifts it."""
    now = trials.assessed.grading
    target = _next_band(now, trials)
    if now.grade is not None and target is None:
        return None

    def works(parts: Sequence[Part]) -> bool:
        grade = trials.grading(together(part.edits for part in parts)).grade
        return grade is not None and (target is None or grade.least >= target.least)

    gates = [part for fired in now.gates if (part := _open_gate(fired, target, advice, trials))]
    every = gates if works(gates) else [*gates, *_most_telling_first(_parts(advice), trials)]
    if every is not gates and not works(every):
        return None
    parts = fewest_last(every, works)
    end = trials.grading(together(part.edits for part in parts)).grade
    return Lift(now.grade.id if now.grade else None, end.id if end else "", parts)


def gates_that_hold(advice: Sequence[FindingAdvice], trials: Trials) -> tuple[str, ...]:
    """Gates that still hold the grade below the next band after every step is taken."""
    target = _next_band(trials.assessed.grading, trials)
    if target is None:
        return ()
    after = trials.grading(together(each.edits for each in advice))
    return tuple(
        fired.gate.id for fired in after.gates if _stands_in_the_way(fired, target, trials)
    )


def _next_band(now: Grading, trials: Trials) -> Band | None:
    bands = trials.assessed.catalogue.bands
    return next((band for band in bands if band.least == now.ceiling), None)


def _parts(advice: Sequence[FindingAdvice]) -> list[Part]:
    return [Part(each.finding.criterion.id, None, each.edits) for each in advice if each.edits]


def _stands_in_the_way(fired: FiredGate, target: Band | None, trials: Trials) -> bool:
    if fired.gate.cap is None:
        return True
    cap = trials.assessed.catalogue.band(fired.gate.cap)
    return target is not None and cap.least < target.least


def _open_gate(
    fired: FiredGate, target: Band | None, advice: Sequence[FindingAdvice], trials: Trials
) -> Part | None:
    """The smallest changes that undo a gate in the way; None where its findings undo it."""
    if "criteria" in fired.values or not _stands_in_the_way(fired, target, trials):
        return None

    def works(edits: Sequence[Edit]) -> bool:
        return not trials.fires(fired.gate, edits)

    for offered in (
        together(each.edits for each in advice),
        candidates(trials.raw, trials.case, FIELDS),
    ):
        if works(offered):
            edits = least(fewest(offered, works, attrgetter("kind")), works)
            return Part(None, fired.gate.id, edits, trials.improved(edits))
    return None


def _most_telling_first(parts: Sequence[Part], trials: Trials) -> list[Part]:
    """By what each would add to the score on its own, other findings that it touches included."""
    return sorted(
        parts,
        key=lambda part: (-(trials.grading(part.edits).score or Fraction(0)), len(part.edits)),
    )
