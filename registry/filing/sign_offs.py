"""Which pages an approver has signed off, and whether that still stands."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from registry import ledger
from registry.extensions import db
from registry.filing import queries
from registry.filing.asked import optional, pages_asked
from registry.forms.filing import PAGES
from registry.i18n import instant_text
from registry.models import (
    Document,
    DocumentKind,
    Filing,
    FilingEvent,
    FilingPage,
    InvalidTransition,
    PageSignOff,
)

FILES = {"statement": DocumentKind.STATEMENT, "evidence": DocumentKind.EVIDENCE}
"""Pages that hold files, and of which kind."""


class PageSignedOff(InvalidTransition):
    """A page cannot be changed: an approver signed it off."""

    def __init__(self, sign_off: PageSignOff) -> None:
        super().__init__(f"{sign_off.page} was signed off")
        self.sign_off = sign_off


def standing(filing: Filing) -> dict[str, PageSignOff]:
    """The sign-offs that hold, by page.

    One falls where the page is no longer what was signed off, or the officer asks about it since.
    """
    asked = queries.open_return(filing)
    pages = {page.name: page for page in filing.pages}
    return {
        row.page: row
        for row in db.session.scalars(_newest(filing))
        if row.signed_off
        and _is_same(row, filing, pages.get(row.page))
        and not _is_asked(row, asked)
    }


def require_open(filing: Filing, name: str) -> None:
    """Raise PageSignedOff where a sign-off keeps a page from being changed."""
    row = db.session.scalars(_newest(filing).where(PageSignOff.page == name)).first()
    if row is None or not row.signed_off:
        return
    page = db.session.get(FilingPage, (filing.id, name), populate_existing=True)
    if _is_same(row, filing, page) and not _is_asked(row, queries.open_return(filing)):
        raise PageSignedOff(row)


def page_of(kind: DocumentKind) -> str:
    """The page that holds files of a kind."""
    return next(name for name, held in FILES.items() if held is kind)


def words(sign_off: PageSignOff) -> str:
    """Why the page cannot be changed."""
    return str(
        _(
            "%(name)s signed this page off on %(when)s. "
            "It cannot be changed before it is reopened.",
            name=sign_off.by.name,
            when=instant_text(sign_off.at),
        )
    )


def awaited(filing: Filing, held: Iterable[str]) -> list[str]:
    """Names of the pages still to be signed off, beside those in ``held``."""
    done, opened = set(held), {page.name for page in filing.pages}
    owed = opened | set(pages_asked(filing)) - optional(filing)
    return [name for name in PAGES if name in owed - done]


def digest(filing: Filing, name: str, answers: Mapping[str, Any]) -> str:
    """SHA-256 of what a page says and of the files it holds."""
    return ledger.digest({"answers": answers, "files": [d.sha256 for d in files(filing, name)]})


def digest_now(filing: Filing, page: FilingPage | None, name: str) -> str:
    return digest(filing, name, page.answers if page else {})


def files(filing: Filing, name: str) -> list[Document]:
    """The files that a page holds now."""
    kind = FILES.get(name)
    return [d for d in filing.documents if d.kind is kind and d.removed_at is None]


def history(filing: Filing) -> list[PageSignOff]:
    """Every page signed off and reopened, newest first."""
    return list(
        db.session.scalars(
            select(PageSignOff)
            .where(PageSignOff.filing_id == filing.id)
            .options(joinedload(PageSignOff.by))
            .order_by(PageSignOff.id.desc())
        )
    )


def _newest(filing: Filing) -> Select[PageSignOff]:
    """The latest row of each page."""
    latest = (
        select(func.max(PageSignOff.id))
        .where(PageSignOff.filing_id == filing.id)
        .group_by(PageSignOff.page)
    )
    return select(PageSignOff).where(PageSignOff.id.in_(latest)).options(joinedload(PageSignOff.by))


def _is_same(row: PageSignOff, filing: Filing, page: FilingPage | None) -> bool:
    complete = page.complete if page else False
    return row.complete is complete and row.sha256 == digest_now(filing, page, row.page)


def _is_asked(row: PageSignOff, asked: FilingEvent | None) -> bool:
    if asked is None or asked.at < row.at:
        return False
    return any(place.partition(".")[0] == row.page for place in asked.comments)
