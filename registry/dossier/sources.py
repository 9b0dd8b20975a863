"""Where a dossier's contents are read: rows of the organisation, and of nobody else."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from registry.extensions import db
from registry.models import (
    Authority,
    AuthorityStatus,
    Filing,
    FilingEvent,
    FilingVersion,
    Organisation,
    OutboxMessage,
    RegisterEntry,
    Reply,
    Statement,
    User,
)

DECIDED = (AuthorityStatus.ACCEPTED, AuthorityStatus.REVOKED)


def entries(organisation: Organisation, year: int | None) -> Sequence[RegisterEntry]:
    """The entries of one year or of all, the newest first."""
    wanted = select(RegisterEntry).where(RegisterEntry.organisation_id == organisation.id)
    if year is not None:
        wanted = wanted.where(RegisterEntry.year == year)
    return db.session.scalars(wanted.order_by(RegisterEntry.year.desc())).all()


def filing(entry: RegisterEntry) -> Filing | None:
    return db.session.scalar(
        select(Filing)
        .where(Filing.organisation_id == entry.organisation_id, Filing.year == entry.year)
        .options(
            selectinload(Filing.versions).joinedload(FilingVersion.submitted_by),
            selectinload(Filing.versions).joinedload(FilingVersion.signature),
            selectinload(Filing.events).joinedload(FilingEvent.by),
        )
    )


def statements(filing: Filing) -> dict[int, Statement]:
    """The published versions of a filing by their number."""
    found = db.session.scalars(select(Statement).where(Statement.filing_id == filing.id))
    return {statement.version: statement for statement in found}


def replies(filing: Filing) -> Sequence[Reply]:
    return db.session.scalars(
        select(Reply)
        .where(Reply.filing_id == filing.id)
        .options(joinedload(Reply.by))
        .order_by(Reply.id)
    ).all()


def authorities(organisation: Organisation) -> Sequence[Authority]:
    """Who could act for the organisation, and who can, oldest first."""
    return db.session.scalars(
        select(Authority)
        .where(Authority.organisation_id == organisation.id, Authority.status.in_(DECIDED))
        .options(joinedload(Authority.user))
        .order_by(Authority.id)
    ).all()


def letters(entry: RegisterEntry) -> Sequence[OutboxMessage]:
    """What the register wrote about the filing of a year to people of the organisation."""
    people = (
        select(User.email)
        .join(Authority, Authority.user_id == User.id)
        .where(Authority.organisation_id == entry.organisation_id, Authority.status.in_(DECIDED))
    )
    return db.session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.organisation_id == entry.organisation_id,
            OutboxMessage.year == entry.year,
            OutboxMessage.recipient.in_(people),
        )
        .order_by(OutboxMessage.id)
    ).all()
