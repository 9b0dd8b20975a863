"""The reviewer sees what would lift the grade, as long as the assessment is not frozen."""

import pytest

from registry.review import services as review
from tests import factories as make

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def held(house):
    """A filing that says that the employer keeps the passports."""
    passports = next(page for page in house.filing.pages if page.name == "passports")
    passports.answers = {
        "doc_passport_holder": "employer",
        "doc_storage_terms": ["none"],
        "doc_passports_held": 40,
    }
    make.filed(house.filing, by=house.signatory)
    return house.filing


def test_the_shortest_way_to_the_next_grade_stands_under_the_grade(client, held, officer):
    page = client.sign_in(officer).page(f"/en/review/{held.reference}/")
    assert "the shortest way" in page.text
    assert "Hand every passport back to its owner." in page.text


def test_a_published_assessment_stands_without_advice(client, held, officer):
    review.publish(held, by=officer, at=make.AT, note="", version=1)
    page = client.sign_in(officer).page(f"/en/review/{held.reference}/")
    assert "the shortest way" not in page.text
