"""What the register can say about a SHA-256: whether it issued, received or published that file.

Of what is public it says everything; of a receipt or a dossier that is not, only that the register
issued it on a day. A hash cannot be guessed, so who asks holds the file or was given its hash.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from registry.extensions import db
from registry.models import Dossier, Filing, FilingVersion, Organisation, Signature, Statement

SHA256 = re.compile(r"[0-9a-f]{64}")


class Kind(StrEnum):
    RECEIPT = "receipt"
    VERSION = "version"
    SIGNATURE = "signature"
    DOCUMENT = "document"
    DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class Published:
    """The version of a published statement that a hash belongs to."""

    organisation_id: int
    organisation: str
    year: int
    version: int
    reference: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """What a hash stands for, since when, and the statement where that is public."""

    kind: Kind
    at: datetime
    published: Published | None


def plain(typed: str) -> str | None:
    """The SHA-256 that somebody typed or pasted, in small letters; None where it is none."""
    text = "".join(typed.split()).lower().removeprefix("sha256:").removeprefix("sha-256:")
    return text if SHA256.fullmatch(text) else None


def proofs(sha256: str) -> Sequence[Proof]:
    """Everything that the register knows of a hash; nothing where it does not know it."""
    return [*_versions(sha256), *_documents(sha256), *_dossiers(sha256)]


def _versions(sha256: str) -> Iterator[Proof]:
    """Receipts, fingerprints and signatures of filed versions."""
    for kind, condition in (
        (Kind.RECEIPT, FilingVersion.receipt_sha256 == sha256),
        (Kind.VERSION, FilingVersion.sha256 == sha256),
        (Kind.SIGNATURE, Signature.sha256 == sha256),
    ):
        for row in db.session.execute(_filed(condition, signed=kind is Kind.SIGNATURE)):
            yield Proof(kind, row.submitted_at, _published(row))


def _filed(condition: ColumnElement[bool], *, signed: bool) -> Any:
    found = (
        select(FilingVersion.submitted_at, *_STATEMENT)
        .select_from(FilingVersion)
        .join(Filing, Filing.id == FilingVersion.filing_id)
        .outerjoin(
            Statement,
            and_(
                Statement.filing_id == FilingVersion.filing_id,
                Statement.version == FilingVersion.number,
            ),
        )
        .outerjoin(Organisation, Organisation.id == Statement.organisation_id)
        .where(condition)
    )
    return found.join(Signature, Signature.version_id == FilingVersion.id) if signed else found


_STATEMENT = (
    Statement.id,
    Statement.organisation_id,
    Organisation.name,
    Statement.year,
    Statement.version,
    Statement.reference,
    Statement.withdrawn_on,
)


def _documents(sha256: str) -> Iterator[Proof]:
    """The organisation's own document of published statements; one may be filed more than once."""
    rows = db.session.execute(
        select(Statement.published_at, *_STATEMENT)
        .join(Organisation, Organisation.id == Statement.organisation_id)
        .where(Statement.document_sha256 == sha256)
        .order_by(Statement.year.desc(), Statement.version.desc())
    )
    for row in rows:
        yield Proof(Kind.DOCUMENT, row.published_at, _published(row))


def _dossiers(sha256: str) -> Iterator[Proof]:
    """A dossier is its organisation's own, so nothing but the day is said."""
    for at in db.session.scalars(select(Dossier.at).where(Dossier.sha256 == sha256)):
        yield Proof(Kind.DOSSIER, at, None)


def _published(row: Any) -> Published | None:
    if row.id is None:
        return None
    return Published(
        organisation_id=row.organisation_id,
        organisation=row.name,
        year=row.year,
        version=row.version,
        reference=row.reference,
        is_withdrawn=row.withdrawn_on is not None,
    )
