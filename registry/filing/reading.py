"""One page with everything that the public will read, before anybody signs it.

It is made by the functions that publish a version, so what is small is hidden here as it is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import LazyString
from sqlalchemy import select

from registry import answers_compared, answers_shown, assessment, fee_table, publication
from registry.answers_compared import ChangedPage
from registry.answers_shown import Page, Shown
from registry.clock import day_of
from registry.extensions import db
from registry.fee_table import CorridorCosts
from registry.filing import approvals, progress, sign_offs, versions
from registry.filing.approvals import Line
from registry.filing.asked import pages_asked
from registry.models import Document, Filing, FilingVersion, Statement, User
from registry.public_answers import public_answers

EXCERPT = 1200
"""How many characters of the statement's text stand on the page."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the public or the register had before: the last version, or last year's statement."""

    version: int | None
    year: int
    pages: list[ChangedPage]


@dataclass(frozen=True, slots=True)
class Reading:
    number: int
    sha256: str
    """What the version will be known by, if it is signed as it stands here."""
    assessment: dict[str, Any]
    pages: list[tuple[Page, list[Shown]]]
    costs: list[CorridorCosts]
    payers: dict[str, LazyString]
    statement: Document | None
    evidence: list[Document]
    unfinished: list[str]
    earlier: Earlier | None
    lines: list[Line]
    """Who prepared each page, and who signed it off."""

    @property
    def excerpt(self) -> str:
        """The beginning of the statement, up to the end of a word."""
        text = " ".join(self.statement.text.split()) if self.statement else ""
        return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rpartition(' ')[0]} …"


def of(filing: Filing, user: User, *, at: datetime) -> Reading:
    """Raises AnswerError where an answer cannot be read."""
    version = versions.in_preparation(filing)
    judged = assessment.assess_draft(filing, today=day_of(at))
    shown = publication.projected(filing, version, judged, at=at, note="")
    statement = next(reversed(sign_offs.files(filing, "statement")), None)
    return Reading(
        number=version.number,
        sha256=versions.digest(filing, version),
        assessment=shown.assessment,
        pages=_pages(filing, shown),
        costs=fee_table.by_corridor(shown.fee_lines),
        payers=fee_table.payers(shown.fee_lines),
        statement=statement,
        evidence=sign_offs.files(filing, "evidence"),
        unfinished=progress.unfinished(filing),
        earlier=_earlier(filing, shown.answers),
        lines=approvals.lines(filing, user),
    )


def changed_since(filing: Filing, opened_at: datetime) -> list[str]:
    """What was saved, added or removed since somebody opened the filing to read it."""
    saved = [page.name for page in filing.pages if page.saved_at >= opened_at]
    titles = [str(page.title) for page in answers_shown.pages() if page.name in saved]
    moved = [
        document.filename
        for document in filing.documents
        if max(document.uploaded_at, document.removed_at or document.uploaded_at) >= opened_at
    ]
    return [*titles, *moved]


def _pages(filing: Filing, shown: Statement) -> list[tuple[Page, list[Shown]]]:
    """The pages that are asked, and others that somebody answered."""
    wanted = {*pages_asked(filing), *shown.answers}
    return [
        (page, answers_shown.shown(page, shown.answers.get(page.name, {})))
        for page in answers_shown.pages()
        if page.name in wanted
    ]


def _earlier(filing: Filing, answers: dict[str, Any]) -> Earlier | None:
    """What changed since the version before; of a first version, since last year's statement."""
    latest: FilingVersion | None = filing.latest_version
    if latest:
        before = public_answers(latest.answers)
        return Earlier(latest.number, filing.year, answers_compared.changed_pages(before, answers))
    last = _last_years(filing)
    if last is None:
        return None
    return Earlier(None, last.year, answers_compared.changed_pages(last.answers, answers))


def _last_years(filing: Filing) -> Statement | None:
    newest: Sequence[Statement] = db.session.scalars(
        select(Statement)
        .where(
            Statement.organisation_id == filing.organisation_id,
            Statement.year == filing.year - 1,
        )
        .order_by(Statement.version.desc())
        .limit(1)
    ).all()
    return newest[0] if newest else None
