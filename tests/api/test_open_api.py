"""What holds for every address of the API, and the document that says so."""

import json
from datetime import UTC, datetime

import pytest
from openapi_spec_validator import validate

from registry.api import document_routes
from registry.extensions import db
from registry.models import LedgerEvent
from tests.factories import an_entry, an_organisation
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json


def test_the_document_is_valid_openapi(document):
    assert document["openapi"].startswith("3.1")
    validate(document)


def test_the_document_stays_the_same_however_often_it_is_made(app):
    with app.test_request_context():
        assert document_routes.document() == document_routes.document()


def test_the_document_describes_every_address(app, document):
    rules = {
        rule.rule: rule.methods - {"HEAD", "OPTIONS"}
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
    }
    described = {
        path: {name.upper() for name in methods if name != "parameters"}
        for path, methods in document["paths"].items()
    }
    assert len(described) == len(rules)
    assert sorted(map(sorted, described.values())) == sorted(map(sorted, rules.values()))


def test_every_operation_tells_its_problems_and_what_it_answers(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method == "parameters":
                continue
            assert {"200", "400", "405", "406", "429"} <= operation["responses"].keys(), path
            assert operation["summary"] and operation["operationId"], path
            assert operation["responses"]["200"]["content"], path


def test_any_site_may_ask_first_whether_it_may(client):
    answer = client.options(
        "/api/v1/entries",
        headers={"Origin": "https://a.example", "Access-Control-Request-Method": "GET"},
    )
    assert answer.status_code == 200
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_method_that_is_not_taken_is_told_which_are(client, method):
    answer = getattr(client, method)("/api/v1/entries")
    assert answer.status_code == 405
    assert {"GET", "HEAD", "OPTIONS"} == set(answer.headers["Allow"].split(", "))
    assert answer.mimetype == "application/problem+json"


def test_a_reader_who_takes_no_json_is_told_so(client):
    answer = client.get("/api/v1/entries", headers={"Accept": "text/html"})
    assert answer.status_code == 406
    assert client.get("/api/v1/entries", headers={"Accept": "*/*"}).status_code == 200


def test_a_head_says_what_a_get_would(client):
    an_entry(an_organisation())
    get, head = client.get("/api/v1/entries"), client.head("/api/v1/entries")
    assert head.headers["ETag"] == get.headers["ETag"]
    assert head.data == b""


def test_nothing_new_is_told_by_one_look_up(client, queries):
    a_statement()
    db.session.commit()
    first = client.get("/api/v1/entries")
    assert first.headers["Last-Modified"] and "max-age" in first.headers["Cache-Control"]
    with queries() as made:
        again = client.get("/api/v1/entries", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert len(made) <= 1


@pytest.mark.parametrize(
    ("name", "value"), [("ssm_number", "201901888888"), ("stock_code", "0777")]
)
def test_an_organisation_is_found_by_its_identifiers(client, name, value):
    an_organisation()
    wanted = an_organisation(**{name: value})
    found = client.get(f"/api/v1/organisations?{name}={value}").json["organisations"]
    assert [each["organisation_id"] for each in found] == [wanted.id]


def test_organisations_are_walked_by_name(client):
    for number in range(5):
        an_organisation(f"Contoh {number} Berhad")
    names, url = [], "/api/v1/organisations?limit=2"
    while url:
        answer = client.get(url)
        names += [each["name"] for each in answer.json["organisations"]]
        url = answer.json["next"]
        assert (f'<{url}>; rel="next"' in answer.headers.get("Link", "")) == bool(url)
    assert names == [f"Contoh {number} Berhad" for number in range(5)]


def test_statements_are_walked_in_the_order_of_publication(client):
    days = [datetime(2026, 5, day, 3, tzinfo=UTC) for day in (6, 4, 5)]
    made = [a_statement(at=day) for day in days]
    ids, url = [], "/api/v1/statements?limit=1"
    while url:
        body = client.get(url).json
        ids += [each["statement_id"] for each in body["statements"]]
        url = body["next"]
    assert ids == [made[1].id, made[2].id, made[0].id]
    since = client.get("/api/v1/statements?since=2026-05-05").json["statements"]
    assert [each["statement_id"] for each in since] == [made[2].id, made[0].id]


def test_a_version_is_told_beside_the_one_before(client):
    first = a_statement()
    second = amended(
        first,
        at=datetime(2026, 5, 5, 3, tzinfo=UTC),
        answers={"governance": {"gov_accountable_post": "Chief executive"}},
    )
    body = client.get(f"/api/v1/statements/{second.id}/changes").json
    assert (body["since"], body["version"]) == (1, 2)
    assert [(each["field"], each["after"]) for each in body["answers"]] == [
        ("gov_accountable_post", "Chief executive")
    ]
    assert client.get(f"/api/v1/statements/{first.id}/changes").status_code == 404


def test_the_feed_gives_every_public_act_once_and_in_order(client):
    first = a_statement()
    events, url = [], "/api/v1/changes?limit=1"
    for _ in range(20):
        body = client.get(url).json
        events += body["changes"]
        url = body["next"]
        if not body["more"]:
            break
    assert [each["event_id"] for each in events] == sorted(
        db.session.scalars(db.select(LedgerEvent.id))
    )
    assert [each["kind"] for each in events][-2:] == ["filed", "published"]
    assert events[-1]["path"] == f"/api/v1/statements/{first.id}"
    assert (events[-1]["organisation_id"], events[-1]["year"]) == (first.organisation_id, 2026)
    a_statement()
    later = client.get(url.replace("limit=1", "limit=5")).json["changes"]
    assert [each["kind"] for each in later] == ["filed", "published"]


@pytest.mark.parametrize(
    "path",
    ["entries", "organisations", "statements", "statements/{id}", "organisations/{own}", "changes"],
)
def test_an_answer_takes_few_queries(client, queries, path):
    statement = a_statement()
    for _ in range(5):
        a_statement()
    db.session.commit()
    address = path.format(id=statement.id, own=statement.organisation_id)
    with queries() as made:
        assert client.get(f"/api/v1/{address}").status_code == 200
    assert len(made) <= 7, "\n".join(made)


def test_a_failure_is_told_as_json(client, monkeypatch, app):
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr("registry.public.listing.entries.page", _fail)
    answer = client.get("/api/v1/entries")
    assert answer.status_code == 500
    assert json.loads(answer.data)["title"] == "Internal Server Error"


def _fail(*_given, **_named):
    raise RuntimeError


@pytest.mark.parametrize(
    "place", ["entries", "organisations", "log/checkpoint", "log/key", "log/events", "editions"]
)
def test_an_answer_is_known_by_its_tag_and_names_the_licence(client, place):
    a_statement()
    db.session.commit()
    answer = client.get(f"/api/v1/{place}", headers={"Accept": ""})
    assert answer.status_code == 200
    assert 'rel="license"' in ", ".join(answer.headers.getlist("Link"))
    again = client.get(f"/api/v1/{place}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
