"""The data pages: every file is linked, whole, and readable from any site."""

import gzip
import json
import re
from datetime import UTC, datetime

import pytest

from registry.extensions import db
from registry.open_data import edition
from registry.open_data.codebook import tables
from registry.open_data.edition import Register
from tests.factories import an_entry, an_organisation
from tests.public.statements import a_statement

AT = datetime(2026, 11, 21, 4, tzinfo=UTC)
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


@pytest.fixture
def made(new_app):
    """A register of its own with an edition, a statement and a company that is overdue."""
    app = new_app()
    with app.app_context():
        a_statement(an_organisation("</script> & Contoh Berhad"))
        an_entry(an_organisation())
        db.session.commit()
        edition.write(Register(app.config["PUBLIC_URL"], "Operator"), at=AT)
        db.session.commit()
        yield app.test_client()
        db.session.remove()


def test_the_data_page_leads_to_every_file(made):
    page = made.page("/en/data")
    links = {a.get("href") for a in page.tree.iter("a")}
    for file in edition.current().files:
        assert f"/en/data/{file['name']}" in links, file["name"]
        answer = made.get(f"/en/data/{file['name']}", buffered=True)
        assert (answer.status_code, answer.content_length) == (200, file["bytes"])
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    for kind in ("csv", "jsonl", "xlsx", "parquet"):
        assert f"/en/data/2026.{kind}" in links
        assert made.get(f"/en/data/2026.{kind}", buffered=True).status_code == 200


def test_a_file_is_not_sent_twice_and_may_be_fetched_in_parts(made):
    whole = made.get("/en/data/entries.csv", buffered=True)
    tag = whole.headers["ETag"]
    assert (
        made.get("/en/data/entries.csv", headers={"If-None-Match": tag}, buffered=True).status_code
        == 304
    )
    assert 'rel="license"' in whole.headers["Link"]
    part = made.get("/en/data/entries.csv", headers={"Range": "bytes=5-9"}, buffered=True)
    assert (part.status_code, part.data) == (206, whole.data[5:10])
    assert part.headers["Content-Range"] == f"bytes 5-9/{len(whole.data)}"
    assert made.head("/en/data/entries.csv").content_length == len(whole.data)


def test_an_edition_stays_under_its_address(made):
    first = edition.current()
    before = made.get(f"/en/data/editions/{first.id}/entries.csv", buffered=True)
    lines = made.get(f"/en/data/editions/{first.id}/fee_lines.csv", buffered=True)
    assert "immutable" in lines.headers["Cache-Control"]
    edition.write(Register("https://register.example", "Operator"), at=AT.replace(day=22))
    db.session.commit()
    after = made.get("/en/data/entries.csv", buffered=True)
    assert after.data != before.data
    assert made.get(f"/en/data/editions/{first.id}/entries.csv", buffered=True).data == before.data


@pytest.mark.parametrize("name", ["nothing.csv", "..%2Fsecret", "entries", "2027.parquet"])
def test_what_is_no_file_is_not_found(made, name):
    assert made.get(f"/en/data/{name}", buffered=True).status_code == 404


def test_json_lines_are_live(made):
    lines = made.get("/en/data/2026.jsonl", buffered=True).text.splitlines()
    kept = (
        gzip.decompress(made.get("/en/data/entries.jsonl.gz", buffered=True).data)
        .decode()
        .splitlines()
    )
    assert {json.loads(line)["organisation_id"] for line in lines} == {
        json.loads(line)["organisation_id"] for line in kept
    }


@pytest.mark.parametrize("language", ["en", "ms"])
def test_the_codebook_shows_every_column(made, language):
    page = made.page(f"/{language}/data/codebook")
    for table in tables().values():
        assert table.title[language] in page.text
        for column in table.columns:
            assert column.about[language] in page.text


def test_catalogues_read_what_the_page_says_of_itself(made):
    [linked] = LINKED.findall(made.get("/en/data").text)
    catalogue = json.loads(linked)
    assert catalogue["@type"] == "DataCatalog"
    assert catalogue["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert len(catalogue["dataset"]) == len(tables())
    download = catalogue["dataset"][0]["distribution"][0]
    assert {"contentUrl", "encodingFormat", "sha256"} <= download.keys()


def test_the_api_page_shows_every_address(made):
    described = made.get("/api/v1/openapi.json").json
    page = made.page("/ms/api")
    for path in described["paths"]:
        assert path in page.text


def test_nothing_is_there_before_the_first_edition(client):
    assert "not made yet" in client.page("/en/data").text
    assert client.get("/en/data/entries.csv").status_code == 404
    assert "not made yet" in client.page("/en/data/editions").text


@pytest.mark.parametrize("page", ["data", "data/codebook", "data/editions", "api"])
def test_a_page_takes_few_queries(client, queries, page):
    a_statement()
    db.session.commit()
    with queries() as asked:
        client.page(f"/en/{page}")
    assert len(asked) <= 5
