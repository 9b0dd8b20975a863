"""The register as programs read it."""

from datetime import UTC, datetime

import pytest

from tests.factories import an_entry, an_organisation
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")


def test_entries_are_filtered_counted_and_paged(client):
    for number in range(5):
        an_entry(an_organisation(f"Contoh {number} Berhad", sector="energy"))
    an_entry(an_organisation(sector="property"))
    names, url = [], "/api/v1/entries?sector=energy&limit=2"
    while url:
        body = client.get(url).json
        assert body["total"] == 5
        assert body["as_of"] == "2026-11-21"
        names += [entry["name"] for entry in body["entries"]]
        url = body["next"]
    assert names == [f"Contoh {number} Berhad" for number in range(5)]
    assert body["entries"][0]["status"] == "overdue"
    assert body["previous"]


def test_an_unknown_filter_is_refused_by_name(client):
    an_entry(an_organisation())
    answer = client.get("/api/v1/entries?status=perhaps")
    assert answer.status_code == 400
    assert "status" in answer.json["errors"]
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("cursor", ["x", "eyJ4IjogMX0", "-", "WyJuYW1lIiwgIlx1ZDgwMCIsIDEsIDBd"])
def test_a_damaged_cursor_is_the_first_page(client, cursor):
    an_entry(an_organisation())
    assert len(client.get(f"/api/v1/entries?cursor={cursor}").json["entries"]) == 1


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("limit=0", "limit"),
        ("limit=999999", "limit"),
        ("limit=x", "limit"),
        ("limit=1_0", "limit"),
        ("limit=%D9%A1", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("limit=1&limit=2", "limit"),
        ("stats=overdue", "stats"),
        ("year=12", "year"),
        ("cursor=%00", "NUL"),
        ("q=%00", "NUL"),
        ("q=a%0A", "q"),
        ("q=%FF", "UTF-8"),
        ("q=" + "a" * 101, "q"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(client, query, name):
    an_entry(an_organisation())
    answer = client.get(f"/api/v1/entries?{query}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert name in answer.json["detail"]


def test_a_statement_is_given_whole(client):
    statement = a_statement()
    body = client.get(f"/api/v1/statements/{statement.id}").json
    assert body["organisation"]["id"] == statement.organisation_id
    assert body["answers"]["governance"]["gov_approval_body"] == "board"
    assert body["fee_lines"][0]["amount_myr"] == "12500.00"
    assert body["assessment"]["catalogue"]["version"]
    assert [version["version"] for version in body["versions"]] == [1]


def test_nothing_of_the_assessment_is_given_before_the_right_of_reply_ends(client):
    statement = a_statement(at=datetime(2026, 11, 20, 3, tzinfo=UTC))
    body = client.get(f"/api/v1/statements/{statement.id}").json
    assert body["assessment"] is None
    assert body["grade_public_on"] == "2026-12-04"
    entry = client.get("/api/v1/entries").json["entries"][0]
    assert entry["grade"] is None
    assert entry["score"] is None
    year = client.get(f"/api/v1/organisations/{statement.organisation_id}").json["years"][0]
    assert year["grade"] is None


def test_an_organisation_is_given_across_years(client):
    organisation = an_organisation("Contoh Bertahun Berhad")
    a_statement(organisation, 2025)
    an_entry(organisation, 2026)
    body = client.get(f"/api/v1/organisations/{organisation.id}").json
    assert [(y["year"], y["status"]) for y in body["years"]] == [
        (2026, "overdue"),
        (2025, "published_late"),
    ]
    assert (body["years"][0]["due_on"], body["years"][0]["status_on"]) == (
        "2026-06-30",
        "2026-07-01",
    )
    [entry] = client.get("/api/v1/entries?year=2026").json["entries"]
    assert (entry["status"], entry["status_on"]) == ("overdue", "2026-07-01")


def test_a_reader_who_has_it_gets_304_until_something_is_published(client):
    statement = a_statement()
    url = f"/api/v1/statements/{statement.id}"
    tag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
    a_statement()
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 200


def test_any_site_may_read_it(client):
    an_entry(an_organisation())
    answer = client.get("/api/v1/entries", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["statements/99", "organisations/99", "nothing"])
def test_what_is_not_there_is_not_found_as_json(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 404
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_index_names_the_words_of_the_filters(client):
    body = client.get("/api/v1/").json
    assert "overdue" in body["filters"]["status"]
    assert "score" in body["sorts"]


def test_whoever_has_any_copy_learns_that_there_is_none(client):
    """``If-None-Match: *`` asks whether there is anything."""
    organisation = an_organisation()
    anything = {"If-None-Match": "*"}
    there = f"/api/v1/organisations/{organisation.id}"
    assert client.get(there, headers=anything).status_code == 304
    for absent in ("/api/v1/organisations/999999", "/api/v1/recruiters/nobody"):
        assert client.get(absent, headers=anything).status_code == 404
