"""Organisations: adding, changing and finding them.

A record here is plain data (``OrganisationRecord``); one made by hand, one from the seed and one
from a line of a CSV file take the same way into the tables.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, update

from registry import name_search, names, obligations
from registry.extensions import db
from registry.models import (
    AliasKind,
    ListingState,
    Market,
    NameKind,
    Organisation,
    OrganisationAlias,
    OrganisationClass,
    ReportingClass,
    table_of,
)

ALIASES = {
    "old_names": AliasKind.OLD_NAME,
    "brands": AliasKind.BRAND,
    "short_names": AliasKind.SHORT_NAME,
    "aliases": AliasKind.ALIAS,
}
"""The parts of a record that hold other names, and what these are to the organisation."""
WITHOUT_DUTY = frozenset({ReportingClass.NOT_IN_SCOPE, ReportingClass.EXEMPT})
ON_THE_MARKET = frozenset({ListingState.LISTED, ListingState.SUSPENDED})


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationRecord:
    """All that the register keeps of an organisation, in the shape in which it is compared."""

    name: str
    ssm_number: str | None = None
    ssm_old_number: str | None = None
    stock_code: str | None = None
    lei: str | None = None
    market: Market = Market.NONE
    sector: str = ""
    target_sector: str = ""
    state: str = ""
    fye_month: int = 12
    fye_day: int = 31
    listing_state: ListingState = ListingState.UNLISTED
    listing_state_on: date | None = None
    homepage: str = ""
    secretary_email: str = ""
    old_names: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Names of any other kind."""
    classes: tuple[tuple[date, ReportingClass, str], ...] = field(default=())
    """since, class and reason, oldest first."""

    def columns(self) -> dict[str, Any]:
        """The columns of the organisation's own table."""
        return {
            "name": self.name,
            "name_key": names.key(self.name),
            "ssm_number": self.ssm_number,
            "ssm_old_number": self.ssm_old_number,
            "stock_code": self.stock_code,
            "lei": self.lei,
            "market": self.market,
            "sector": self.sector,
            "target_sector": self.target_sector,
            "state": self.state,
            "fye_month": self.fye_month,
            "fye_day": self.fye_day,
            "listing_state": self.listing_state,
            "listing_state_on": self.listing_state_on,
            "homepage": self.homepage,
            "secretary_email": self.secretary_email,
        }

    def other_names(self) -> list[tuple[AliasKind, str]]:
        return [(kind, name) for part, kind in ALIASES.items() for name in getattr(self, part)]

    def named(self, organisation_id: int) -> name_search.Named:
        """What the organisation is found by."""
        numbers = (self.ssm_number, self.ssm_old_number, self.stock_code, self.lei)
        others = ((NameKind(kind), name) for kind, name in self.other_names())
        has_duty = bool(self.classes) and self.classes[-1][1] not in WITHOUT_DUTY
        return name_search.Named(
            organisation_id=organisation_id,
            names=((NameKind.CURRENT, self.name), *others),
            numbers=tuple(number for number in numbers if number),
            reports=has_duty or self.listing_state in ON_THE_MARKET,
        )

    def subject(self, organisation_id: int) -> obligations.Subject:
        return obligations.Subject(
            organisation_id=organisation_id,
            name_key=names.key(self.name),
            sector=self.sector,
            market=self.market,
            state=self.state,
            fye_month=self.fye_month,
            fye_day=self.fye_day,
            listing_state=self.listing_state,
            listing_state_on=self.listing_state_on,
            classes=self.classes,
        )


def matching(text: str, organisation_id: Any) -> ColumnElement[bool]:
    """The condition that an organisation has a word that starts with each word of ``text``.

    Words that say the same in Malay or English count as well. ``organisation_id`` is the column
    that holds the organisation's number.
    """
    return name_search.condition(text, organisation_id)


def add(records: Sequence[OrganisationRecord]) -> list[int]:
    """Add new organisations with their words, classes and entries in every open year."""
    if not records:
        return []
    table = table_of(Organisation)
    ids = list(
        db.session.connection().scalars(
            insert(table).returning(table.c.id, sort_by_parameter_order=True),
            [record.columns() for record in records],
        )
    )
    _add_parts(list(zip(ids, records, strict=True)))
    years = obligations.open_years()
    obligations.add_entries(
        obligations.entry_values(record.subject(organisation_id), year)
        for organisation_id, record in zip(ids, records, strict=True)
        for year in years
    )
    return ids


def change(changes: Sequence[tuple[int, OrganisationRecord]]) -> None:
    """Overwrite organisations with what is now known of them."""
    for organisation_id, record in changes:
        db.session.execute(
            update(Organisation)
            .where(Organisation.id == organisation_id)
            .values(record.columns())
            .execution_options(synchronize_session=False)
        )
    ids = [organisation_id for organisation_id, _ in changes]
    name_search.forget(ids)
    for part in (OrganisationAlias, OrganisationClass):
        db.session.execute(
            delete(part)
            .where(part.organisation_id.in_(ids))
            .execution_options(synchronize_session=False)
        )
    _add_parts(changes)
    obligations.refresh_entries(record.subject(i) for i, record in changes)
    db.session.expire_all()


def index(organisations: Sequence[tuple[int, OrganisationRecord]]) -> None:
    """Write anew what these organisations are found by."""
    name_search.forget([organisation_id for organisation_id, _ in organisations])
    name_search.keep([record.named(organisation_id) for organisation_id, record in organisations])


def _add_parts(organisations: Iterable[tuple[int, OrganisationRecord]]) -> None:
    aliases, classes, named = [], [], []
    for organisation_id, record in organisations:
        own = {"organisation_id": organisation_id}
        named.append(record.named(organisation_id))
        aliases += [{**own, "kind": kind, "name": name} for kind, name in record.other_names()]
        classes += [
            {**own, "since": since, "reporting_class": reporting_class, "reason": reason}
            for since, reporting_class, reason in record.classes
        ]
    connection = db.session.connection()
    for table, rows in (
        (OrganisationAlias, aliases),
        (OrganisationClass, classes),
    ):
        if rows:
            connection.execute(insert(table_of(table)), rows)
    name_search.keep(named)
