"""The listing as a file: line for line what the listing says, whatever its length."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import select

from registry import promises
from registry.extensions import db
from registry.forms.public import Search
from registry.models import Market, Organisation, Promise, PublicStatus, RegisterEntry
from registry.public.listing import entries as listing
from registry.public.listing import file as listing_file
from registry.public.listing import table
from registry.safe_csv import FORMULA, csv_lines
from seed.scale import MODELS, YEARS, scale

TODAY = date(2026, 11, 21)
DAYS = (TODAY, date(2026, 1, 2), date(2027, 8, 1))
SORTS = ("name", "deadline", "activity", "score")


def slowly(search, today):
    records = (table.record(row) for row in listing.everything(search, today))
    return "".join(csv_lines(records, table.COLUMNS))


NAMES = (
    '=cmd|"calc" Berhad, "Kuala Lumpur"',
    "-Contoh",
    "Contoh, -Utara,+Selatan,=1",
    "Contoh\tSatu",
    "\tContoh",
    "Contoh\nDua\r\nTiga",
    "\rContoh",
    '"',
    ",",
    "a@b",
    "",
    "Empat \\. Lima\\",
    "Façade 柔佛",
    *(f"{sign}1" for sign in FORMULA),
)
FOLLOWED = {"why": "", "reached": "", "due_on": None}


@pytest.fixture
def register(session):
    """Statements of every practice, some due and overdue, names that CSV and spreadsheets mistake,
    and promises that were kept, moved and never spoken of again.
    """
    scale(MODELS * len(YEARS) + 40)
    organisations = db.session.scalars(select(Organisation).order_by(Organisation.id)).all()
    for organisation, name in zip(organisations, NAMES, strict=False):
        organisation.name = name
    organisations[0].stock_code = "-1"
    organisations[1].ssm_old_number = ""
    entries = db.session.scalars(select(RegisterEntry).order_by(RegisterEntry.organisation_id))
    for entry, reason in zip(entries, ("-", "two, of them", ""), strict=False):
        entry.reason = entry.grade_withdrawn_reason = reason
    for organisation, told in zip(organisations, ("met", "partly", None, "missed"), strict=False):
        for year, moved in ((2024, None), (2025, "2026-05-01")):
            db.session.add(_promise(organisation, year, told, moved))
    db.session.flush()
    for promise in db.session.scalars(select(Promise)):
        _look_ahead(promise)
    db.session.flush()
    promises.sum_up_everything()


def _look_ahead(promise):
    known = {each.number: each for each in promises.of_organisation(promise.organisation_id)}
    expected = promises.outlook(known[promise.number])
    promise.told, promise.silent_from = expected.told, expected.silent_from


def _promise(organisation, year, told, moved):
    said = {**FOLLOWED, "year": year + 1, "on": f"{year + 1}-06-30", "outcome": told}
    return Promise(
        organisation_id=organisation.id,
        number=f"{year}-1",
        year=year,
        commitment='To "repay", all of it',
        owner="",
        metric="",
        target="",
        due_on=date(year, 12, 31),
        followed=[{**said, "due_on": moved}],
    )


def test_the_file_says_what_the_listing_says(register, monkeypatch):
    monkeypatch.setattr(listing_file, "ROWS_AT_ONCE", 10)
    asked = [
        *((Search(year=year), day) for year in YEARS for day in DAYS),
        *((Search(year=2025, sort=sort), TODAY) for sort in SORTS),
        (Search(year=2025, sector="plantation", text="utara"), TODAY),
        (Search(year=2025, text="100%"), TODAY),
        (Search(year=2025, status=PublicStatus.PUBLISHED_ON_TIME, market=Market.MAIN), TODAY),
        (Search(year=2025, grade="C"), TODAY),
    ]
    for search, day in asked:
        pieces = list(listing_file.lines(search, day))
        assert b"".join(pieces).decode() == slowly(search, day)
        assert max(map(_lines, pieces)) <= 10


def _lines(piece):
    return len(list(csv.reader(io.StringIO(piece.decode(), newline=""))))


def test_a_reader_who_goes_away_leaves_the_database_to_others(register, monkeypatch):
    monkeypatch.setattr(listing_file, "ROWS_AT_ONCE", 10)
    pieces = listing_file.lines(Search(year=2025), TODAY)
    next(pieces), next(pieces)
    pieces.close()
    db.session.rollback()
    assert db.session.scalar(select(1)) == 1
