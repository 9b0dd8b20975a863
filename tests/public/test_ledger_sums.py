"""The sums of the ledger add up: over statuses, sectors, markets and states, and with its files."""

import csv
import io
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select

from registry import ledger
from registry.extensions import db
from registry.forms.ledger import GROUPS, LedgerSearch
from registry.models import PublicStatus, RegisterEntry, ReportingClass
from registry.public import counts
from registry.public.ledger import chosen, matrix
from registry.public.ledger import sums as ledger_sums
from tests.factories import AT, an_entry, an_organisation
from tests.public.registers import YEARS, a_register

pytestmark = pytest.mark.usefixtures("session")

TODAY = date(2026, 11, 21)


def lines_of(client, url):
    return list(csv.DictReader(io.StringIO(client.get(url).text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("seed", range(4))
def test_the_statuses_of_a_year_add_up_to_everybody_of_the_year(seed):
    a_register(seed)
    for year, tally in ledger_sums.by_year(TODAY).items():
        entries = select(func.count()).where(RegisterEntry.year == year)
        assert sum(tally.statuses.values()) == tally.total == db.session.scalar(entries)
        assert tally == counts.by_year(TODAY)[year]
        assert tally.published + tally.volunteers == sum(
            tally.statuses.get(status, 0) for status in counts.PUBLISHED
        )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("part", ["sector", "market"])
def test_the_parts_of_a_year_add_up_to_the_year(seed, part):
    a_register(seed)
    lines = ledger_sums.by_part(part, TODAY)
    for year, whole in ledger_sums.by_year(TODAY).items():
        assert ledger_sums.added(line.years[year] for line in lines) == whole


@pytest.mark.parametrize("seed", range(4))
def test_the_sums_of_a_sector_a_market_and_a_state_are_those_of_its_rows(seed):
    a_register(seed)
    for facts in ({"sector": "energy"}, {"market": "ACE"}, {"sector": "energy", "market": "ACE"}):
        assert_sums_are_those_of_the_rows(LedgerSearch(year=2026, **facts))
    assert_sums_are_those_of_the_rows(LedgerSearch(year=2026, state="SGR"))


@pytest.mark.parametrize(
    "asked",
    [
        {"status": "overdue"},
        {"status": "published"},
        {"status": "expected", "state": "SBH"},
        {"status": "volunteers"},
        {"reporting_class": "statutory_body"},
        {"reporting_class": "listed_company", "status": "exempt"},
    ],
)
def test_the_sums_of_a_search_are_those_of_its_rows(asked):
    a_register(7, 80)
    assert_sums_are_those_of_the_rows(LedgerSearch(year=2026, **asked))


def assert_sums_are_those_of_the_rows(search):
    """Every square of every row that the search finds stands in exactly one sum."""
    found: Counter[tuple[int, PublicStatus]] = Counter()
    for row in matrix.everything(search, TODAY):
        found.update((year, square.status) for year, square in row.squares.items())
    sums = {
        (year, status): count
        for year, tally in ledger_sums.by_year(TODAY, search).items()
        for status, count in tally.statuses.items()
    }
    assert {key: count for key, count in sums.items() if count} == found


def test_a_sum_leads_to_as_many_rows_as_it_says():
    a_register(3, 60)
    for year, tally in ledger_sums.by_year(TODAY).items():
        sums = {**tally.statuses, "expected": tally.expected, "published": tally.published}
        for status, count in {**sums, "volunteers": tally.volunteers}.items():
            rows = matrix.everything(LedgerSearch(year=year, status=str(status)), TODAY)
            assert len(list(rows)) == count, (year, status)


def test_the_files_say_what_the_pages_say(client):
    a_register(5)
    rows = lines_of(client, "/en/ledger.csv")
    for year, tally in ledger_sums.by_year(TODAY).items():
        told = Counter(row[f"{year}_status"] for row in rows if row[f"{year}_status"])
        assert told == {str(status): count for status, count in tally.statuses.items() if count}
    for part in ("sector", "market"):
        sums = lines_of(client, f"/en/ledger/by/{part}.csv")
        for year, tally in ledger_sums.by_year(TODAY).items():
            of_year = [row for row in sums if row["year"] == str(year)]
            for name in ("organisations", "expected", "published", "volunteers", "overdue"):
                total = sum(int(row[name]) for row in of_year)
                assert total == vars_of(tally)[name]


def vars_of(tally):
    return {
        "organisations": tally.total,
        "expected": tally.expected,
        "published": tally.published,
        "volunteers": tally.volunteers,
        "overdue": tally.statuses.get(PublicStatus.OVERDUE, 0),
    }


def test_the_states_add_up_to_the_year_in_the_page_and_the_file(client):
    a_register(6)
    whole = ledger_sums.by_year(TODAY)[2026]
    rows = lines_of(client, "/en/states.csv?year=2026")
    assert sum(int(row["organisations"]) for row in rows) == whole.total
    assert sum(int(row["published"]) for row in rows) == whole.published
    table = client.page("/en/states?year=2026").rows()
    assert table[-1][-1] == str(whole.total)


def test_deadlines_say_who_had_published_when_the_day_ended(client):
    def published(on, due_on):
        an_entry(
            an_organisation(),
            status=PublicStatus.PUBLISHED_ON_TIME,
            status_on=on,
            published_on=on,
            due_on=due_on,
        )

    june, december = date(2026, 6, 30), date(2026, 12, 31)
    published(june, june)
    published(date(2026, 7, 1), june)
    published(date(2026, 11, 1), december)
    an_entry(an_organisation(), due_on=june)
    an_entry(an_organisation(), due_on=june, status=PublicStatus.EXEMPT)
    first, second = lines_of(client, "/en/ledger/deadlines/2026.csv")
    assert (first["expected"], first["published_by_then"], first["published_by_now"]) == (
        *("3", "1"),
        "2",
    )
    assert (second["expected"], second["published_by_then"], second["published_by_now"]) == (
        *("1", ""),
        "1",
    )
    assert client.get("/en/ledger/deadlines/2031.csv").status_code == 404


def test_sums_are_remembered_until_the_register_or_the_day_changes(queries):
    an_entry(an_organisation(), due_on=TODAY)
    ledger.append("year_opened", "2026", {}, at=AT)
    assert ledger_sums.by_year(TODAY)[2026].statuses == {PublicStatus.DUE: 1}
    with queries() as made:
        ledger_sums.by_year(TODAY)
        ledger_sums.by_part("sector", TODAY)
    assert made == []
    tomorrow = date(2026, 11, 22)
    assert ledger_sums.by_year(tomorrow)[2026].statuses == {PublicStatus.OVERDUE: 1}


def test_a_year_before_an_organisation_was_known_counts_it_nowhere():
    an_entry(an_organisation(), 2025)
    an_entry(an_organisation(), 2026, reporting_class=ReportingClass.VOLUNTARY)
    totals = ledger_sums.by_year(TODAY)
    assert {year: tally.total for year, tally in totals.items()} == {2026: 1, 2025: 1}
    assert totals[2026].expected == 0
    assert set(totals) <= set(YEARS)


@pytest.mark.parametrize("facts", [{}, {"state": "SGR"}, {"state": "SGR", "sector": "energy"}])
@pytest.mark.parametrize("status", ["", "overdue", "due", "exempt", *GROUPS])
def test_of_many_that_are_chosen_the_sums_of_their_own_year_are_those_of_the_rows(
    monkeypatch, status, facts
):
    a_register(4, 60)
    search = LedgerSearch(
        year=2026, status=status, reporting_class="" if status else "voluntary", **facts
    )
    of_few = ledger_sums.by_year(TODAY, search)
    monkeypatch.setattr(chosen, "MOST_FOLLOWED", -1)
    assert ledger_sums.by_year(TODAY, search) == {2026: of_few[2026]}


def test_a_page_of_many_that_are_chosen_says_that_its_sums_are_of_one_year(client, monkeypatch):
    for due_on in (date(2026, 6, 30), date(2026, 9, 30)):
        owner = an_organisation()
        an_entry(owner, 2025)
        an_entry(owner, 2026, due_on=due_on)
    monkeypatch.setattr(chosen, "MOST_FOLLOWED", 1)
    page = client.page("/en/ledger?status=overdue&year=2026")
    assert "the sums, of so many, in that year alone" in page.text
    assert [cell.text for cell in page.all(".//table[@class='table sums-table']/thead/tr/th")] == [
        "Status",
        "2026",
    ]
