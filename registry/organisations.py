"""Organisations: adding, changing and finding them.

A record here is plain data (``OrganisationRecord``); one made by hand, one from the seed and one
from a line of a CSV file take the same way into the tables.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from registry import names, obligations
from registry.extensions import db
from registry.models import (
    ListingState,
    Market,
    Organisation,
    OrganisationAlias,
    OrganisationClass,
    OrganisationWord,
    ReportingClass,
    table_of,
)

LAST_CHARACTER = "\U0010ffff"
MOST_WORDS = 12
"""Of a query; each further word would cost a look-up and hardly tell two organisations apart."""


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
    aliases: tuple[str, ...] = ()
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

    def words(self) -> set[str]:
        """Every word by which the organisation is found."""
        texts = (self.name, *self.aliases, self.ssm_number, self.ssm_old_number, self.stock_code)
        return {word for text in texts if text for word in names.words(text)}

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


def matching(text: str, organisation_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """The condition that an organisation has a word that starts with each word of ``text``."""
    return and_(
        True,
        *(
            organisation_id.in_(
                select(OrganisationWord.organisation_id).where(
                    OrganisationWord.word >= word, OrganisationWord.word < word + LAST_CHARACTER
                )
            )
            for word in names.words(text)[:MOST_WORDS]
        ),
    )


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
    for part in (OrganisationWord, OrganisationAlias, OrganisationClass):
        db.session.execute(
            delete(part)
            .where(part.organisation_id.in_(ids))
            .execution_options(synchronize_session=False)
        )
    _add_parts(changes)
    obligations.refresh_entries(record.subject(i) for i, record in changes)
    db.session.expire_all()


def _add_parts(organisations: Iterable[tuple[int, OrganisationRecord]]) -> None:
    words, aliases, classes = [], [], []
    for organisation_id, record in organisations:
        own = {"organisation_id": organisation_id}
        words += [{**own, "word": word} for word in record.words()]
        aliases += [{**own, "name": name} for name in record.aliases]
        classes += [
            {**own, "since": since, "reporting_class": reporting_class, "reason": reason}
            for since, reporting_class, reason in record.classes
        ]
    connection = db.session.connection()
    for table, rows in (
        (OrganisationWord, words),
        (OrganisationAlias, aliases),
        (OrganisationClass, classes),
    ):
        if rows:
            connection.execute(insert(table_of(table)), rows)
