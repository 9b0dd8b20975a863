"""The start page: the state of the year, and the drawings that say it."""

from datetime import date

import pytest

from registry.extensions import db
from registry.models import PublicStatus, ReportingClass
from registry.public.figures.picture import curve, share_tiles, shared_out, year_bars
from registry.public.ledger.sums import Tally
from registry.wording import STATES
from tests.factories import an_entry, an_organisation, fee_lines
from tests.pages import text_of
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")


def test_the_bare_address_leads_to_the_readers_language(client):
    malay = client.get("/", headers={"Accept-Language": "ms,en;q=0.5"})
    assert malay.location == "/ms/"
    assert "Accept-Language" in malay.vary
    assert client.get("/", headers={"Accept-Language": "fr"}).location == "/en/"


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_it_opens_before_anything_is_in_the_register(client, lang):
    client.page(f"/{lang}/")


def test_the_state_of_the_year_is_one_sentence(client):
    a_statement()
    an_entry(an_organisation())
    an_entry(an_organisation(), status=PublicStatus.EXEMPT)
    page = client.page("/en/")
    sentence = "1 of 2 organisations have reported on forced labour for 2026. 1 is overdue."
    assert page.heading == sentence
    assert "as of 21 Nov 2026" in page.text
    assert ["Industrial products and services", "50%", "1", "2"] in page.rows()
    assert ["Overdue", "1"] in page.rows()


def test_fees_found_and_workers_covered_are_those_of_the_statements_of_the_year(client):
    lines = {"fees": {"fees": [*fee_lines("REC", by_workers="50000.00")]}}
    a_statement(answers=lines)
    a_statement(an_organisation(), 2025)
    page = client.page("/en/")
    assert "RM50,000 found to be paid by workers" in figures(page)
    assert "550 workers covered" in figures(page)


def figures(page):
    """What stands in the strip of figures: value, label, note."""
    return [
        f"{text_of(each.find('dd/a'))} {text_of(each.find('dt'))}"
        for each in page.all(".//div[@class='home-figure']")
    ]


def test_volunteers_are_counted_apart(client):
    a_statement()
    an_entry(
        an_organisation(),
        reporting_class=ReportingClass.VOLUNTARY,
        status=PublicStatus.PUBLISHED_ON_TIME,
        published_on=date(2026, 5, 4),
        status_on=date(2026, 5, 4),
    )
    page = client.page("/en/")
    assert "1 of 1 expected have published (100%)" in page.text
    assert "Another 1 published voluntarily" in page.text


def test_every_number_leads_to_its_organisations(client):
    owner = an_organisation("Contoh Lewat Berhad")
    an_entry(owner)
    page = client.page("/en/")
    urls = [link.get("href") for link in page.all(".//div[@class='home-figure']/dd/a")]
    overdue = next(url for url in urls if "status=overdue" in url)
    assert "Contoh Lewat Berhad" in client.page(overdue).text


def test_the_start_page_takes_few_queries_even_when_nothing_is_remembered(client, queries):
    a_statement()
    db.session.commit()
    with queries() as made:
        client.page("/en/")
    assert len(made) <= 5, "\n\n".join(made)


def test_deadlines_are_shown_as_they_stood(client):
    published = {"status": PublicStatus.PUBLISHED_LATE, "status_on": date(2026, 7, 2)}
    an_entry(an_organisation(), published_on=date(2026, 7, 2), **published)
    an_entry(an_organisation())
    assert ["30 Jun 2026", "2", "0", "1"] in client.page("/en/").rows()


def test_the_latest_statements_are_named(client):
    statement = a_statement(an_organisation("Contoh Terbaru Berhad"))
    page = client.page("/en/")
    assert page.links["Contoh Terbaru Berhad"].endswith(f"/{statement.organisation_id}/2026")


@pytest.mark.parametrize(
    ("counts", "squares"),
    [
        ({"a": 1, "b": 1}, {"a": 50, "b": 50}),
        ({"a": 1, "b": 999}, {"a": 1, "b": 99}),
        ({"a": 1, "b": 1, "c": 1}, {"a": 34, "b": 33, "c": 33}),
        ({"a": 0, "b": 0}, {"a": 0, "b": 0}),
    ],
)
def test_a_hundred_squares_are_shared_out_and_nothing_that_is_there_vanishes(counts, squares):
    assert shared_out(counts) == squares


def test_the_steps_of_a_year_end_with_everybody_published_and_due():
    published = {date(2026, 3, 1): 2, date(2026, 7, 1): 1}
    due = {date(2026, 6, 30): 4, date(2026, 12, 31): 6}
    drawn = curve(2026, published, due, date(2026, 11, 21))
    assert (drawn.published, drawn.due, drawn.last) == (3, 4, date(2026, 11, 21))
    assert drawn.due_path.startswith("M0 160") and "V0.0" in drawn.due_path
    assert [level.count for level in drawn.levels] == [5, 10]
    assert [month.label for month in drawn.months if month.label] == ["Jan", "Apr", "Jul", "Oct"]


def test_steps_hold_what_was_published_before_the_year_and_after_it():
    published = {date(2025, 11, 3): 1, date(2027, 2, 1): 1}
    drawn = curve(2026, published, {date(2026, 1, 31): 2}, date(2027, 3, 1))
    assert (drawn.published, drawn.last) == (2, date(2027, 2, 1))
    assert drawn.published_path.startswith("M0 160H0.0V80.0")


def test_there_are_no_steps_while_nobody_is_expected():
    assert curve(2026, {}, {}, date(2026, 11, 21)) is None


def test_a_state_is_tinted_by_its_share():
    def tally(published, expected):
        rest = {PublicStatus.OVERDUE: expected - published}
        statuses = {PublicStatus.PUBLISHED_LATE: published, **rest}
        return Tally(statuses, statuses)

    shares = {"SBH": tally(0, 3), "JHR": tally(1, 4), "SGR": tally(2, 7), "KUL": tally(9, 9)}
    tiles = {tile.code: tile.shade for tile in share_tiles(shares)}
    assert tiles.keys() == STATES.keys()
    assert [tiles[code] for code in ("PLS", "SBH", "JHR", "SGR", "KUL")] == [0, 0, 1, 2, 4]


def test_the_parts_of_a_bar_are_everybody():
    statuses = {
        PublicStatus.PUBLISHED_LATE: 3,
        PublicStatus.EXEMPT: 2,
        PublicStatus.NOT_IN_SCOPE: 1,
    }
    (bar,) = year_bars({2026: Tally(statuses, {PublicStatus.PUBLISHED_LATE: 3})})
    assert bar.parts == [
        ("Published late", 3, "warning"),
        ("Not expected to report", 3, "muted"),
    ]
