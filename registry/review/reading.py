"""A submitted version laid out for reading: this year beside last year, with its findings."""

from dataclasses import dataclass
from typing import Any

from registry.answers_shown import Page, Shown, pages, shown
from registry.assessment import assess_version
from registry.models import DocumentKind, Filing, FilingVersion
from registry.review.queries import last_years_answers


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


@dataclass(frozen=True, slots=True)
class Reading:
    pages: list[tuple[Page, list[Pair]]]
    assessment: dict[str, Any]
    statement: dict[str, Any] | None
    evidence: list[dict[str, Any]]
    has_last_year: bool


def reading(filing: Filing, version: FilingVersion) -> Reading:
    before = last_years_answers(filing)
    return Reading(
        pages=[(page, _pairs(page, _named(version), before)) for page in pages()],
        assessment=version.assessment or assess_version(version, filing).as_dict(),
        statement=next((d for d in version.documents if d["kind"] == DocumentKind.STATEMENT), None),
        evidence=[d for d in version.documents if d["kind"] == DocumentKind.EVIDENCE],
        has_last_year=bool(before),
    )


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
