"""What a reader may ask of the register: filters, order and words, as they stand in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l

from registry.i18n import speaking
from registry.models import PublicStatus
from registry.scoring.screening import Path
from registry.wording import GRADES, MARKETS, PUBLIC_STATUSES, SECTORS, STATES, Words

LONGEST_TEXT = 100
MOST_WORDS = 8

PATHS: Words = {Path.FULL: _l("Full filing"), Path.SHORT: _l("Short filing")}

FILTERS: Mapping[str, Words] = {
    "status": PUBLIC_STATUSES,
    "sector": SECTORS,
    "market": MARKETS,
    "state": STATES,
    "grade": GRADES,
    "path": PATHS,
}
"""Each filter with the values it takes and what people call them."""

FILTER_LABELS: Words = {
    "status": _l("Status"),
    "sector": _l("Sector"),
    "market": _l("Market"),
    "state": _l("State"),
    "grade": _l("Grade"),
    "path": _l("Kind of filing"),
}

TEXTS: Mapping[str, str] = {"q": "text", "mentions": "mentions", "without": "without"}
"""Where each text of an address is kept: the one box, and words that statements have or lack."""

TEXT_LABELS: Words = {
    "q": _l("Search"),
    "mentions": _l("Mentions"),
    "without": _l("Does not mention"),
}

NAMES, STATEMENTS = "names", "statements"
PLACES = (NAMES, STATEMENTS)
"""Where the words of the box are looked for; both, where the address names none."""

SORTS: Words = {
    "name": _l("Name"),
    "activity": _l("Latest change first"),
    "deadline": _l("Deadline, earliest first"),
    "score": _l("Score, highest first"),
}
RELEVANCE = "relevance"
"""The order of statements that words were looked for in: who says most of them, then the newest."""
TEXT_SORTS: Words = {RELEVANCE: _l("Best match first"), **SORTS}


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
    mentions: str = ""
    without: str = ""
    """Words that a statement must not have, of those that were published."""
    place: str = ""
    """``NAMES`` or ``STATEMENTS``, where only one of them is asked for."""
    status: PublicStatus | None = None
    sector: str = ""
    market: str = ""
    state: str = ""
    grade: str = ""
    path: str = ""
    sort: str = ""
    """Of ``TEXT_SORTS``; empty for the usual order, by name or by relevance."""
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
        year = given.get("year", "")
        typed = {place: _one_line(given.get(name, "")) for name, place in TEXTS.items()}
        texts: dict[str, Any] = {place: _short(words) for place, words in typed.items()}
        return cls(
            year=int(year) if _is_year(year) else None,
            place=given["in"] if given.get("in") in PLACES else "",
            sort=given["sort"] if given.get("sort") in TEXT_SORTS else "",
            refused=refused + (("year",) if year and not _is_year(year) else ()),
            shortened=texts != typed,
            **texts,
            **known,
        )

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that are set, by name."""
        return {name: str(getattr(self, name)) for name in FILTERS if getattr(self, name)}

    @property
    def reads_statements(self) -> bool:
        """Whether statements are asked for by their words, and not organisations by their names."""
        return bool(self.mentions or self.without or (self.place == STATEMENTS and self.text))

    @property
    def order(self) -> str:
        """The order that is meant; names have no relevance."""
        if self.reads_statements:
            return self.sort or RELEVANCE
        return self.sort if self.sort in SORTS else "name"

    @property
    def as_query(self) -> dict[str, Any]:
        """The query string that asks the same again, without the year."""
        texts = {name: getattr(self, place) for name, place in TEXTS.items()}
        sort = "" if self.sort == (RELEVANCE if any(texts.values()) else "name") else self.sort
        others = {**texts, "in": self.place, **self.chosen, "sort": sort}
        return {name: value for name, value in others.items() if value}

    def of_year(self, year: int) -> "Search":
        return replace(self, year=year)

    def within(self, place: str) -> "Search":
        """The same, of names or of statements alone."""
        return replace(self, place=place)

    def counted(self) -> "Search":
        """What the numbers of a page depend on: not the order."""
        return replace(self, sort="")


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _short(text: str) -> str:
    return " ".join(text[:LONGEST_TEXT].split()[:MOST_WORDS])


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4
