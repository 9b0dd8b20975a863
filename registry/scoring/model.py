"""The vocabulary of scoring: frozen, without behaviour beyond what each word means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

Text = Mapping[str, str]
"""The same words in ``en`` and ``ms``."""
Values = Mapping[str, Any]

WHOLE = 4
"""Points are counted in quarters of a weight, so that sums of them are exact and quick."""


class Outcome(StrEnum):
    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NOT_DISCLOSED = "not_disclosed"
    DO_NOT_KNOW = "do_not_know"
    DOES_NOT_APPLY = "does_not_apply"

    @property
    def points(self) -> int:
        """What a criterion earns of ``WHOLE``; "does not apply" is left out instead."""
        return _POINTS.get(self, 0)

    @property
    def is_answered(self) -> bool:
        return self in (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)


_POINTS = {Outcome.MET: WHOLE, Outcome.PARTLY_MET: WHOLE // 2}


class Level(StrEnum):
    EXPECTED = "expected"
    LEADING = "leading"
    LEGAL_MINIMUM = "legal_minimum"


class About(StrEnum):
    """Whether a criterion judges what a filing tells, or what the organisation does."""

    DISCLOSURE = "disclosure"
    CONDUCT = "conduct"


class Result(StrEnum):
    GRADED = "graded"
    FILED_NOT_SCORED = "filed_not_scored"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says: an outcome, the key of its sentence, and the values in that sentence."""

    outcome: Outcome
    reason: str
    values: Values


@dataclass(frozen=True, slots=True)
class Citation:
    """A standard, a law or a passage of a plan that a criterion rests on."""

    ref: str
    title: str
    section: str
    url: str | None
    verified: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """The sentence for one way of meeting or missing a criterion, and what would lift it."""

    sentence: Text
    lift: Text | None
    remedied: bool = False
    """A wrong that was found and made good in full, which counts as if it had not happened."""
    beyond_law: bool = False
    """What falls short of a standard where the law does not ask for it: no gap in law."""


@dataclass(frozen=True, slots=True)
class Version:
    """A criterion's weight, thresholds and sources from ``since`` until a later version."""

    since: date
    weight: int
    values: Values
    citations: tuple[Citation, ...]
    rule: Text
    """The rule in words, with the thresholds of this version."""
    change: Text | None = None
    """What it changed and why: since the version before, or for the first since the research."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One requirement: its words, the fields it reads, and its versions, oldest first."""

    id: str
    theme: str
    level: Level
    about: About
    follows_a_case: bool
    """Whether it applies only because the filing tells of a case, such as fees workers paid."""
    title: Text
    question: Text
    why_we_ask: Text
    evidence: Text
    advice: Text
    rule: Text
    """The rule in words, naming its thresholds; each version has it with their values."""
    fields: tuple[str, ...]
    reasons: Mapping[str, Reason]
    versions: tuple[Version, ...]

    def version_on(self, on: date) -> Version | None:
        """The version for a reporting period that ends on a day."""
        known = [version for version in self.versions if version.since <= on]
        return known[-1] if known else None


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    title: Text
    weight_share: int


@dataclass(frozen=True, slots=True)
class Band:
    """A letter, the least exact score that earns it, and what it is called."""

    id: str
    least: int
    title: Text


@dataclass(frozen=True, slots=True)
class Gate:
    """A fact that no score can outweigh: when it holds, the grade is at most ``cap``.

    Each version is a gate of its own, for periods that end on ``since`` or later.
    """

    id: str
    since: date
    cap: str | None
    """A band, or None where the filing is not scored at all."""
    values: Values
    why: Text
    lift: Text
    change: Text | None = None
    """What this version changed and why; None where it is the first."""


@dataclass(frozen=True, slots=True)
class CheckText:
    """What a check of consistency says where answers disagree, and what to do about it."""

    title: Text
    sentence: Text
    to_do: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A criterion of the period, its outcome, and the reason."""

    criterion: Criterion
    version: Version
    verdict: Verdict
    evidence_level: str

    @property
    def outcome(self) -> Outcome:
        return self.verdict.outcome

    @property
    def reason(self) -> Reason:
        return self.criterion.reasons[self.verdict.reason]

    @property
    def points(self) -> int:
        """What it earns of ``WHOLE``: all of it for what was found and made good."""
        return WHOLE if self.reason.remedied else self.outcome.points

    @property
    def applies(self) -> bool:
        return self.outcome is not Outcome.DOES_NOT_APPLY

    @property
    def is_legal_gap(self) -> bool:
        """A legal minimum that is not met, or that the filing leaves open."""
        return self.criterion.level is Level.LEGAL_MINIMUM and self.outcome in (
            Outcome.NOT_MET,
            Outcome.NOT_DISCLOSED,
            Outcome.DO_NOT_KNOW,
        )

    @property
    def is_legal_part(self) -> bool:
        """A legal minimum partly met, where the law asks for more and it is not made good."""
        settled = self.reason.beyond_law or self.reason.remedied
        partly = self.outcome is Outcome.PARTLY_MET and not settled
        return self.criterion.level is Level.LEGAL_MINIMUM and partly


@dataclass(frozen=True, slots=True)
class FiredGate:
    gate: Gate
    values: Values


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """Out of 100, exactly; None where no criterion of the theme applies."""

    theme: Theme
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far the answers are backed by evidence, from 0 to 1; it never changes the score."""

    value: Fraction
    label: str
    capped_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grading:
    """How the findings add up: exact score, its band, and the grade after gates."""

    result: Result
    score: Fraction | None
    band: Band | None
    grade: Band | None
    ceiling: int | None
    """The least score of the band above the grade; a shown score stays under it."""
    themes: tuple[ThemeScore, ...]
    gates: tuple[FiredGate, ...]
