"""Beginning a filing with last year's answers, and confirming them page by page.

A page that nobody confirmed is not stored among the pages of the filing: it is in no version and
in no score, whatever came back on it.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from registry import carried
from registry.extensions import db
from registry.filing.facts import corridors_of
from registry.forms.filing import PAGES
from registry.models import CarriedPage, Document, DocumentKind, Filing, FilingVersion, User


@dataclass(frozen=True)
class Carried:
    """What a page, or one corridor of the fee table, knows of the year before."""

    row: CarriedPage
    before: dict[str, Any]
    """Last year's answers as they were filed."""
    proposal: dict[str, Any]
    """Those of them that came back."""

    @property
    def year(self) -> int:
        return self.row.version.filing.year

    @property
    def waits(self) -> bool:
        """Whether nobody has confirmed or changed the page yet."""
        return self.row.confirmed_at is None


def source(organisation_id: int, year: int) -> FilingVersion | None:
    """The version filed last in the newest earlier year."""
    return db.session.scalar(
        select(FilingVersion)
        .join(Filing)
        .where(Filing.organisation_id == organisation_id, Filing.year < year)
        .order_by(Filing.year.desc(), FilingVersion.number.desc())
        .limit(1)
    )


def begin(filing: Filing, version: FilingVersion) -> None:
    """Propose the answers of an earlier version on every page that they come back to."""
    for page, answers in carried.brought_back(version.answers).items():
        if page in PAGES:
            for corridor in _corridors(answers) if page == "fees" else ("",):
                row = CarriedPage(filing_id=filing.id, page=page, corridor=corridor)
                row.version = version
                db.session.add(row)


def of(filing: Filing, page: str, corridor: str = "") -> Carried | None:
    """What was carried to a page, or to one corridor of the fee table."""
    row = db.session.get(CarriedPage, (filing.id, page, corridor))
    if row is None:
        return None
    before = _part(row.version.answers.get(page, {}), corridor)
    return Carried(row, before, carried.page_brought_back(page, before))


def waiting(filing: Filing) -> Set[str]:
    """Pages whose answers came back and that nobody has confirmed.

    A corridor of last year that the filing does not name this year waits for nobody.
    """
    rows = db.session.execute(
        select(CarriedPage.page, CarriedPage.corridor).where(
            CarriedPage.filing_id == filing.id, CarriedPage.confirmed_at.is_(None)
        )
    )
    named = corridors_of(filing)
    return {page for page, corridor in rows if not corridor or corridor in named}


def confirm(found: Carried | None, *, by: User, at: datetime) -> None:
    """Somebody looked at the page and saved it: what stands there is this year's answer."""
    if found and found.waits:
        found.row.confirmed_at = at
        found.row.confirmed_by_id = by.id


def earlier_evidence(filing: Filing) -> Sequence[Document]:
    """Evidence of the version filed last that the filing does not hold, in the order of upload."""
    version = source(filing.organisation_id, filing.year)
    if version is None:
        return []
    held = {d.sha256 for d in filing.documents if d.removed_at is None}
    filed = {d["sha256"] for d in version.documents if d["kind"] == DocumentKind.EVIDENCE}
    return db.session.scalars(
        select(Document)
        .where(Document.filing_id == version.filing_id, Document.sha256.in_(filed - held))
        .where(Document.kind == DocumentKind.EVIDENCE, Document.removed_at.is_(None))
        .order_by(Document.id)
    ).all()


def _part(answers: Mapping[str, Any], corridor: str) -> dict[str, Any]:
    if not corridor:
        return dict(answers)
    lines = answers.get("fees") or []
    return {"fees": [line for line in lines if line.get("corridor") == corridor]}


def _corridors(answers: Mapping[str, Any]) -> list[str]:
    lines = answers.get("fees") or []
    return list(dict.fromkeys(line["corridor"] for line in lines if line.get("corridor")))
