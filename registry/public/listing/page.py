"""What the page of the listing shows: organisations by name, statements by their words, or both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from markupsafe import Markup
from sqlalchemy import select

from registry import text_search
from registry.extensions import db
from registry.forms.public import FILTERS, NAMES, STATEMENTS, Search
from registry.models import StatementText
from registry.public.listing import entries as listing
from registry.public.listing import facets as listing_facets
from registry.public.listing import statements as listing_statements
from registry.public.listing.columns import Counts
from registry.public.listing.entries import Listed
from registry.public.paging import Page
from registry.public.unchanged import while_unchanged

AT_ONCE = 10
"""Statements on a page: each stands with what it says."""
FIRST_NAMES = 5
"""Organisations that stand before the statements that mention them."""
PASSAGES = 2
SEARCHES = 64
"""Whose addresses are remembered: a page writes dozens of the same."""

Passages = Mapping[int, Sequence[tuple[str, Markup]]]
"""Of each statement, where something was found, ``answers`` or ``document``, and what it says."""


@dataclass(frozen=True)
class Side:
    """Organisations, or statements: what was asked of them, some rows, and how many there are."""

    search: Search
    total: int
    page: Page[Listed]

    @property
    def has_more(self) -> bool:
        return self.total > len(self.page.rows)


@dataclass(frozen=True)
class Shown:
    names: Side | None
    statements: Side | None
    counts: Counts
    """Of the statements, where there are any, else of the organisations."""
    passages: Passages = field(default_factory=dict)
    too_common: str = ""
    """A phrase that could not be looked for in time; organisations are shown without it."""
    weight: int = 30_000
    """About how many bytes it takes to remember the statements of a page and what they say."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter, how many entries it would leave, and the address that sets it."""

    label: str
    count: int
    url: str
    is_chosen: bool


def shown(search: Search, today: date, *, after: str) -> Shown:
    """Organisations first, then the statements that mention what was typed into the one box."""
    try:
        return _shown(search, today, after)
    except text_search.TooCommon:
        return _too_common(search, today, after)


def _shown(search: Search, today: date, after: str) -> Shown:
    if search.reads_statements:
        return _statements(search, today, after)
    if search.text and not search.place:
        found = search.within(STATEMENTS)
        if listing_statements.query_of(found) and listing.total(found, today):
            return _both(search.within(NAMES), found, today)
    return _names(search, today, after)


def _names(search: Search, today: date, after: str) -> Shown:
    return Shown(_side(search, today, after), None, listing_facets.counts(search, today))


def _too_common(search: Search, today: date, after: str) -> Shown:
    asked = (search.text, search.mentions, search.without)
    others = replace(search, mentions="", without="", place=NAMES)
    if search.reads_statements:
        others = replace(others, text="", place="")
    words = " · ".join(filter(None, asked))
    return replace(_names(others, today, after), too_common=words)


def _both(named: Search, said: Search, today: date) -> Shown:
    found = _statements(said, today, "")
    first = while_unchanged(
        ("first names", named, today),
        lambda: listing.page(named, today, limit=FIRST_NAMES, promised=False),
    )
    names = Side(named, listing.total(named, today), first)
    return Shown(names, found.statements, found.counts, found.passages)


def _statements(search: Search, today: date, after: str) -> Shown:
    """Remembered until the register changes: the rows and passages cost more than to find them."""
    return listing_statements.MEMORY.while_unchanged(
        ("shown", search, today, after), lambda: _found(search, today, after)
    )


def _found(search: Search, today: date, after: str) -> Shown:
    counts = listing_facets.counts(search, today)
    rows = listing.page(search, today, after=after, limit=AT_ONCE, promised=False)
    side = Side(search, listing_facets.total(counts, search), rows)
    return Shown(None, side, counts, passages(search, rows.rows))


def _side(search: Search, today: date, after: str) -> Side:
    rows = listing.page(search, today, after=after, promised=False)
    return Side(search, listing.total(search, today), rows)


def passages(search: Search, rows: Sequence[Listed]) -> Passages:
    """What the statements of some rows say of what was looked for."""
    terms = listing_statements.query_of(search).wanted
    if not terms or not rows:
        return {}
    found = db.session.execute(
        select(StatementText.statement_id, StatementText.answers, StatementText.document).where(
            StatementText.statement_id.in_([row.statement_id for row in rows])
        )
    )
    return {number: _passages(terms, texts) for number, *texts in found}


def _passages(
    terms: Sequence[text_search.Term], texts: Sequence[str]
) -> Sequence[tuple[str, Markup]]:
    said: list[tuple[str, Markup]] = []
    for place, text in zip(("answers", "document"), texts, strict=True):
        most = PASSAGES - len(said)
        said += [(place, each) for each in text_search.passages(text, terms, most=most)]
    return said


def choices(
    counts: Counts, search: Search, words: Mapping[str, Mapping[str, str]], address: str
) -> dict[str, list[Choice]]:
    """Of each filter, the values that would leave anything, and the one that is set."""
    return {name: _choices(name, counts[name], search, words[name], address) for name in FILTERS}


def _choices(
    name: str, counts: Mapping[Any, int], search: Search, words: Mapping[str, str], address: str
) -> list[Choice]:
    chosen = search.chosen.get(name)
    start = address_without(search, name, address)
    found = {str(value): count for value, count in counts.items() if value}
    return [
        Choice(
            label,
            found.get(value, 0),
            start if value == chosen else f"{start}&{name}={value}",
            value == chosen,
        )
        for value, label in words.items()
        if value in found or value == chosen
    ]


def address_of(search: Search, address: str) -> str:
    """The one address of a search: its parts in their order, nothing that is empty."""
    return f"{address}?{'&'.join(_asked(search).values())}"


def address_without(search: Search, name: str, address: str) -> str:
    """The address of a search with one filter, or the words of one field, taken away."""
    return f"{address}?{'&'.join(said for key, said in _asked(search).items() if key != name)}"


@lru_cache(SEARCHES)
def _asked(search: Search) -> Mapping[str, str]:
    """Each part of the query string that asks for a search, as it is written there."""
    asked = {"year": search.year, **search.as_query}
    return {name: f"{name}={quote_plus(str(value))}" for name, value in asked.items()}
