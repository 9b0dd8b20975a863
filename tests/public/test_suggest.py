"""Type-ahead: organisations while one types, named so that one can tell them apart."""

import pytest

from registry import organisations
from registry.models import Market
from registry.organisations import OrganisationRecord
from tests.factories import an_organisation, complete_answers
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")

GLOVES = OrganisationRecord(
    name="Contoh Getah Berhad",
    ssm_number="201901000077",
    ssm_old_number="1312525-A",
    stock_code="0077",
    market=Market.MAIN,
    old_names=("Sarung Tangan Contoh Bhd",),
    brands=("Lembut",),
    short_names=("CGB",),
)


@pytest.fixture
def gloves(session):
    [id] = organisations.add([GLOVES])
    organisations.add([OrganisationRecord(name="Contoh Besi Berhad", stock_code="0088")])
    return id


def offered(client, text, lang="en"):
    answer = client.get(f"/{lang}/suggest.json", query_string={"q": text})
    assert answer.status_code == 200
    return answer.json


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("contoh ge", "201901000077 (1312525-A) · 0077"),
        ("getah", "201901000077 (1312525-A) · 0077"),
        ("sarung", "formerly Sarung Tangan Contoh Bhd · 201901000077 (1312525-A) · 0077"),
        ("lembut", "brand Lembut · 201901000077 (1312525-A) · 0077"),
        ("CGB", "also known as CGB · 201901000077 (1312525-A) · 0077"),
        ("2019 0100 0077", "201901000077 (1312525-A) · 0077"),
        ("1312525", "201901000077 (1312525-A) · 0077"),
        ("0077.KL", "201901000077 (1312525-A) · 0077"),
    ],
)
def test_each_name_and_number_leads_to_the_organisation(client, gloves, typed, note):
    [line] = offered(client, typed)["suggestions"]
    assert line == {
        "name": "Contoh Getah Berhad",
        "note": note,
        "url": f"/en/organisations/{gloves}",
    }


def test_a_mistake_is_told(client, gloves):
    answer = offered(client, "cotnoh getha")
    assert answer["meant"] == "contoh getah"
    assert [line["name"] for line in answer["suggestions"]] == ["Contoh Getah Berhad"]


def test_the_address_is_in_the_language_of_the_page(client, gloves):
    [line] = offered(client, "getah", "ms")["suggestions"]
    assert line["url"] == f"/ms/organisations/{gloves}"


@pytest.mark.parametrize("typed", ["", " ", "c", "zzzzzz", "%", "\\", "' OR 1=1", "x" * 5_000])
def test_nothing_is_offered_for_nothing(client, gloves, typed):
    assert offered(client, typed) == {"query": typed, "meant": None, "suggestions": []}


def test_a_company_that_a_statement_names_is_offered_under_it(client, gloves):
    rows = complete_answers()["period"]["entities"]
    named = [*rows, {**rows[0], "name": "Anak Lembah Sdn Bhd", "ssm_number": "201901009999"}]
    a_statement(an_organisation("Induk Berhad"), answers={"period": {"entities": named}})
    [line] = offered(client, "anak lem")["suggestions"]
    assert line["name"] == "Anak Lembah Sdn Bhd"
    assert line["note"] == "named by Induk Berhad"


def test_the_answer_is_kept_for_a_while_and_then_compared(client, gloves):
    first = client.get("/en/suggest.json?q=getah")
    assert "max-age=300" in first.headers["Cache-Control"]
    again = client.get("/en/suggest.json?q=getah", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("typed", ["contoh", "getah", "201901", "gteah contoh"])
def test_the_queries_do_not_grow_with_the_register(client, gloves, queries, typed):
    offered(client, typed)
    with queries() as before:
        offered(client, typed)
    organisations.add([OrganisationRecord(name=f"Contoh Getah {n} Berhad") for n in range(50)])
    with queries() as after:
        offered(client, typed)
    assert len(after) <= len(before)
