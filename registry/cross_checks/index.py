"""Keeps what a filing is compared by, whenever one comes in or is published."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from registry.cross_checks import passages, texts
from registry.cross_checks.others import recruiter_key
from registry.extensions import db
from registry.groups import entity_key
from registry.models import (
    Document,
    DocumentKind,
    Filing,
    FilingMention,
    FilingVersion,
    PassageBand,
    StatementPassage,
)

ENTITY, COVERED, RECRUITER, CORRIDOR = "entity", "covered", "recruiter", "corridor"
LEAST_RECRUITS = 5
"""Of fewer people no average is kept: it would tell of one of them."""
LONGEST_VALUE = 80


def keep(filing: Filing, version: FilingVersion, *, is_public: bool) -> None:
    """Take the version in place of the filing's earlier ones; what is public stays until then."""
    _forget(filing, everything=is_public)
    owner = {
        "filing_id": filing.id,
        "organisation_id": filing.organisation_id,
        "year": filing.year,
        "is_public": is_public,
    }
    _keep_passages(filing, passages.split(statement_text(version)), owner)
    if mentions := [owner | mention for mention in _mentions(version) if mention["key"]]:
        db.session.execute(insert(FilingMention), mentions)


def cite_no_more(filing: Filing) -> None:
    """The filing's statement was withdrawn: what it said of companies and recruiters is no basis
    for questions to others. Its paragraphs stay: copying them is still copying.
    """
    gone = delete(FilingMention).where(
        FilingMention.filing_id == filing.id, FilingMention.is_public
    )
    db.session.execute(gone, execution_options={"synchronize_session": False})


def statement_text(version: FilingVersion) -> str:
    """The text of the commitment statement that the version holds."""
    digest = next((d["sha256"] for d in version.documents if d["kind"] == "statement"), None)
    found = db.session.scalar(
        select(Document.text)
        .where(
            Document.filing_id == version.filing_id,
            Document.kind == DocumentKind.STATEMENT,
            Document.sha256 == digest,
        )
        .limit(1)
    )
    return found or ""


def _forget(filing: Filing, *, everything: bool) -> None:
    """Drop the filing's rows; without ``everything``, those of a version that is not public."""
    of_filing = StatementPassage.filing_id == filing.id
    mentioned = FilingMention.filing_id == filing.id
    if not everything:
        of_filing &= ~StatementPassage.is_public
        mentioned &= ~FilingMention.is_public
    ids = select(StatementPassage.id).where(of_filing)
    for rows in (
        delete(PassageBand).where(PassageBand.passage_id.in_(ids)),
        delete(StatementPassage).where(of_filing),
        delete(FilingMention).where(mentioned),
    ):
        db.session.execute(rows, execution_options={"synchronize_session": False})


def _keep_passages(filing: Filing, written: Sequence[str], owner: dict[str, Any]) -> None:
    """Wording that is common already gets no hashes: those who wrote it first stand for all."""
    if not written:
        return
    found = texts.nearest(written, filing, unpublished=True)
    rows = [
        owner
        | {
            "number": number,
            "text": text,
            "is_copied": near.is_copied,
        }
        for number, (text, near) in enumerate(zip(written, found, strict=True), 1)
    ]
    ids = db.session.scalars(
        insert(StatementPassage).returning(StatementPassage.id, sort_by_parameter_order=True), rows
    ).all()
    bands = [
        {"hash": hash, "passage_id": id}
        for id, text, near in zip(ids, written, found, strict=True)
        if near.others <= texts.COMMON_FROM
        for hash in set(passages.bands(text))
    ]
    if bands:
        db.session.execute(insert(PassageBand), bands)


def _mentions(version: FilingVersion) -> Iterator[dict[str, str]]:
    pages = version.answers
    for row in pages.get("period", {}).get("entities") or ():
        key = entity_key(row.get("ssm_number"))
        yield _mention(ENTITY, key, row.get("share_percent"))
        if row.get("covered") == "yes":
            yield _mention(COVERED, key, row.get("share_percent"))
    for row in pages.get("recruiters", {}).get("recruiters") or ():
        key = recruiter_key(row.get("country"), row.get("name"))
        yield _mention(RECRUITER, key, row.get("licence_no"))
    for figures in (version.assessment or {}).get("metrics", {}).get("corridors", ()):
        if figures["per_worker"] is not None and (figures["recruits"] or 0) >= LEAST_RECRUITS:
            yield _mention(CORRIDOR, figures["corridor"], figures["per_worker"])


def _mention(kind: str, key: str, value: Any) -> dict[str, str]:
    return {"kind": kind, "key": key, "value": str(value or "")[:LONGEST_VALUE]}
