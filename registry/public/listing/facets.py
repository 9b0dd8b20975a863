"""How many entries a search would find with each value of each filter."""

from datetime import date
from typing import Any

from sqlalchemy import String, and_, case, func, null, select, type_coerce, union_all

from registry.extensions import db
from registry.forms.public import FILTERS, Search
from registry.models import EVER, PublicStatus, RegisterEntry, effective_status
from registry.models import ListingCount as Kept
from registry.public.listing import columns as listing_columns
from registry.public.listing import everybody as listing_everybody
from registry.public.listing import statements as listing_statements
from registry.public.listing.columns import Array, Counts, Facet
from registry.public.listing.conditions import conditions, grade_is_public
from registry.public.unchanged import while_unchanged

Cells = tuple[dict[str, Facet], Array]


def counts(search: Search, today: date) -> Counts:
    """The counts of each facet, whatever is chosen of itself: numbers of what else there is."""
    if search.reads_statements:
        return listing_statements.counts(search, today)
    asked = search.counted()
    return while_unchanged(("facets", asked, today), lambda: _of_entries(asked, today))


def total(counts: Counts, search: Search) -> int:
    """How many entries a search finds, of those counted."""
    statuses = counts["status"]
    return statuses.get(search.status, 0) if search.status else sum(statuses.values())


def _of_entries(search: Search, today: date) -> Counts:
    if not (search.text or search.chosen):
        return listing_everybody.counts(search.year, today)
    everybody = Search(year=search.year, text=search.text)
    facets, weights = while_unchanged(("cells", everybody, today), lambda: _cells(everybody, today))
    counted, _ = listing_columns.counted(facets, search.chosen, weights=weights)
    statuses = {PublicStatus(status): n for status, n in counted["status"].items()}
    return {**counted, "status": statuses}


def _cells(search: Search, today: date) -> Cells:
    """The entries of a year that are alike in all that is filtered, with how many they are.

    Of everybody they are kept; where a name is looked for, it is a walk along one index. Whatever
    is filtered afterwards is a sum of a few thousand numbers.
    """
    import numpy as np

    asked = _of_search(search, today) if search.text else _of_year(search, today)
    found = db.session.execute(asked).all()
    *values, sizes = zip(*found, strict=True) if found else [()] * (len(FILTERS) + 1)
    named = zip(FILTERS, values, strict=True)
    return {name: Facet.of(each) for name, each in named}, np.array(sizes, dtype=np.int64)


def _of_search(search: Search, today: date) -> Any:
    """Those that a name finds: a column for each of ``FILTERS``, in their order, and the count."""
    shown = case((grade_is_public(today), RegisterEntry.grade), else_=None)
    stored = (RegisterEntry.sector, RegisterEntry.market, RegisterEntry.state)
    columns: list[Any] = [
        type_coerce(column, String)
        for column in (effective_status(today), *stored, shown, RegisterEntry.path)
    ]
    return select(*columns, func.count()).where(*conditions(search, today)).group_by(*columns)


def _of_year(search: Search, today: date) -> Any:
    """The same of everybody; whose grade is still to come is taken off, and added without it."""
    is_overdue = and_(Kept.status == PublicStatus.DUE, Kept.due_on < today)
    status = case((is_overdue, PublicStatus.OVERDUE.value), else_=type_coerce(Kept.status, String))
    place = (status, Kept.sector, type_coerce(Kept.market, String), Kept.state)
    grade, path = func.nullif(Kept.grade, ""), func.nullif(Kept.path, "")
    of_year, to_come = Kept.year == search.year, Kept.shown_on > today
    return union_all(
        select(*place, grade, path, Kept.n).where(of_year, Kept.shown_on == EVER),
        select(*place, grade, path, -Kept.n).where(of_year, to_come),
        select(*place, null(), path, Kept.n).where(of_year, to_come),
    )
