"""A submitted version laid out for reading: this year beside last year, with its findings."""

from dataclasses import dataclass
from typing import Any

from registry import cross_checks
from registry.answers_shown import Page, Shown, pages, shown
from registry.assessment import advise_version
from registry.cross_checks import Comparison
from registry.differences_shown import noted
from registry.forms.filing import PAGES
from registry.models import DocumentKind, Filing, FilingVersion
from registry.review.queries import last_years_answers
from registry.scoring import FIELDS


@dataclass(frozen=True, slots=True)
class Pair:
    """One answer this year and last year; ``place`` is where a comment on it belongs."""

    place: str
    now: Shown
    before: Shown

    @property
    def is_changed(self) -> bool:
        return self.before.is_answered and (self.now.text, self.now.rows) != (
            self.before.text,
            self.before.rows,
        )

    @property
    def is_unchanged(self) -> bool:
        """Whether last year's answer came again, word for word."""
        return self.before.is_answered and not self.is_changed


@dataclass(frozen=True, slots=True)
class Reading:
    pages: list[tuple[Page, list[Pair]]]
    assessment: dict[str, Any]
    statement: dict[str, Any] | None
    evidence: list[dict[str, Any]]
    has_last_year: bool
    points: list[dict[str, Any]]
    """What does not go together, within the filing and beside others; with addresses here."""
    texts: Comparison
    advice: dict[str, Any] | None
    """What would meet each finding and lift the grade; None once the assessment is frozen."""


def reading(filing: Filing, version: FilingVersion) -> Reading:
    before = last_years_answers(filing)
    judged, advice = _judged(filing, version)
    crossed = cross_checks.check_version(version, unpublished=True)
    return Reading(
        pages=[(page, _pairs(page, _named(version), before)) for page in pages()],
        assessment=noted(judged, version.answers),
        statement=next((d for d in version.documents if d["kind"] == DocumentKind.STATEMENT), None),
        evidence=[d for d in version.documents if d["kind"] == DocumentKind.EVIDENCE],
        has_last_year=bool(before),
        points=[_linked(point) for point in (*judged.get("consistency", []), *crossed.questions)],
        texts=crossed.texts,
        advice=advice,
    )


def _judged(filing: Filing, version: FilingVersion) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """The frozen assessment; before that the one of today, with advice."""
    if version.assessment:
        return version.assessment, None
    advice = advise_version(version, filing)
    return advice.assessment.as_dict(), advice.as_dict()


def _linked(point: dict[str, Any]) -> dict[str, Any]:
    """The point with the pages of its answers, further down on the page."""
    fields = [FIELDS[place["field"]] for place in point["places"]]
    asked = {f"#{field.page}": PAGES[field.page].title for field in fields if field.page in PAGES}
    return {**point, "links": list(asked.items())}


def _named(version: FilingVersion) -> dict[str, Any]:
    """The answers with the names of evidence files in place of their hashes."""
    names = {d["sha256"]: d["filename"] for d in version.documents}
    page = version.answers.get("evidence", {})
    rows = [
        {**row, "document": names.get(row.get("document"), row.get("document"))}
        for row in page.get("evidence") or ()
    ]
    return {**version.answers, "evidence": {**page, "evidence": rows}}


def _pairs(page: Page, now: dict[str, Any], before: dict[str, Any]) -> list[Pair]:
    this_year = shown(page, now.get(page.name, {}))
    last_year = shown(page, before.get(page.name, {}))
    return [
        Pair(f"{page.name}.{a.question.name}", a, b)
        for a, b in zip(this_year, last_year, strict=True)
    ]
