"""Published statements to read, made the way filing makes them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from registry.extensions import db
from registry.models import Filing, FilingStatus, Organisation, Statement
from tests.factories import AT, a_document, a_filer, a_filing, complete_answers, published


def a_statement(
    organisation: Organisation | None = None,
    year: int = 2026,
    *,
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    document: str = "",
    at: datetime = AT,
) -> Statement:
    """A published statement; ``answers`` are pages that differ from the complete ones.

    ``document`` is the SHA-256 of its stored commitment statement.
    """
    filing = a_filing(organisation, year, pages={**complete_answers(), **(answers or {})})
    if document:
        a_document(filing, by=a_filer(filing.organisation), sha256=document)
    return published(filing, at=at)


def amended(
    statement: Statement, *, at: datetime, answers: Mapping[str, Mapping[str, Any]] | None = None
) -> Statement:
    """The next version of a published statement; ``answers`` are the pages that changed."""
    filing = db.session.get_one(Filing, statement.filing_id)
    filing.move_to(FilingStatus.DRAFT, by=a_filer(filing.organisation), at=at)
    for page in filing.pages:
        page.answers = {**page.answers, **(answers or {}).get(page.name, {})}
    return published(filing, at=at)
