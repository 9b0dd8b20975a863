"""The findings of an assessment, sorted by theme as the page of a statement folds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.scoring import Outcome

Finding = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OfTheme:
    theme: Mapping[str, Any]
    outcomes: Sequence[str]
    """Of all its findings, in their order."""
    judged: Sequence[Finding]
    left_out: Sequence[Finding]
    """Those of criteria that do not apply."""

    @property
    def met(self) -> int:
        return self.outcomes.count(Outcome.MET)


def by_theme(assessment: Mapping[str, Any]) -> list[OfTheme]:
    found: dict[str, list[Finding]] = {theme["id"]: [] for theme in assessment["themes"]}
    for finding in assessment["findings"]:
        found[finding["theme"]].append(finding)
    return [_of_theme(theme, found[theme["id"]]) for theme in assessment["themes"]]


def _of_theme(theme: Mapping[str, Any], findings: Sequence[Finding]) -> OfTheme:
    applies = [each["outcome"] != Outcome.DOES_NOT_APPLY for each in findings]
    return OfTheme(
        theme,
        [each["outcome"] for each in findings],
        judged=[each for each, does in zip(findings, applies, strict=True) if does],
        left_out=[each for each, does in zip(findings, applies, strict=True) if not does],
    )
