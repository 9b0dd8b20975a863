"""Organisations that are chosen by a class or a status: their sums in the year, and in all years.

In the year itself the sums are kept, whoever is chosen. How the chosen stand in other years is
counted one by one, so it is told of a few only: a page costs the same in a register of any size.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, func, literal, select, union_all

from registry.extensions import db
from registry.forms.ledger import EXPECTED, PUBLISHED, VOLUNTEERS, LedgerSearch
from registry.models import (
    EVER,
    ListingCount,
    PublicStatus,
    RegisterEntry,
    SectorCount,
    StateCount,
)
from registry.public import counts
from registry.public.counts import STANDING, Statuses, Tallies, Tally
from registry.public.ledger import matrix

MOST_FOLLOWED = 2_000
"""Of so many that are chosen by how they stand in one year, the other years are added up, too."""
OWN, FOLLOWED = 0, 1
"""Sums of the chosen year that are kept, and of every year that are counted."""

Counted = SectorCount | StateCount | ListingCount


def own_and_followed(search: LedgerSearch, today: date) -> Tallies:
    """By kind of sum and year: ``OWN`` of the searched year before any status is asked for, and
    ``FOLLOWED`` of all years, which is all of them where no more are chosen than are followed.
    """
    return counts.tallies(db.session.execute(_own_and_followed(search, today)), today)


def _own_and_followed(search: LedgerSearch, today: date) -> CompoundSelect[Any]:
    """In one question, which reads no more entries than are followed."""
    few = matrix.chosen(search, today).limit(MOST_FOLLOWED + 1).subquery()
    told = [RegisterEntry.year, *(getattr(RegisterEntry, name) for name in STANDING)]
    followed = select(literal(FOLLOWED), *told, func.count()).group_by(*told)
    model = kept_with(search)
    own = [model.year, *(getattr(model, name) for name in STANDING)]
    return union_all(
        select(literal(OWN), *own, func.sum(model.n))
        .where(model.year == search.year, *facts(model, search))
        .group_by(*own)
        .having(func.sum(model.n) != 0),
        followed.select_from(few).join(
            RegisterEntry, RegisterEntry.organisation_id == few.c.organisation_id
        ),
    )


def kept_with(search: LedgerSearch) -> type[Counted]:
    """The smallest counts that tell apart what is asked."""
    if not search.state:
        return SectorCount
    return ListingCount if search.sector or search.market else StateCount


def facts(model: type[Counted], search: LedgerSearch) -> list[ColumnElement[bool]]:
    asked = (*matrix.FACTS, "reporting_class")
    wanted = {name: value for name in asked if (value := getattr(search, name))}
    found = [getattr(model, name) == value for name, value in wanted.items()]
    return [*found, ListingCount.shown_on == EVER] if model is ListingCount else found


def standing_so(search: LedgerSearch, tally: Tally) -> Tally:
    """Those of a tally that have the status, or one of the group, that is asked for."""
    expected = tally.expected_statuses
    if search.status == EXPECTED:
        return Tally(expected, expected)
    if search.status == VOLUNTEERS:
        others = {status: n - expected.get(status, 0) for status, n in tally.statuses.items()}
        return Tally(_only(counts.PUBLISHED, others), {})
    if search.status == PUBLISHED:
        published = _only(counts.PUBLISHED, expected)
        return Tally(published, published)
    if search.public_status:
        one = (search.public_status,)
        return Tally(_only(one, tally.statuses), _only(one, expected))
    return tally


def _only(wanted: Sequence[PublicStatus], statuses: Statuses) -> Statuses:
    return {status: statuses[status] for status in wanted if statuses.get(status)}
