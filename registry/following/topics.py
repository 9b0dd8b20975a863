"""What can be followed: an organisation, a sector, the whole register, a list of suppliers."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    case,
    cast,
    exists,
    func,
    select,
    union_all,
)

from registry.extensions import db
from registry.models import Filing, LedgerEvent, Organisation, RegisterEntry, SupplierLine
from registry.wording import SECTORS

OF_YEAR = re.compile(r"([0-9]+)/([0-9]{4})")
"""The subject of an event about an organisation in a year."""


class Kind(StrEnum):
    ORGANISATION = "organisation"
    SECTOR = "sector"
    REGISTER = "register"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Topic:
    """``Topic.read("organisation:12")``; as text it is what it was read from."""

    kind: Kind
    value: str = ""

    @classmethod
    def read(cls, text: str) -> "Topic":
        """ValueError for what is no topic."""
        kind, _colon, value = text.partition(":")
        topic = cls(Kind(kind), value)
        if topic.kind in {Kind.ORGANISATION, Kind.LIST}:
            int(value)
        if topic.kind is Kind.SECTOR and value not in SECTORS:
            raise ValueError(f"{value!r} is no sector")
        return topic

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}" if self.value else str(self.kind)

    @property
    def number(self) -> int:
        return int(self.value)

    def name(self) -> str:
        """What people call it, in the language of the page or letter."""
        if self.kind is Kind.ORGANISATION:
            found = db.session.get(Organisation, self.number)
            return found.name if found else ""
        if self.kind is Kind.SECTOR:
            return str(_("Sector: %(sector)s", sector=str(SECTORS[self.value])))
        is_list = self.kind is Kind.LIST
        return str(_("Your list of suppliers") if is_list else _("The whole register"))

    def organisations(self) -> Select[Any] | None:
        """The organisations it means; None where it means all."""
        if self.kind is Kind.ORGANISATION:
            return select(Organisation.id).where(Organisation.id == self.number)
        if self.kind is Kind.SECTOR:
            return select(Organisation.id).where(Organisation.sector == self.value)
        if self.kind is Kind.LIST:
            return select(SupplierLine.organisation_id).where(
                SupplierLine.list_id == self.number, SupplierLine.organisation_id.is_not(None)
            )
        return None

    def condition(self) -> ColumnElement[bool] | None:
        """Which events of the log are about it; None for all of them."""
        if self.kind is Kind.SECTOR:
            own = Organisation.id == _whose(), Organisation.sector == self.value
            return exists().where(*own).correlate(LedgerEvent)
        if (ids := self.organisations()) is None:
            return None
        references = select(Filing.reference).where(Filing.organisation_id.in_(ids))
        year = cast(RegisterEntry.organisation_id, String) + "/" + cast(RegisterEntry.year, String)
        years = select(year).where(RegisterEntry.organisation_id.in_(ids))
        return LedgerEvent.subject.in_(union_all(references, years))


def _whose() -> ColumnElement[int]:
    """The organisation of an event: of the filing that is its subject, or named in it (12/2026)."""
    subject = LedgerEvent.subject
    filed = select(Filing.organisation_id).where(Filing.reference == subject)
    filer = filed.correlate(LedgerEvent).scalar_subquery()
    named = cast(func.substr(subject, 1, func.length(subject) - len("/2026")), BigInteger)
    return func.coalesce(filer, case((subject.regexp_match(f"^{OF_YEAR.pattern}$"), named)))
