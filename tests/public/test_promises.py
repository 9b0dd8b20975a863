"""Commitments and answers that stay the same, as anybody reads them."""

import pytest

from registry import carried
from registry.public_answers import SUPPRESSED
from tests import factories as make
from tests.filing.house import House

REPAY = {
    "number": "2026-1",
    "commitment": "Repay every worker of the Nepal corridor",
    "owner": "Head of human resources",
    "metric": "Workers repaid, per cent",
    "target": "100",
    "due_on": "2026-12-31",
}
TOLD = {"number": "2026-1", "outcome": "partly", "reached": "62", "why": "The bank was slow"}


@pytest.fixture
def house(session) -> House:
    """A company with a promise of 2026 that was partly met in 2027."""
    house = House()
    page = next(page for page in house.filing.pages if page.name == "commitments")
    page.answers = {"commitments_made": "yes", "commitments": [REPAY]}
    make.published(house.filing)
    answers = make.complete_answers()
    answers["followup"] = {"followed": [TOLD]}
    answers["commitments"] = {"commitments_made": "no", "commitments": []}
    answers["movement"]["doc_passes_total"] = 165
    filing = make.a_filing(house.organisation, 2027, by=house.preparer, pages=answers)
    make.published(filing, at=make.AT.replace(year=2027))
    return house


def test_the_statement_shows_what_it_promises_and_what_became_of_it(client, house):
    page = client.page(f"/en/organisations/{house.organisation.id}/2026")
    assert "Repay every worker of the Nepal corridor" in page.text
    assert "In 2027 the organisation said: Partly met. Reached: 62." in page.text
    page = client.page(f"/en/organisations/{house.organisation.id}/2027")
    assert "What became of earlier commitments" in page.text
    assert "The bank was slow" in page.text
    assert "This statement makes no commitment." in page.text


def test_the_organisation_shows_its_rate_and_how_it_is_counted(client, house):
    page = client.page(f"/en/organisations/{house.organisation.id}")
    assert "50 per cent 0 of 1 kept · Partly met: 1" in page.text
    assert "How this is counted" in page.text


def test_an_organisation_without_promises_has_no_rate(client, session):
    house = House()
    page = client.page(f"/en/organisations/{house.organisation.id}")
    assert "Commitments kept" not in page.text


def test_an_answer_that_stays_the_same_says_since_when(client, house):
    page = client.page(f"/en/organisations/{house.organisation.id}/2027")
    assert "Unchanged since 2026" in page.text
    assert "165 Unchanged" not in page.text
    first = client.page(f"/en/organisations/{house.organisation.id}/2026")
    assert "Unchanged since" not in first.text


def test_a_hidden_number_is_never_called_unchanged():
    now = {"cases": {"received": SUPPRESSED, "closed": 20}, "fees": {"fees": [{"a": SUPPRESSED}]}}
    assert carried.unchanged_since(now, [(2026, now)], SUPPRESSED) == {"cases.closed": 2026}


def test_an_answer_is_unchanged_since_the_first_year_of_an_unbroken_row():
    this, other = {"policy": {"public": "yes"}}, {"policy": {"public": "no"}}
    years = [(2026, this), (2025, this), (2024, other), (2023, this)]
    assert carried.unchanged_since(this, years, SUPPRESSED) == {"policy.public": 2025}


def test_data_has_the_rate_and_every_commitment(client, house):
    place = house.organisation.id
    rows = {
        year: client.get(f"/api/v1/entries?year={year}").get_json()["entries"][0]
        for year in (2026, 2027)
    }
    assert rows[2027]["promises_made"] == rows[2027]["promises_due"] == 1
    assert rows[2027]["promises_kept_percent"] == 50
    [told] = client.get(f"/api/v1/organisations/{place}").get_json()["commitments"]
    assert (told["number"], told["stands"], told["due_on"]) == ("2026-1", "partly", "2026-12-31")
    assert told["followed"][0]["why"] == "The bank was slow"
