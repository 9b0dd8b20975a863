"""How many entries a search would find with each value of each filter."""

from datetime import date
from typing import Any

from sqlalchemy import String, case, func, select, type_coerce

from registry.extensions import db
from registry.forms.public import Search
from registry.models import PublicStatus, RegisterEntry, effective_status
from registry.public import listing_columns, listing_statements
from registry.public.conditions import conditions, grade_is_public
from registry.public.counts import remembered
from registry.public.listing_columns import Array, Counts, Facet

FACETS = ("status", "sector", "market", "state", "grade", "path")

Cells = tuple[dict[str, Facet], Array]


def counts(search: Search, today: date) -> Counts:
    """The counts of each facet, whatever is chosen of itself: numbers of what else there is."""
    if search.reads_statements:
        return listing_statements.counts(search, today)
    asked = search.counted()
    return remembered(("facets", asked, today), lambda: _of_entries(asked, today))


def total(counts: Counts, search: Search) -> int:
    """How many entries a search finds, of those counted."""
    statuses = counts["status"]
    return statuses.get(search.status, 0) if search.status else sum(statuses.values())


def _of_entries(search: Search, today: date) -> Counts:
    everybody = Search(year=search.year, text=search.text)
    facets, weights = remembered(("cells", everybody, today), lambda: _cells(everybody, today))
    counted, _ = listing_columns.counted(facets, search.chosen, weights=weights)
    statuses = {PublicStatus(status): n for status, n in counted["status"].items()}
    return {**counted, "status": statuses}


def _cells(search: Search, today: date) -> Cells:
    """The entries of a year that are alike in all that is filtered, with how many they are.

    A walk along one index; whatever is filtered afterwards is a sum of a few thousand numbers.
    """
    import numpy as np

    shown = case((grade_is_public(today), RegisterEntry.grade), else_=None)
    stored = (RegisterEntry.sector, RegisterEntry.market, RegisterEntry.state)
    columns: list[Any] = [
        type_coerce(column, String)
        for column in (effective_status(today), *stored, shown, RegisterEntry.path)
    ]
    found = db.session.execute(
        select(*columns, func.count()).where(*conditions(search, today)).group_by(*columns)
    ).all()
    *values, sizes = zip(*found, strict=True) if found else [()] * (len(FACETS) + 1)
    named = zip(FACETS, values, strict=True)
    return {name: Facet.of(each) for name, each in named}, np.array(sizes, dtype=np.int64)
