"""What of a filing does not go together: within itself, beside last year's, and beside others'."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from registry import cross_checks
from registry.assessment import flat
from registry.cross_checks import Comparison, CrossCheck
from registry.filing import progress
from registry.filing.saving import current_documents
from registry.filing.steps import FILED
from registry.models import DocumentKind, Filing
from registry.scoring import FIELDS

MOST_LINKS = 5


@dataclass(frozen=True, slots=True)
class Compared:
    """Points to look at, those within the filing first, and its text beside that of others."""

    points: list[dict[str, Any]]
    texts: Comparison
    explain_url: str | None
    """Where to explain what is right as it is; None for what is filed already."""


def of(filing: Filing, judged: dict[str, Any] | None, *, today: date) -> Compared:
    """Compare a draft as it stands, or what was filed, by what anybody may read of others."""
    is_filed = filing.status in FILED
    crossed = (
        cross_checks.check_version(filing.versions[-1], unpublished=False)
        if is_filed
        else _draft(filing, today)
    )
    within = (judged or {}).get("consistency", [])
    points = [*within, *crossed.questions]
    if is_filed:
        return Compared(points, crossed.texts, None)
    linked = [{**point, "links": _links(filing, point["places"])} for point in points]
    return Compared(linked, crossed.texts, progress.question_of(filing, "explanations").url)


def _draft(filing: Filing, today: date) -> CrossCheck:
    statement = current_documents(filing, DocumentKind.STATEMENT)
    text = statement[-1].text if statement else ""
    answers = flat({page.name: page.answers for page in filing.pages})
    return cross_checks.check(filing, answers, text, on=today, unpublished=False)


def _links(filing: Filing, places: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Addresses and words of the questions, each once, and of rows where they are told."""
    found = [_link(filing, place) for place in places]
    return list(dict.fromkeys(found))[:MOST_LINKS]


def _link(filing: Filing, place: dict[str, Any]) -> tuple[str, str]:
    name, row = place["field"], place["row"]
    question = progress.question_of(filing, name)
    if row is None or place["column"] is None or name == "fees":
        return question.url, question.label
    cell = f"{name}-{row - 1}-{place['column']}"
    page = FIELDS[name].page
    url = url_for("filing.page", reference=filing.reference, page=page, _anchor=cell)
    return url, f"{question.label} ({row})"
