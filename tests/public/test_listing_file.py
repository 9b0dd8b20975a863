"""The listing as a file: line for line what the listing says, whatever its length."""

from datetime import date

import pytest
from sqlalchemy import select

from registry.extensions import db
from registry.forms.public import Search
from registry.models import Organisation
from registry.public import listing, listing_file, table
from seed.scale import MODELS, YEARS, scale

TODAY = date(2026, 11, 21)
DAYS = (TODAY, date(2026, 1, 2), date(2027, 8, 1))
SORTS = ("name", "deadline", "activity", "score")


def slowly(search, today):
    records = (table.record(row) for row in listing.everything(search, today))
    return "".join(table.csv_lines(records, table.COLUMNS))


@pytest.fixture
def register(session):
    """Statements of every practice, some due and overdue, and a name that begins like a formula."""
    scale(MODELS * len(YEARS) + 40)
    named = db.session.scalars(select(Organisation).order_by(Organisation.id).limit(1)).one()
    named.name = '=cmd|"calc" Berhad, "Kuala Lumpur"'
    named.stock_code = "-1"
    db.session.flush()


def test_the_file_says_what_the_listing_says(register, monkeypatch):
    monkeypatch.setattr(listing_file, "ROWS_AT_ONCE", 10)
    asked = [
        *((Search(year=year), day) for year in YEARS for day in DAYS),
        *((Search(year=2025, sort=sort), TODAY) for sort in SORTS),
        (Search(year=2025, sector="plantation", text="utara"), TODAY),
    ]
    for search, day in asked:
        pieces = list(listing_file.lines(search, day))
        assert "".join(pieces) == slowly(search, day)
        assert max(piece.count("\n") for piece in pieces) <= 10
