"""What a version of a filing is made of, and the hash by which anybody can prove it."""

from typing import Any

from registry import ledger
from registry.filing import asked
from registry.models import Document, Filing, FilingVersion
from registry.scoring.screening import Path


def number_in_preparation(filing: Filing) -> int:
    """The number that the version being worked on will have once it is filed."""
    latest = filing.latest_version
    return latest.number + 1 if latest else 1


def frozen_answers(filing: Filing) -> dict[str, dict[str, Any]]:
    """Page name -> field name -> answer, as the pages stand now."""
    return {page.name: page.answers for page in filing.pages}


def frozen_documents(filing: Filing) -> list[dict[str, Any]]:
    """The files that the filing holds now, without their text."""
    return [_described(document) for document in filing.documents if document.removed_at is None]


def in_preparation(filing: Filing) -> FilingVersion:
    """The version that would be filed now; it belongs to no session and is not kept."""
    return FilingVersion(
        number=number_in_preparation(filing),
        answers=frozen_answers(filing),
        documents=frozen_documents(filing),
        path=asked.path(filing),
        change_note="",
        salt=filing.salt,
    )


def content(filing: Filing, version: FilingVersion) -> dict[str, Any]:
    """What the version's SHA-256 is taken of: everything declared, and nothing added later."""
    return {
        "reference": filing.reference,
        "version": version.number,
        "period_start": filing.period_start.isoformat(),
        "period_end": filing.period_end.isoformat(),
        "answers": version.answers,
        "documents": version.documents,
        **({"path": version.path.value} if version.path is Path.SHORT else {}),
        **({"salt": version.salt} if version.salt else {}),
    }


def digest(filing: Filing, version: FilingVersion) -> str:
    """SHA-256 of the canonical JSON of ``content``."""
    return ledger.digest(content(filing, version))


def digest_now(filing: Filing) -> str:
    """The SHA-256 that the version in preparation would have, were it filed as it stands."""
    return digest(filing, in_preparation(filing))


def _described(document: Document) -> dict[str, Any]:
    return {
        "kind": document.kind.value,
        "filename": document.filename,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.sha256,
        "pages": document.pages,
    }
