"""The versions of a filing that everybody reads already, from the database."""

from sqlalchemy import and_, select

from registry.extensions import db
from registry.models import Filing, FilingVersion, Statement
from registry.public_answers.earlier import Version


def published_versions(filing: Filing) -> list[Version]:
    """Also those that were withdrawn: they stay on the record."""
    of_version = and_(
        FilingVersion.filing_id == Statement.filing_id, FilingVersion.number == Statement.version
    )
    asked = (
        select(FilingVersion.answers, Statement.answers)
        .join_from(Statement, FilingVersion, of_version)
        .where(Statement.filing_id == filing.id)
        .order_by(Statement.version)
    )
    found = db.session.execute(asked, execution_options={"autoflush": False})
    return [Version(filed, shown) for filed, shown in found]
