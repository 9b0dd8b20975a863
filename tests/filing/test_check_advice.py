"""The check page says what would lift the grade, what would meet each finding, and where."""

import pytest

from tests import factories as make
from tests.filing.house import House


def page_of(filing, name):
    return next(page for page in filing.pages if page.name == name)


@pytest.fixture
def house(session):
    house = House()
    page_of(house.filing, "passports").answers = {
        "doc_passport_holder": "employer",
        "doc_storage_terms": ["none"],
        "doc_passports_held": 40,
    }
    return house


def check(client, house, lang="en"):
    return client.sign_in(house.preparer).page(house.url("check", lang))


@pytest.mark.parametrize(
    ("lang", "title", "step"),
    [
        ("en", "the shortest way", "Hand every passport back to its owner."),
        ("ms", "", "Pulangkan setiap pasport kepada pemiliknya."),
    ],
)
def test_the_shortest_list_leads_to_where_each_step_is_answered(client, house, lang, title, step):
    page = check(client, house, lang)
    assert title in page.text
    place = f"/{lang}/filings/{house.reference}/pages/passports#doc_passport_holder"
    assert page.links[step] == place


def test_each_finding_that_is_not_met_has_the_least_that_would_meet_it(client, house):
    page = check(client, house)
    assert "The smallest change that would meet it" in page.text
    steps = page.tree.find(".//*[@id='DOC-01']//ul[@class='steps']")
    assert "Hand every passport back to its owner." in "".join(steps.itertext())


def test_what_cannot_be_met_any_more_says_so(client, house):
    answers = dict(page_of(house.filing, "movement").answers)
    page_of(house.filing, "movement").answers = {**answers, "doc_passes_lapsed": 200}
    page = check(client, house)
    assert "Nothing that can still be done or said meets this for the period." in page.text


def test_a_step_in_the_fee_table_leads_to_its_corridor(client, house):
    lines = [dict(line) for line in page_of(house.filing, "fees").answers["fees"]]
    line = next(line for line in lines if line["payer"] == "worker")
    line |= {"amount_myr": "9000.00", "workers": 5, "reimbursed_myr": "0"}
    page_of(house.filing, "fees").answers = {"fees": lines}
    page = check(client, house)
    place = f"/en/filings/{house.reference}/pages/fees/{line['corridor']}"
    assert place in page.links.values()


def test_what_is_filed_is_shown_without_steps(client, house):
    make.filed(house.filing, by=house.signatory)
    page = check(client, house)
    assert "the shortest way" not in page.text
