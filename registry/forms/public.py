"""What a reader may ask of the register: filters, order and words, as they stand in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l

from registry.i18n import speaking
from registry.models import PublicStatus
from registry.wording import GRADES, MARKETS, PUBLIC_STATUSES, SECTORS, STATES, Words

LONGEST_TEXT = 100
MOST_WORDS = 8

FILTERS: Mapping[str, Words] = {
    "status": PUBLIC_STATUSES,
    "sector": SECTORS,
    "market": MARKETS,
    "state": STATES,
    "grade": GRADES,
}
"""Each filter with the values it takes and what people call them."""

FILTER_LABELS: Words = {
    "status": _l("Status"),
    "sector": _l("Sector"),
    "market": _l("Market"),
    "state": _l("State"),
    "grade": _l("Grade"),
}

SORTS: Words = {
    "name": _l("Name"),
    "activity": _l("Latest change first"),
    "deadline": _l("Deadline, earliest first"),
    "score": _l("Score, highest first"),
}


@cache
def filter_words(lang: str) -> Mapping[str, Mapping[str, str]]:
    """What people call each value of each filter, in the language of the page being made."""
    with speaking(lang):
        return {
            name: {str(value): str(label) for value, label in words.items()}
            for name, words in FILTERS.items()
        }


@dataclass(frozen=True, kw_only=True)
class Search:
    """What the reader asked, as far as it was understood."""

    year: int | None = None
    text: str = ""
    status: PublicStatus | None = None
    sector: str = ""
    market: str = ""
    state: str = ""
    grade: str = ""
    sort: str = "name"
    refused: tuple[str, ...] = field(default=(), compare=False)
    """Names of filters whose value is none of ours; they were left out."""
    shortened: bool = field(default=False, compare=False)

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Search":
        """Take what is understood from a query string, and remember what was not."""
        chosen = {name: given[name] for name in FILTERS if given.get(name)}
        refused = tuple(name for name, value in chosen.items() if value not in FILTERS[name])
        known: dict[str, Any] = {n: v for n, v in chosen.items() if n not in refused}
        if "status" in known:
            known["status"] = PublicStatus(known["status"])
        year, typed = given.get("year", ""), " ".join(given.get("q", "").replace("\0", "").split())
        text = " ".join(typed[:LONGEST_TEXT].split()[:MOST_WORDS])
        return cls(
            year=int(year) if _is_year(year) else None,
            text=text,
            sort=given["sort"] if given.get("sort") in SORTS else "name",
            refused=refused + (("year",) if year and not _is_year(year) else ()),
            shortened=text != typed,
            **known,
        )

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by name."""
        return {name: str(getattr(self, name)) for name in FILTERS if getattr(self, name)}

    @property
    def as_query(self) -> dict[str, Any]:
        """The query string that asks the same again, without the year."""
        text = {"q": self.text} if self.text else {}
        sort = {"sort": self.sort} if self.sort != "name" else {}
        return {**text, **self.chosen, **sort}

    def without(self, name: str) -> dict[str, Any]:
        """The query string with one filter, or the words (``q``), taken away."""
        return {key: value for key, value in self.as_query.items() if key != name}

    def of_year(self, year: int) -> "Search":
        return replace(self, year=year)

    def without_status(self) -> "Search":
        return replace(self, status=None)


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4
