"""The check page tells the filer what does not go together, and nothing that others keep."""

import pytest

from registry.extensions import db
from registry.models import DocumentKind, FilingPage
from tests import factories as make
from tests.cross_checks.filings import COPIED, a_filed, a_published

pytestmark = pytest.mark.usefixtures("session")


def change(filing, page, **answers):
    stored = db.session.get_one(FilingPage, (filing.id, page))
    stored.answers = stored.answers | answers
    db.session.flush()


def state(filing, text):
    document = next(d for d in filing.documents if d.kind is DocumentKind.STATEMENT)
    document.text = text
    db.session.flush()


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_answers_that_do_not_go_together_come_with_the_way_there(client, house, lang):
    change(house.filing, "cases", grv_cases_closed=900)
    page = client.sign_in(house.preparer).page(house.url("check", lang))
    assert "900" in page.text
    assert any(url.endswith("#grv_cases_closed") for url in page.links.values())
    assert any(url.endswith("/disclosure#explanations") for url in page.links.values())


def test_what_last_year_asks_can_be_explained(client, house):
    a_published(house.organisation, 2025)
    change(house.filing, "cases", grv_cases_opening=77)
    client.sign_in(house.preparer)
    page = client.page(house.url("check"))
    assert "this year begins with 77" in page.text
    assert "Y11" in client.page(house.url("pages/disclosure")).text
    change(house.filing, "disclosure", explanations=[{"check": "Y11", "explanation": "A merger"}])
    assert "Explained" in client.page(house.url("check")).text


def test_a_copied_paragraph_stands_beside_its_source(client, house):
    a_published(make.an_organisation("Contoh Asal Berhad"), text=COPIED)
    state(house.filing, COPIED.replace("lender", "bank"))
    page = client.sign_in(house.preparer).page(house.url("check"))
    assert "Contoh Asal Berhad, 2026" in page.text
    assert "differs: bank" in " ".join(page.text.split())


def test_nothing_of_a_statement_in_review_is_shown(client, house):
    a_filed(make.an_organisation("Contoh Rahsia Berhad"), text=COPIED)
    state(house.filing, COPIED)
    page = client.sign_in(house.preparer).page(house.url("check"))
    assert "Contoh Rahsia" not in page.text
    assert "Paragraphs that stand elsewhere" not in page.text
