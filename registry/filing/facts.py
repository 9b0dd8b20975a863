"""What the pages of a filing must know of it, beside their own answers."""

from datetime import date

from registry import assessment
from registry.forms.filing import Facts
from registry.i18n import in_language
from registry.models import DocumentKind, Filing


def facts_of(filing: Filing, *, today: date) -> Facts:
    """The filing's period, corridors and evidence files, and the criteria its answers meet."""
    criteria = assessment.catalogue().in_force(filing.period_end)
    return Facts(
        today=today,
        period_start=filing.period_start,
        period_end=filing.period_end,
        corridors=_corridors(filing),
        documents={
            document.sha256: document.filename
            for document in filing.documents
            if document.kind is DocumentKind.EVIDENCE and document.removed_at is None
        },
        criteria={criterion.id: in_language(dict(criterion.title)) for criterion, _ in criteria},
        has_statement=any(
            document.kind is DocumentKind.STATEMENT and document.removed_at is None
            for document in filing.documents
        ),
        nobody_recruited=_nobody_recruited(filing),
    )


def _nobody_recruited(filing: Filing) -> bool:
    return any(
        page.name == "corridors" and page.answers.get("corridors_recruited") == "no"
        for page in filing.pages
    )


def _corridors(filing: Filing) -> tuple[str, ...]:
    """Keys of the corridors that the filing names, such as ``NPL-manufacturing``."""
    rows = [
        row
        for page in filing.pages
        if page.name == "corridors"
        for row in page.answers.get("corridors") or []
    ]
    named = (row for row in rows if row.get("origin") and row.get("sector"))
    return tuple(dict.fromkeys(f"{row['origin']}-{row['sector']}" for row in named))
