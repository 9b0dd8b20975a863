"""The reviewer sees what does not go together, and text that other filings have."""

import pytest

from tests import factories as make
from tests.cross_checks.filings import COPIED, a_filed

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def copied(session):
    """Two filings in review; the second took two paragraphs over from the first."""
    more = COPIED.replace("newcomer", "cook, guard and driver of every contractor we work with")
    text = f"{COPIED}\n\n{more}"
    a_filed(make.an_organisation("Contoh Asal Berhad"), text=text)
    return a_filed(make.an_organisation("Contoh Peniru Berhad"), text=text)


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_text_of_a_filing_that_waits_too_stands_beside_it(client, officer, copied, lang):
    page = client.sign_in(officer).page(f"/{lang}/review/{copied.reference}/")
    assert "Contoh Asal Berhad, 2026" in page.text


def test_much_copied_text_is_a_reason_to_read_sooner(client, officer, copied):
    page = client.sign_in(officer).page("/en/review/")
    assert page.text.count("Paragraphs stand in other filings") == 1


def test_points_lead_to_the_answers_on_the_page(client, officer):
    pages = make.complete_answers()
    pages["cases"]["grv_cases_closed"] = 900
    filing = a_filed(pages=pages)
    page = client.sign_in(officer).page(f"/en/review/{filing.reference}/")
    assert "More cases closed than there were" in page.text
    assert "#cases" in page.links.values()
