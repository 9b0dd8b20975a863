"""The rules as programs read them, and a filing judged by them."""

import json
from io import BytesIO

import pytest
import yaml
from jsonschema import Draft202012Validator

from registry.assessment import catalogue
from registry.forms.own_filing import MOST_BYTES
from registry.scoring import load_parameters
from tests.scoring.filings import clean

pytestmark = pytest.mark.usefixtures("session")


def test_the_catalogue_is_given_whole(client):
    body = client.get("/api/v1/catalogue.json").json
    rules = catalogue()
    assert (body["id"], body["version"], body["sha256"]) == (rules.id, rules.version, rules.sha256)
    assert [each["id"] for each in body["criteria"]] == [each.id for each in rules.criteria]
    assert [each["name"] for each in body["parameters"]] == list(load_parameters())
    for criterion in body["criteria"]:
        for version in criterion["versions"]:
            assert version["rule"]["en"] and version["rule"]["ms"]
            assert version["citations"]


def test_the_same_rules_are_the_same_bytes(client):
    first, second = (client.get("/api/v1/catalogue.json") for _ in range(2))
    assert first.data == second.data
    text = first.data.decode()
    assert text == json.dumps(
        json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_yaml_says_the_same_as_json(client):
    answer = client.get("/api/v1/catalogue.yaml")
    assert yaml.safe_load(answer.data) == client.get("/api/v1/catalogue.json").json


@pytest.mark.parametrize("name", ["catalogue.json", "catalogue.yaml", "filing.schema.json"])
def test_who_has_it_gets_304_and_any_site_may_read_it(client, name):
    answer = client.get(f"/api/v1/{name}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(f"/api/v1/{name}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_filing_is_scored_as_the_schema_describes_it(client):
    Draft202012Validator(client.get("/api/v1/filing.schema.json").json).validate(clean())
    answer = client.post("/api/v1/score", json={"reference": "mine", **clean()})
    assert answer.status_code == 200
    assert answer.json["reference"] == "mine"
    assert answer.json["assessment"]["grade"] == "A"


def test_a_filing_that_cannot_be_read_is_explained(client):
    answer = client.post("/api/v1/score", json={**clean(), "fees": [{"workers": -1}]})
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    error = answer.json["error"]
    assert (error["field"], error["row"], error["column"]) == ("fees", 1, "workers")
    assert client.post("/api/v1/score", data=b"\xff").status_code == 422


@pytest.mark.parametrize(
    ("asked", "given", "remedy"),
    [
        ("ms-MY,ms;q=0.9,en;q=0.8", "ms", "tulis nombor bulat"),
        ("en-GB", "en", "write a whole number"),
        ("zh", "en", "write a whole number"),
        ("", "en", "write a whole number"),
    ],
)
def test_what_is_wrong_with_a_filing_is_told_in_the_language_asked_for(
    client, asked, given, remedy
):
    filing = {**clean(), "fees": [{"workers": -1}]}
    answer = client.post("/api/v1/score", json=filing, headers={"Accept-Language": asked})
    assert remedy in answer.json["error"]["remedy"]
    assert answer.json["detail"].startswith(f"fees: {remedy}")
    assert answer.headers["Content-Language"] == given
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_description_says_who_chooses_the_language_of_a_mistake(client):
    described = client.get("/api/v1/openapi.json").json["paths"]["/api/v1/score"]["post"]
    assert "Accept-Language" in [each["name"] for each in described["parameters"]]


def test_a_body_that_is_too_large_is_refused(client):
    body = b"x" * (MOST_BYTES + 1)
    assert client.post("/api/v1/score", data=body).status_code == 413
    chunks = {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    answer = client.post("/api/v1/score", input_stream=BytesIO(body), environ_overrides=chunks)
    assert answer.status_code == 413
