"""The rows of the tables that say how statements were judged, once that is public."""

from collections.abc import Iterator
from datetime import date

from registry.models import Statement
from registry.open_data.reading import Row, said, streamed
from registry.open_data.statements import WHOLE, number, of_statements, whose


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
                "sentence_en": each["sentence"]["en"],
                "sentence_ms": each["sentence"]["ms"],
            }


def themes(today: date) -> Iterator[Row]:
    """The score of each theme; from the day on which the grade is public, while it stands."""
    asked = of_statements(Statement.assessment["themes"].label("themes")).where(
        Statement.grade_public_on <= today, Statement.grade_withdrawn_on.is_(None)
    )
    for row in streamed(asked, WHOLE):
        for each in row.themes:
            yield {**whose(row), "theme": each["id"], "score": number(each["score"])}
