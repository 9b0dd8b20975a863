"""What a reader may ask of the ledger, as it stands in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import lazy_gettext as _l

from registry.forms.public import LONGEST_TEXT, MOST_WORDS
from registry.models import PublicStatus
from registry.wording import (
    MARKETS,
    PUBLIC_STATUSES,
    REPORTING_CLASSES,
    SECTORS,
    STATES,
    Words,
)

EXPECTED = "expected"
PUBLISHED = "published"
VOLUNTEERS = "volunteers"

GROUPS: Words = {
    EXPECTED: _l("Expected to report"),
    PUBLISHED: _l("Published, of those expected"),
    VOLUNTEERS: _l("Published voluntarily"),
}
"""Sums that take several statuses together."""

FILTERS: Mapping[str, Words] = {
    "sector": SECTORS,
    "market": MARKETS,
    "state": STATES,
    "reporting_class": REPORTING_CLASSES,
    "status": {**GROUPS, **PUBLIC_STATUSES},
}
LABELS: Words = {
    "sector": _l("Sector"),
    "market": _l("Market"),
    "state": _l("State"),
    "reporting_class": _l("Reports as"),
    "status": _l("Status"),
}


@dataclass(frozen=True, kw_only=True)
class LedgerSearch:
    """Which organisations: by their name and by how they stand in one reporting year."""

    year: int | None = None
    text: str = ""
    sector: str = ""
    market: str = ""
    state: str = ""
    reporting_class: str = ""
    status: str = ""
    refused: tuple[str, ...] = field(default=(), compare=False)
    """Names of filters whose value is none of ours; they were left out."""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "LedgerSearch":
        asked = {name: given[name] for name in FILTERS if given.get(name)}
        known = {name: value for name, value in asked.items() if value in FILTERS[name]}
        year = given.get("year", "")
        is_year = year.isascii() and year.isdigit() and len(year) == 4
        words = given.get("q", "").replace("\0", "")[:LONGEST_TEXT].split()
        unknown = ("year",) if year and not is_year else ()
        return cls(
            year=int(year) if is_year else None,
            text=" ".join(words[:MOST_WORDS]),
            refused=(*(name for name in asked if name not in known), *unknown),
            **known,
        )

    def of_year(self, year: int) -> "LedgerSearch":
        return replace(self, year=year)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by name."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    @property
    def as_query(self) -> dict[str, Any]:
        """The query string that asks the same again, without the year."""
        return {**({"q": self.text} if self.text else {}), **self.chosen}

    @property
    def is_of_one_year(self) -> bool:
        """Whether it asks what may differ from year to year: a class or a status."""
        return bool(self.reporting_class or self.status)

    @property
    def public_status(self) -> PublicStatus | None:
        """The one status that it asks for; None for a group of them, or none."""
        return PublicStatus(self.status) if self.status in PUBLIC_STATUSES else None
