"""What a rule or a gate may look at, and the words in which it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.scoring.answers import Answers, parse_answers
from registry.scoring.consistency import Inconsistency, inconsistencies
from registry.scoring.feelines import CorridorLines
from registry.scoring.flags import Flags, raise_flags
from registry.scoring.metrics import Metrics, measure
from registry.scoring.model import Outcome, Values, Verdict
from registry.scoring.rows import FindingRow


@dataclass(frozen=True, slots=True)
class Case:
    """One filing, read and measured; ``on`` is the end of its reporting period."""

    answers: Answers
    flags: Flags
    metrics: Metrics
    corridors: tuple[CorridorLines, ...]
    inconsistencies: tuple[Inconsistency, ...]
    on: date

    @property
    def recruiting(self) -> tuple[CorridorLines, ...]:
        """Corridors of this period's recruits; others only tell of workers of earlier years."""
        return tuple(each for each in self.corridors if each.is_recruiting)

    @property
    def has_dated_plan(self) -> bool:
        """A promise to repay counts as a plan only with a date that the filing does not follow."""
        by, filed = self.answers.day("fee_remedy_plan_by"), self.answers.day("filing_submitted_on")
        is_ahead = by is not None and by >= (filed or self.on)
        return bool(self.answers.yes("fee_remedy_plan")) and is_ahead

    @property
    def reports_are_counted(self) -> bool:
        """Whether every corridor says how many workers reported a fee, 0 included."""
        rows = [each.row for each in self.corridors if each.row]
        return all(row.workers_reporting_fee is not None for row in rows)

    def tested_with_workers(self, share: Any) -> bool:
        """Whether enough recruits were interviewed in private after arrival."""
        ratio = self.metrics.interview_ratio
        return ratio is not None and ratio >= share

    def done_by_filing(self, day: date | None) -> bool:
        """Whether something has a date, and one that had come when the filing was made."""
        submitted = self.answers.day("filing_submitted_on")
        return day is not None and (submitted is None or day <= submitted)

    def done_within(self, day: date | None, days: int) -> bool:
        """Whether something was done at most ``days`` before the period ended, or since then."""
        return day is not None and self.done_by_filing(day) and (self.on - day).days <= days

    @property
    def listed_findings(self) -> list[FindingRow]:
        """Findings of forced labour that the table tells of."""
        return [row for row in self.answers.findings if row != FindingRow()]

    def in_period(self, day: date | None) -> bool:
        """Whether a day lies in the reporting period, as far as its start is known."""
        start = self.answers.day("filing_period_start")
        return day is not None and (start is None or start <= day) and day <= self.on


Rule = Callable[[Case, Values], Verdict]
"""What judges one criterion, with the dated values of its version."""


def open_case(raw: object, on: date) -> Case:
    """Read plain answers and work out everything that rules share, once."""
    return case_of(parse_answers(raw), on)


def case_of(answers: Answers, on: date) -> Case:
    """The same from answers that are read already."""
    metrics, corridors = measure(answers, on)
    disagree = inconsistencies(answers, on)
    return Case(answers, raise_flags(answers), metrics, corridors, disagree, on)


def met(reason: str, **values: Any) -> Verdict:
    return Verdict(Outcome.MET, reason, values)


def partly(reason: str, **values: Any) -> Verdict:
    return Verdict(Outcome.PARTLY_MET, reason, values)


def not_met(reason: str, **values: Any) -> Verdict:
    return Verdict(Outcome.NOT_MET, reason, values)


def not_disclosed(reason: str, **values: Any) -> Verdict:
    return Verdict(Outcome.NOT_DISCLOSED, reason, values)


def does_not_apply(reason: str, **values: Any) -> Verdict:
    return Verdict(Outcome.DOES_NOT_APPLY, reason, values)


def unanswered(case: Case, *names: str) -> Verdict | None:
    """The verdict where a needed answer is blank or "do not know", else None."""
    scalars = case.answers.scalars
    missing = [name for name in names if scalars[name] is None]
    if not missing:
        return None
    if set(missing) <= case.answers.unknown:
        return Verdict(Outcome.DO_NOT_KNOW, "not_known", {"missing": missing})
    return not_disclosed("not_answered", missing=missing)
