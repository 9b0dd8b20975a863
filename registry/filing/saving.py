"""Saving the pages and files of a filing that is being prepared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update

from registry.extensions import db
from registry.filing import sign_offs
from registry.filing.versions import number_in_preparation
from registry.models import (
    Document,
    DocumentKind,
    Filing,
    FilingContributor,
    FilingPage,
    InvalidTransition,
    SavedMeanwhile,
    User,
)
from registry.uploads import Accepted

RESTS_ON = {"corridors": "fees"}
"""A page, and the one that is asked anew when its answers change."""


@dataclass(frozen=True)
class _Save:
    answers: dict[str, Any]
    complete: bool
    revision: int
    by: User
    at: datetime


def save_page(
    filing: Filing,
    name: str,
    answers: Mapping[str, Any],
    *,
    complete: bool,
    revision: int,
    by: User,
    at: datetime,
) -> FilingPage:
    """Keep the answers of one page; ``revision`` is the one that was on the screen, 0 for none.

    Raises InvalidTransition for a filing or a page that is not open, SavedMeanwhile when the
    stored page is not the one that was on the screen. Hold the filing with
    ``queries.lock_filing``.
    """
    _require_open(filing, name)
    save = _Save(dict(answers), complete, revision, by, at)
    page = stored_page(filing, name)
    if page and _is_repeated(page, save):
        page.complete = complete
        return page
    before = page.answers if page else {}
    page = _replace(page, save) if page else _first(filing, name, save)
    if before != save.answers:
        _reopen_page_that_rests_on(filing, name)
    _contribute(filing, by)
    return page


def keep_page(
    filing: Filing,
    name: str,
    answers: Mapping[str, Any],
    *,
    revision: int,
    by: User,
    at: datetime,
) -> FilingPage:
    """Save unfinished answers; a page that says this already is left as it is."""
    page = stored_page(filing, name)
    if page and page.revision == revision and page.answers == answers:
        _require_open(filing, name)
        return page
    return save_page(filing, name, answers, complete=False, revision=revision, by=by, at=at)


def stored_page(filing: Filing, name: str) -> FilingPage | None:
    return db.session.get(FilingPage, (filing.id, name), populate_existing=True)


def add_document(
    filing: Filing, kind: DocumentKind, accepted: Accepted, *, by: User, at: datetime
) -> Document:
    """Add a stored file, once; a new statement takes the place of the one before."""
    _require_open(filing, sign_offs.page_of(kind))
    for document in current_documents(filing, kind):
        if document.sha256 == accepted.sha256:
            return document
        if kind is DocumentKind.STATEMENT:
            document.removed_at = at
    document = Document(
        kind=kind,
        filename=accepted.filename,
        media_type=accepted.media_type,
        size=accepted.size,
        sha256=accepted.sha256,
        pages=accepted.pages,
        text=accepted.text,
        uploaded_at=at,
        uploaded_by_id=by.id,
    )
    filing.documents.append(document)
    filing.record("file_added", by=by, at=at, note=accepted.filename)
    _contribute(filing, by)
    return document


def remove_document(filing: Filing, document: Document, *, by: User, at: datetime) -> None:
    """Take a file out of the version in preparation; its row and its bytes stay in the history."""
    _require_open(filing, sign_offs.page_of(document.kind))
    if document.removed_at is None:
        document.removed_at = at
        filing.record("file_removed", by=by, at=at, note=document.filename)
        _contribute(filing, by)


def current_documents(filing: Filing, kind: DocumentKind) -> list[Document]:
    """The files of one kind that the version in preparation holds, in the order of upload."""
    return [d for d in filing.documents if d.kind is kind and d.removed_at is None]


def _require_open(filing: Filing, name: str) -> None:
    """Refuse what would change a filing that is closed, or a page that is signed off."""
    if not filing.is_editable:
        raise InvalidTransition(f"{filing.reference} is {filing.status} and cannot be edited")
    sign_offs.require_open(filing, name)


def _is_repeated(page: FilingPage, save: _Save) -> bool:
    """Whether this is the save just made by the same person, sent twice."""
    return (
        page.revision == save.revision + 1
        and page.saved_by_id == save.by.id
        and page.answers == save.answers
    )


def _first(filing: Filing, name: str, save: _Save) -> FilingPage:
    if save.revision != 0:
        raise SavedMeanwhile(name)
    page = FilingPage(
        name=name,
        answers=save.answers,
        complete=save.complete,
        revision=1,
        saved_at=save.at,
        saved_by_id=save.by.id,
    )
    filing.pages.append(page)
    db.session.flush()
    return page


def _replace(page: FilingPage, save: _Save) -> FilingPage:
    """Replace the answers if, and only if, the stored revision is still the one that was seen."""
    replaced = db.session.execute(
        update(FilingPage)
        .where(
            FilingPage.filing_id == page.filing_id,
            FilingPage.name == page.name,
            FilingPage.revision == save.revision,
        )
        .values(
            answers=save.answers,
            complete=save.complete,
            revision=save.revision + 1,
            saved_at=save.at,
            saved_by_id=save.by.id,
        )
        .returning(FilingPage.revision)
        .execution_options(synchronize_session=False)
    )
    if replaced.first() is None:
        raise SavedMeanwhile(page.name)
    db.session.refresh(page)
    return page


def _reopen_page_that_rests_on(filing: Filing, name: str) -> None:
    if name in RESTS_ON and (page := stored_page(filing, RESTS_ON[name])):
        page.complete = False


def _contribute(filing: Filing, by: User) -> None:
    key = (filing.id, number_in_preparation(filing), by.id)
    if db.session.get(FilingContributor, key) is None:
        db.session.add(FilingContributor(filing_id=key[0], version=key[1], user_id=key[2]))
