"""The rows of the tables that say how statements were judged, once that is public."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from registry.answer_values import float_of
from registry.models import Statement
from registry.open_data.reading import Row, in_both, said, streamed
from registry.open_data.statements import WHOLE, of_statements, whose


def findings(today: date) -> Iterator[Row]:
    """From the day on which the grade is public; they stay while a grade is withdrawn."""
    asked = of_statements(Statement.assessment["findings"].label("findings"))
    for row in streamed(asked.where(Statement.grade_public_on <= today), WHOLE):
        for each in row.findings:
            yield {
                **whose(row),
                **{name: each[name] for name in ("criterion", "theme", "outcome", "weight")},
                "evidence_level": said(each.get("evidence_level")),
                "remedied": each["remedied"],
                **in_both("sentence", each["sentence"]),
                **in_both("would_change", each.get("would_change")),
            }


def limits(today: date) -> Iterator[Row]:
    """Why each grade is held down; from the day on which it is public, while it stands."""
    for row in streamed(_while_it_stands("gates", today), WHOLE):
        for place, gate in enumerate(row.gates, 1):
            yield {
                **whose(row),
                "row": place,
                "limit": gate["id"],
                "cap": gate["cap"],
                **in_both("why", gate["why"]),
                **in_both("lift", gate["lift"]),
            }


def disagreements(today: date) -> Iterator[Row]:
    """Answers that do not go together; they stay while a grade is withdrawn, as findings do."""
    asked = of_statements(Statement.assessment["consistency"].label("consistency"))
    for row in streamed(asked.where(Statement.grade_public_on <= today), WHOLE):
        for each in row.consistency:
            yield {
                **whose(row),
                **{name: each[name] for name in ("check", "kind", "explained")},
                **in_both("sentence", each["sentence"]),
            }


def themes(today: date) -> Iterator[Row]:
    """The score of each theme; from the day on which the grade is public, while it stands."""
    for row in streamed(_while_it_stands("themes", today), WHOLE):
        for each in row.themes:
            yield {**whose(row), "theme": each["id"], "score": float_of(each["score"])}


def _while_it_stands(part: str, today: date) -> Any:
    """A part of each assessment that adds up to a grade which is public and not withdrawn."""
    return of_statements(Statement.assessment[part].label(part)).where(
        Statement.grade_public_on <= today, Statement.grade_withdrawn_on.is_(None)
    )
