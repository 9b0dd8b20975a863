"""Which agencies had a hand in a version of a filing, as the public page says."""

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, func, or_, select

from registry.extensions import db
from registry.models import Agency, Authority, Filing, FilingContributor, FilingEvent, FilingVersion


def _begun() -> ColumnElement[datetime]:
    """When work on a version could begin: as the version before was filed, or the filing begun."""
    earlier = select(func.max(FilingVersion.submitted_at)).where(
        FilingVersion.filing_id == bindparam("filing_id"),
        FilingVersion.number < bindparam("number"),
    )
    first = select(func.min(FilingEvent.at)).where(FilingEvent.filing_id == bindparam("filing_id"))
    return func.coalesce(earlier.scalar_subquery(), first.scalar_subquery())


_WHO_HELPED = (
    select(Agency.name)
    .distinct()
    .join(Authority, Authority.agency_id == Agency.id)
    .join(FilingContributor, FilingContributor.user_id == Authority.user_id)
    .join(Filing, Filing.id == FilingContributor.filing_id)
    .join(FilingVersion, FilingVersion.filing_id == Filing.id)
    .where(
        Filing.id == bindparam("filing_id"),
        FilingContributor.version == bindparam("number"),
        FilingVersion.number == bindparam("number"),
        Authority.organisation_id == Filing.organisation_id,
        Authority.decided_at <= FilingVersion.submitted_at,
        or_(Authority.revoked_at.is_(None), Authority.revoked_at > _begun()),
    )
    .order_by(Agency.name)
)


def who_helped(filing_id: int, number: int) -> list[str]:
    """The names of agencies through which somebody worked on a version, up to its filing."""
    return list(db.session.scalars(_WHO_HELPED, {"filing_id": filing_id, "number": number}))
