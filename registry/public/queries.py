"""What anyone may read of an organisation and its years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import contains_eager, joinedload

from registry.clock import day_of
from registry.extensions import db
from registry.models import (
    AssuranceFact,
    Concern,
    Organisation,
    Promise,
    RegisterEntry,
    Statement,
)

LATEST = 6
_ORGANISATION = (
    select(Organisation)
    .where(Organisation.id == bindparam("id"))
    .options(joinedload(Organisation.aliases), joinedload(Organisation.reporting_classes))
)
SAID = {
    "has_promises": exists().where(Promise.organisation_id == Organisation.id),
    "has_concerns": exists().where(Concern.organisation_id == Organisation.id),
    "has_facts": exists().where(AssuranceFact.organisation_id == Organisation.id),
}
"""What there may be of an organisation, published or not: what nobody said is not asked for."""


@dataclass(frozen=True)
class YearOfOrganisation:
    """A reporting year of an organisation: its entry, and its newest statement if any."""

    entry: RegisterEntry
    statement_id: int | None
    version: int | None

    def grade_is_public(self, today: date) -> bool:
        return is_past(self.entry.grade_public_on, today)


def is_past(day: date | None, today: date) -> bool:
    """Whether something that is public from a day on is public today."""
    return day is not None and day <= today


def day_of_last(replies: Sequence[Mapping[str, Any]] | None) -> date | None:
    """The day of an organisation's last reply to what was judged; None where it made none."""
    return day_of(datetime.fromisoformat(replies[-1]["at"])) if replies else None


def organisation(organisation_id: int) -> Organisation:
    """An organisation with its other names and reporting classes."""
    return db.session.scalars(_ORGANISATION, {"id": organisation_id}).unique().one()


def years_of(organisation_id: int) -> list[YearOfOrganisation]:
    """Every reporting year of an organisation, newest first."""
    found = db.session.execute(
        select(RegisterEntry, Statement.id, Statement.version)
        .outerjoin(Statement, Statement.id == RegisterEntry.statement_id)
        .where(RegisterEntry.organisation_id == organisation_id)
        .order_by(RegisterEntry.year.desc())
    )
    return [YearOfOrganisation(*row) for row in found]


def entry(organisation_id: int, year: int) -> RegisterEntry:
    """The entry of an organisation and year, with the organisation."""
    return db.session.scalars(
        select(RegisterEntry)
        .join(RegisterEntry.organisation)
        .options(contains_eager(RegisterEntry.organisation))
        .where(RegisterEntry.organisation_id == organisation_id, RegisterEntry.year == year)
    ).one()


def newest_entry(organisation_id: int, today: date) -> RegisterEntry:
    """The entry of the current reporting year, or of the newest before it."""
    return db.session.scalars(
        select(RegisterEntry)
        .where(RegisterEntry.organisation_id == organisation_id, RegisterEntry.year <= today.year)
        .order_by(RegisterEntry.year.desc())
        .limit(1)
    ).one()


def latest_published(year: int) -> Sequence[Any]:
    """The organisations of a reporting year whose statements became public last."""
    return db.session.execute(
        select(
            RegisterEntry.organisation_id,
            RegisterEntry.year,
            RegisterEntry.published_on,
            Organisation.name,
        )
        .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
        .where(RegisterEntry.year == year, RegisterEntry.statement_id.is_not(None))
        .order_by(RegisterEntry.status_on.desc(), RegisterEntry.organisation_id.desc())
        .limit(LATEST)
    ).all()
