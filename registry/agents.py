"""Which agencies had a hand in a version of a filing, as the public page says."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from registry.extensions import db
from registry.models import Agency, Authority, Filing, FilingContributor, FilingEvent, FilingVersion

_FILED = aliased(FilingVersion)
"""The version that somebody worked on."""


def _begun() -> ColumnElement[datetime]:
    """When work on a version could begin: as the version before was filed, or the filing begun."""
    earlier = select(func.max(FilingVersion.submitted_at)).where(
        FilingVersion.filing_id == _FILED.filing_id, FilingVersion.number < _FILED.number
    )
    first = select(func.min(FilingEvent.at)).where(FilingEvent.filing_id == _FILED.filing_id)
    return func.coalesce(earlier.scalar_subquery(), first.scalar_subquery())


def helpers() -> Select[int, int, str]:
    """Filing, version and name of each agency through which somebody worked, up to its filing."""
    return (
        select(_FILED.filing_id, _FILED.number, Agency.name)
        .distinct()
        .join(Authority, Authority.agency_id == Agency.id)
        .join(FilingContributor, FilingContributor.user_id == Authority.user_id)
        .join(Filing, Filing.id == FilingContributor.filing_id)
        .join(_FILED, _FILED.filing_id == Filing.id)
        .where(
            FilingContributor.version == _FILED.number,
            Authority.organisation_id == Filing.organisation_id,
            Authority.decided_at <= _FILED.submitted_at,
            or_(Authority.revoked_at.is_(None), Authority.revoked_at > _begun()),
        )
    )


_WHO_HELPED = (
    helpers()
    .with_only_columns(Agency.name)
    .where(Filing.id == bindparam("filing_id"), _FILED.number == bindparam("number"))
    .order_by(Agency.name)
)


def who_helped(filing_id: int, number: int) -> list[str]:
    """The names of agencies through which somebody worked on a version."""
    return list(db.session.scalars(_WHO_HELPED, {"filing_id": filing_id, "number": number}))
