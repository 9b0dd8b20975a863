"""Score it yourself: anybody judges a filing by the same rules, and nothing is kept."""

import io
import json

import pytest
from sqlalchemy import func, select

from registry.extensions import db
from registry.forms.own_filing import MOST_BYTES
from registry.models import Filing
from registry.public.criteria.own_filing import MOST_ADVISED, examples
from tests.client import Page
from tests.scoring.filings import clean

pytestmark = pytest.mark.usefixtures("session")

EXAMPLE = "EXAMPLE-repaid"


def score(client, text, **more):
    answer = client.post("/en/score", data={"filing": text, **more})
    return answer.status_code, Page(answer.text)


def test_an_example_fills_the_box(client):
    page = client.page(f"/en/score?example={EXAMPLE}")
    assert page.tree.find(".//textarea[@name='filing']").text.strip() == examples()[EXAMPLE].strip()
    assert client.get("/en/score?example=nothing").status_code == 404


@pytest.mark.parametrize("reference", sorted(examples()))
def test_each_example_can_be_scored(client, reference):
    status, page = score(client, examples()[reference])
    assert status == 200
    assert page.tree.find(".//*[@id='FEE-03']") is not None


def test_a_clean_filing_gets_its_assessment_with_marks_and_figures(client):
    status, page = score(client, json.dumps(clean()))
    assert status == 200
    for words in ("Grade A", "Completeness", "Substance", "Verification", "Layers of agents"):
        assert words in page.text
    assert "This is not a filing" in page.text


def test_a_file_counts_before_what_is_typed(client):
    file = (io.BytesIO(examples()[EXAMPLE].encode()), "filing.json")
    answer = client.post("/en/score", data={"filing": "{", "file": file})
    assert answer.status_code == 200
    assert "Contoh Jujur Berhad" in answer.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"doc_passports_held": "many"}, ["doc_passports_held", "write a whole number"]),
        ({"fees": [{"amount_myr": "RM5"}]}, ["fees", "amount_myr", "write ringgit"]),
        ({"filing_period_end": None}, ["filing_period_end", "write a date"]),
        ({"doc_pasports_held": 1}, ["doc_pasports_held", "did you mean doc_passports_held"]),
    ],
)
def test_a_mistake_is_named_with_its_place_and_remedy_and_stays_in_the_box(client, change, words):
    text = json.dumps({**clean(), **change})
    status, page = score(client, text)
    assert status == 422
    assert page.tree.find(".//textarea[@name='filing']").text.strip() == text
    for each in words:
        assert each in page.text


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("[]", "tulis satu objek JSON yang mengandungi nama dan nilai"),
        (json.dumps({**clean(), "doc_pasports_held": 1}), "adakah anda maksudkan"),
    ],
)
def test_a_mistake_is_told_in_the_language_of_the_page(client, text, remedy):
    answer = client.post("/ms/score", data={"filing": text})
    assert answer.status_code == 422
    assert remedy in answer.text


def test_a_mistake_in_a_table_is_named_with_its_row(client):
    rows = [{"amount_myr": "5"}, {"amount_myr": "RM5"}]
    _, page = score(client, json.dumps({**clean(), "fees": rows}))
    places = ["".join(each.itertext()) for each in page.all(".//dl[@class='problem']//dd")]
    assert places == ["fees", "2", "amount_myr"]


@pytest.mark.parametrize("text", ["{", "[]", "7", '{"a": 1, "a": 2}'])
def test_what_is_no_json_object_is_explained(client, text):
    status, page = score(client, text)
    assert status == 422
    assert "one JSON object" in page.text


def test_nothing_at_all_and_too_much_are_asked_again(client):
    assert "Paste a filing" in score(client, " ")[1].text
    assert "larger than 500 kB" in score(client, "x" * (MOST_BYTES + 1))[1].text
    file = (io.BytesIO(b"\xff\xfe{"), "filing.json")
    assert "not text in UTF-8" in score(client, "", file=file)[1].text


def test_nothing_is_stored(client):
    before = db.session.scalar(select(func.count()).select_from(Filing))
    score(client, examples()[EXAMPLE])
    assert db.session.scalar(select(func.count()).select_from(Filing)) == before


def test_it_asks_for_its_token(new_app):
    guarded = new_app(WTF_CSRF_ENABLED=True, RATELIMIT_ENABLED=False).test_client()
    assert guarded.post("/en/score", data={"filing": "{}"}).status_code == 400


@pytest.mark.parametrize(("address", "most"), [("/en/score", 12), ("/api/v1/score", 60)])
def test_nobody_may_ask_too_often(new_app, address, most):
    limited = new_app(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True).test_client()
    answers = [limited.post(address, data={"filing": ""}).status_code for _ in range(most + 1)]
    assert answers == [422] * most + [429]


def test_it_says_what_would_meet_a_finding_and_lift_the_grade(client):
    _, page = score(client, examples()["EXAMPLE-untested"])
    assert "From C to A: the shortest way" in page.text
    card = page.tree.find(".//*[@id='FEE-03']")
    assert "at least 10" in "".join(card.itertext())


def test_a_filing_of_very_many_rows_is_judged_without_advice(client):
    rows = [{"name": f"Contoh {number} Sdn Bhd"} for number in range(MOST_ADVISED + 1)]
    status, page = score(client, json.dumps({**clean(), "entities": rows, "gov_approved_on": None}))
    assert status == 200
    assert "the shortest way" not in page.text
