"""What workers paid from each country, for anybody to read."""

import re

import pytest
from sqlalchemy import func, select

from registry.extensions import db
from registry.models import CorridorFigure
from registry.public.corridors import statements
from tests.factories import a_corridor, an_organisation, fee_lines
from tests.public.recruiting import a_register
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")


def recruiting(origin, paid="0.00", *, sector="manufacturing", recruits=50, repaid="0.00"):
    """Pages of a statement with one corridor, in which workers paid for one kind of cost."""
    row = a_corridor(origin=origin, sector=sector, recruits=recruits)
    lines = fee_lines(
        "REC",
        by_workers=paid,
        corridor=f"{origin}-{sector}",
        workers=recruits,
        reimbursed_myr=repaid,
        reimbursed_workers=recruits if repaid != "0.00" else 0,
    )
    return {
        "corridors": {"corridors_recruited": "yes", "corridors": [row]},
        "fees": {"fees": lines},
    }


def test_who_paid_nothing_takes_few_lines_on_a_phone(client):
    a_statement(answers=recruiting("NPL", "10000.00"))
    a_statement(answers=recruiting("NPL"))
    rows = client.page("/en/corridors/NPL").all(".//section[@id='statements']//tbody/tr")
    assert [row.get("class") for row in rows] == [None, "none-paid"]


def titles(page):
    """What the pictures say to who cannot see them."""
    return [" ".join(each.text.split()) for each in page.all(".//{*}svg/{*}title")]


def test_the_dearest_country_comes_first_with_its_range_in_words(client):
    a_statement(answers=recruiting("IDN", "50000.00"))
    a_statement(answers=recruiting("BGD", "800000.00"))
    page = client.page("/en/corridors")
    links = [name for name in page.links if name in ("Bangladesh", "Indonesia")]
    assert links == ["Bangladesh", "Indonesia"]
    assert titles(page)[0].startswith("Bangladesh: from RM16,000 to RM16,000 a worker")


def test_a_large_employer_weighs_more_than_a_small_one(client):
    a_statement(answers=recruiting("NPL", "30000.00", recruits=10))
    a_statement(answers=recruiting("NPL", "90000.00", recruits=90))
    title = titles(client.page("/en/corridors"))[0]
    assert "from RM1,000 to RM3,000" in title
    assert "half of the workers paid at most RM1,000" in title
    assert "on average RM1,200" in title


def test_what_was_found_and_repaid_is_told_year_by_year(client):
    a_statement(year=2025, answers=recruiting("NPL", "10000.00"))
    a_statement(answers=recruiting("NPL", "10000.00", repaid="4000.00"))
    said = [title for title in titles(client.page("/en/corridors")) if "repaid" in title]
    assert said == [
        "2026: workers paid RM10,000, of which RM4,000 was repaid",
        "2025: workers paid RM10,000, of which RM0 was repaid",
    ]


def test_a_country_tells_who_paid_for_what_and_names_the_statements_behind(client):
    company = an_organisation("Contoh Sumber Berhad")
    a_statement(company, answers=recruiting("NPL", "10000.00", repaid="4000.00"))
    page = client.page("/en/corridors/NPL")
    [costs] = [title for title in titles(page) if "the employer paid" in title]
    assert "workers paid RM4,000 that was repaid and RM6,000 that was not" in costs
    assert page.links["Contoh Sumber Berhad"] == f"/en/organisations/{company.id}/2026"


def test_a_statement_that_does_not_say_is_counted_and_in_no_average(client):
    a_statement(answers={"fees": {"fees": []}})
    page = client.page("/en/corridors")
    assert "No statement says" in page.text
    assert re.search(r"statements say what workers paid\s*0\s*of 1", page.text)


def test_a_year_and_a_country_that_nobody_told_of_are_not_found(client):
    a_statement(answers=recruiting("NPL"))
    assert client.get("/en/corridors?year=2025").status_code == 404
    assert client.get("/en/corridors?year=x").status_code == 404
    assert client.get("/en/corridors/BGD").status_code == 404
    assert client.get("/en/corridors/BGD/years.csv").status_code == 404


def test_before_the_first_statement_the_page_says_so(client):
    assert "No statement tells of recruitment" in client.page("/en/corridors").text
    assert client.get("/en/corridors/ranges.csv").status_code == 200


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_every_page_reads_in_both_languages(client, lang):
    a_statement(answers=recruiting("NPL", "10000.00"))
    for place in ("corridors", "corridors/NPL", "recruiters", "recruiters/NPL-1234075076"):
        assert client.page(f"/{lang}/{place}").heading


@pytest.mark.parametrize(
    "place", ["corridors", "corridors/NPL", "recruiters", "recruiters/NPL-1234075076"]
)
def test_a_page_asks_at_most_five_queries(client, queries, place):
    for _ in range(3):
        a_statement(answers=recruiting("NPL", "10000.00"))
    db.session.commit()
    with queries() as made:
        client.get(f"/en/{place}")
    assert len(made) <= 5, made


def test_a_long_list_of_statements_is_read_page_by_page(client):
    a_register(seed=3)
    origin, year, count = db.session.execute(
        select(CorridorFigure.origin, CorridorFigure.year, func.count())
        .group_by(CorridorFigure.origin, CorridorFigure.year)
        .order_by(func.count().desc())
    ).first()
    seen, after = [], ""
    while after is not None:
        page = statements.page(origin, year, after=after, limit=2)
        seen += [said.place for said in page.rows]
        after = page.next
    assert len(seen) == count
    assert seen == sorted(seen, reverse=True)


def test_a_broken_address_of_a_page_is_the_first_page(client):
    a_statement(answers=recruiting("NPL", "10000.00"))
    for broken in ("x", "WyJjb3JyaWRvciIsIC01LCAxLCAwXQ", "%00"):
        assert client.get(f"/en/corridors/NPL?page={broken}").status_code == 200
        assert client.get(f"/en/recruiters?page={broken}").status_code == 200
