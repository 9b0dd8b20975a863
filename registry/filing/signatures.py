"""The record of a signature: who signed what, as what, when, and how they proved it was them.

No key signs the record: its SHA-256 stands in the public log, whose chain nobody can rewrite
unseen, and on the receipt.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from registry import assurance, ledger
from registry.extensions import db
from registry.forms.filing import PAGES
from registry.models import (
    Filing,
    FilingVersion,
    PageSignOff,
    SecondFactor,
    Signature,
    User,
)


@dataclass(frozen=True, slots=True)
class Signing:
    """What a signatory did and said in the moment of signing."""

    seen: str
    """The SHA-256 of what they read."""
    second_factor: SecondFactor
    post: str
    declaration: str
    language: str


def record(version: FilingVersion, signing: Signing, approved: Iterable[PageSignOff]) -> None:
    """Put the record of a signature under a version that was just made."""
    signature = Signature(
        signer=version.submitted_by,
        name=version.submitted_by.name,
        post=signing.post,
        tier=_tier(version),
        at=version.submitted_at,
        second_factor=signing.second_factor,
        content_sha256=version.sha256,
        declaration=signing.declaration,
        language=signing.language,
        sign_offs=[_as_data(each) for each in sorted(approved, key=_place)],
    )
    version.signature = signature
    signature.sha256 = ledger.digest(content(signature))


def content(signature: Signature) -> Mapping[str, Any]:
    """What the record's SHA-256 is taken of.

    The hashes of pages that were signed off are without salt, so the record has the version's.
    """
    return {
        "name": signature.name,
        "post": signature.post,
        "tier": signature.tier,
        "at": _instant(signature.at),
        "second_factor": signature.second_factor.value,
        "content": signature.content_sha256,
        "declaration": signature.declaration,
        "language": signature.language,
        "sign_offs": signature.sign_offs,
        **({"salt": signature.version.salt} if signature.version.salt else {}),
    }


def last_post(filing: Filing, user: User) -> str:
    """As what the person signed for this organisation the last time."""
    found = db.session.scalars(
        select(Signature.post)
        .join(FilingVersion)
        .join(Filing)
        .where(Signature.signer_id == user.id, Filing.organisation_id == filing.organisation_id)
        .order_by(Signature.id.desc())
    ).first()
    return found or ""


def _tier(version: FilingVersion) -> str:
    """How surely the register knew the signatory then."""
    organisation_id = version.filing.organisation_id
    tier = assurance.tier_of(version.submitted_by, organisation_id, version.submitted_at)
    return tier.name.lower()


def _place(each: PageSignOff) -> int:
    """In the order in which the pages are asked."""
    return list(PAGES).index(each.page)


def _as_data(each: PageSignOff) -> dict[str, Any]:
    return {
        "page": each.page,
        "name": each.by.name,
        "at": _instant(each.at),
        "sha256": each.sha256,
    }


def _instant(at: datetime) -> str:
    """The same text before and after the database kept it."""
    return at.astimezone(UTC).isoformat()
