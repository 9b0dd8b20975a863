"""Pages of the listing, walked forwards and back, are those of the whole list in its order."""

from datetime import date

import pytest
from sqlalchemy import select

from registry.extensions import db
from registry.forms.public import Search
from registry.models import RegisterEntry
from registry.public.listing import entries
from tests.public.registers import a_register

pytestmark = pytest.mark.usefixtures("session")

TODAY = date(2026, 11, 21)
LIMIT = 7


def give_scores(seed):
    """To most entries; some of them are public only later, and many are equal."""
    for place, entry in enumerate(db.session.scalars(select(RegisterEntry))):
        entry.score_tenths = None if (place + seed) % 4 == 0 else place % 5 * 100
        entry.grade_public_on = date(2026, 11, 20 + place % 3)
    db.session.flush()


def walk(search, step, after=""):
    found = []
    while after is not None:
        page = entries.page(search, TODAY, after=after, limit=LIMIT)
        found.append([row.organisation_id for row in page.rows])
        last, after = after, getattr(page, step)
    return found, last


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("chosen", [{}, {"sector": "energy"}])
@pytest.mark.parametrize("sort", ["name", "activity", "deadline", "score"])
def test_every_page_in_every_order(sort, chosen, seed):
    a_register(seed, 40)
    give_scores(seed)
    search = Search(year=2026, sort=sort, **chosen)
    everybody = [row.organisation_id for row in entries.everything(search, TODAY)]
    pages, last = walk(search, "next")
    assert sum(pages, []) == everybody
    back, _first = walk(search, "previous", last)
    assert sum(reversed(back), []) == everybody
