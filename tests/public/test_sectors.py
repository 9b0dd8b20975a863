"""Sectors: sums of what is public of their organisations, beside the whole register."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import update

from registry import ledger
from registry.assessment import catalogue
from registry.extensions import db
from registry.models import RegisterEntry
from registry.public.sectors import figures as sector_figures
from registry.scoring import Outcome
from registry.wording import SECTORS
from tests.factories import AT, an_entry, an_organisation, fee_lines
from tests.public.registers import a_register
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")

TODAY = date(2026, 11, 21)


def published(count, **facts):
    return [a_statement(an_organisation(**facts)) for _ in range(count)]


def lines_of(client, url):
    return list(csv.DictReader(io.StringIO(client.get(url).text.removeprefix("\ufeff"))))


def entries(**values):
    """Change all entries, as an act of the regulator does: the ledger hears of it."""
    db.session.execute(update(RegisterEntry).values(**values))
    ledger.append("changed", "2026", {}, at=AT)
    db.session.info.clear()


def test_grades_are_counted_from_the_day_on_which_they_are_public():
    published(2, sector="energy")
    assert sector_figures.statements(2026, TODAY)["energy"].graded == 2
    entries(grade_public_on=date(2026, 11, 22))
    assert sector_figures.statements(2026, TODAY)["energy"].graded == 0
    assert sector_figures.statements(2026, date(2026, 11, 22))["energy"].graded == 2
    entries(grade_withdrawn_on=date(2026, 11, 1))
    assert sector_figures.statements(2026, date(2026, 11, 22))["energy"].graded == 0


def test_few_grades_are_no_distribution(client):
    published(4, sector="energy")
    page = client.page("/en/sectors/energy")
    assert "too few for a distribution" in page.text
    published(1, sector="energy")
    page = client.page("/en/sectors/energy")
    assert "Statements whose grade is public: 5 in this sector, 5 in all." in page.text


def test_fees_are_the_sums_of_what_statements_show(client):
    paid = {"fees": {"fees": fee_lines("REC", by_workers="1000.00", reimbursed_myr="250.00")}}
    for _ in range(2):
        a_statement(an_organisation(sector="energy"), answers=paid)
    published(1, sector="property")
    sums = sector_figures.statements(2026, TODAY)
    assert sums["energy"].figures["worker_paid_sen"] == 200_000
    assert sums["energy"].figures["reimbursed_sen"] == 50_000
    assert sector_figures.whole(sums).figures["worker_paid_sen"] == 200_000
    page = client.page("/en/sectors/energy")
    assert "RM500 repaid of RM2,000 that workers paid 25%" in page.text
    rows = {row["sector"]: row for row in lines_of(client, "/en/sectors.csv?year=2026")}
    assert (rows["energy"]["worker_paid"], rows["energy"]["reimbursed"]) == ("2000.0", "500.0")


def test_fees_behind_which_few_people_stand_are_in_no_sum():
    few = {
        "corridors": {
            "corridors_recruited": "yes",
            "corridors": [{"origin": "NPL", "sector": "manufacturing", "recruits": 3}],
        },
        "fees": {"fees": fee_lines("REC", by_workers="9000.00", workers=3, reimbursed_myr="0.00")},
    }
    a_statement(an_organisation(sector="energy"), answers=few)
    sums = sector_figures.statements(2026, TODAY)["energy"]
    assert sums.figures["worker_paid_sen"] == 0
    assert sums.with_fees == 0


def test_a_blank_is_not_a_zero(client):
    blank = {"fees": {"fees": []}, "corridors": {"corridors_recruited": "no", "corridors": []}}
    a_statement(an_organisation(sector="energy"), answers=blank)
    assert "That is not a zero" in client.page("/en/sectors/energy").text


def test_criteria_are_ranked_where_enough_statements_are_judged():
    judged = {
        ("energy", "GOV-01"): {Outcome.MET: 4, Outcome.NOT_MET: 1},
        ("energy", "GOV-02"): {Outcome.MET: 5, Outcome.DOES_NOT_APPLY: 9},
        ("energy", "FEE-01"): {Outcome.MET: 4, Outcome.DOES_NOT_APPLY: 2},
        ("property", "GOV-01"): {Outcome.NOT_MET: 5},
    }
    first, second = sector_figures.criteria_met("energy", catalogue(), judged)
    assert (first.criterion.id, first.share) == ("GOV-02", 1)
    assert (second.criterion.id, second.met, second.judged) == ("GOV-01", 4, 5)
    assert (second.all_met, second.all_judged) == (4, 10)


def test_outcomes_are_those_of_the_findings(client):
    published(5, sector="energy")
    rows = lines_of(client, "/en/sectors/criteria.csv?year=2026")
    assert {row["sector"] for row in rows} == {"energy"}
    assert {row["criterion"] for row in rows} == {each.id for each in catalogue().criteria}
    for row in rows:
        assert sum(int(row[outcome]) for outcome in Outcome) == 5


def test_promises_of_a_sector_are_rated(client):
    published(2, sector="energy")
    entry = {"Commitments made up to 2026": "2", "Whose day has come": "0"}
    page = client.page("/en/sectors/energy")
    facts = {
        "".join(each.find("dt").itertext()): "".join(each.find("dd").itertext())
        for each in page.all(".//section[@aria-labelledby='promises']/dl/div")
    }
    assert entry.items() <= facts.items()
    assert sector_figures.promise_rates(2026, TODAY)["energy"].made == 2


def test_the_file_says_what_the_pages_say(client):
    a_register(11)
    published(5, sector="energy")
    rows = {row["sector"]: row for row in lines_of(client, "/en/sectors.csv?year=2026")}
    assert rows["energy"]["statements"] == rows["energy"]["graded"] == "5"
    page = client.page("/en/sectors?year=2026")
    for sector, row in rows.items():
        said = f"{row['published']} of {row['expected']} published"
        card = next(
            "".join(card.itertext())
            for card in page.all(".//li[@class='card sector-card']")
            if str(SECTORS.get(sector, "No sector")) in "".join(card.itertext())
        )
        assert int(row["expected"]) == 0 or said in card


@pytest.mark.parametrize("lang", ["en", "ms"])
@pytest.mark.parametrize("page", ["sectors", "states", "marks", "sectors/energy"])
def test_the_pages_read_in_both_languages(client, lang, page):
    an_entry(an_organisation())
    assert client.page(f"/{lang}/{page}").heading


@pytest.mark.parametrize("page", ["sectors", "states"])
def test_the_pages_open_before_anything_is_in_the_register(client, page):
    assert client.page(f"/en/{page}").heading


@pytest.mark.parametrize(
    "url", ["sectors/nonsense", "sectors/energy?year=2031", "states?year=2031", "sectors?year=2031"]
)
def test_what_is_not_there_is_not_found(client, url):
    an_entry(an_organisation())
    client.page(f"/en/{url}", status=404)


@pytest.mark.parametrize("page", ["sectors", "sectors/industrial", "states"])
def test_a_page_takes_few_queries(client, queries, page):
    published(6)
    ledger.append("year_opened", "2026", {}, at=AT)
    client.page("/en/sectors/industrial")
    with queries() as made:
        client.page(f"/en/{page}")
    assert len(made) <= 5, "\n\n".join(made)


def test_the_marks_are_explained_by_filings_judged_today(client):
    page = client.page("/en/marks")
    grades = ["".join(card.itertext()) for card in page.all(".//article[@class='example-card']")]
    assert ["Strong with gaps" in grades[0], "Weak" in grades[2]] == [True, True]
    assert {f"grade-{letter}" for letter in "ABCDE"} <= {
        row.get("id") for row in page.all(".//tbody/tr")
    }
