"""How a page words the findings of the bulk files; rules and sources are the published ones."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from registry.wording import EVIDENCE_LEVELS, OUTCOMES
from tests.figures.bulk import Frame, day, missing
from tests.figures.marks import CRITERIA, RULES

LEVELS = {
    "legal_minimum": "Legal minimum",
    "expected": "Expected",
    "leading": "Leading practice",
}
ADVISED = {"partly_met", "not_met", "not_disclosed", "do_not_know"}


def met_of(findings: Frame) -> tuple[int, int]:
    """How many are met, of those that apply."""
    applies = findings[findings["outcome"] != "does_not_apply"]
    return int((applies["outcome"] == "met").sum()), len(applies)


def counted(findings: Frame) -> Iterator[str]:
    for outcome, count in findings["outcome"].value_counts().items():
        yield f"{count} {OUTCOMES[outcome]}"


def by_theme(findings: Frame) -> Iterator[str]:
    """The words beside the name of each theme, and how many criteria do not apply."""
    for theme in RULES.themes:
        found = findings[findings["theme"] == theme.id]
        met, applies = met_of(found)
        yield f"{met} of {applies} met" if applies else "does not apply"
        left_out = len(found) - applies
        if left_out:
            yield f"{left_out} {'criterion does' if left_out == 1 else 'criteria do'} not apply"


def card(row: Any, on: date) -> Iterator[str]:
    """The pieces of one finding; ``on`` is the end of the period, which decides the rule."""
    criterion = CRITERIA[row.criterion]
    if row.outcome == "does_not_apply":
        yield f"{criterion.id} {criterion.title['en']}"
        yield row.sentence_en
        return
    version = criterion.version_on(on)
    assert version is not None
    yield f"{OUTCOMES[row.outcome]} {criterion.id} · {LEVELS[criterion.level]}"
    yield criterion.title["en"]
    yield row.sentence_en
    yield f"Evidence: {EVIDENCE_LEVELS[row.evidence_level]}"
    if not missing(row.would_change_en):
        yield f"What would change this: {row.would_change_en}"
    elif row.outcome in ADVISED:
        yield criterion.advice["en"]
    yield f"The rule and where it comes from ({criterion.id})"
    yield version.rule["en"]
    yield f"Rule in force since {day(version.since)}. All about {criterion.id}"
    for each in version.citations:
        space = " " if each.url else ""
        section = f"{space}, {each.section}" if each.section else ""
        unread = "" if each.verified else " (not yet checked against the source)"
        yield f"{each.title}{section}{unread}"
