"""Editions of the bulk files, as programs and pages list them: sizes and rows are the files'."""

import csv
import gzip
import hashlib
import io
from datetime import UTC, datetime

import pytest
from babel.numbers import format_decimal
from pyarrow import parquet

from registry.extensions import db
from registry.models import Statement
from registry.open_data import edition
from registry.open_data.codebook import tables
from registry.open_data.edition import Register
from registry.withdrawal import withdraw
from tests.factories import a_user, an_entry, an_organisation
from tests.pages import text_of
from tests.public.statements import a_statement

AT = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture(scope="module")
def reader(new_app):
    """A register of its own with two editions; nothing is written to it after it is made."""
    app = new_app()
    with app.app_context():
        a_statement(an_organisation())
        an_entry(an_organisation())
        db.session.commit()
        for day in (21, 22):
            edition.write(Register(app.config["PUBLIC_URL"], "Operator"), at=AT.replace(day=day))
            db.session.commit()
        yield app.test_client()
        db.session.remove()


@pytest.fixture
def whole(reader):
    newest = reader.get("/api/v1/editions").json["editions"][0]
    return reader.get(newest["path"]).json


def counted(name, content):
    """The rows of a file, as somebody finds them who opens it."""
    if name.endswith(".csv"):
        return len(list(csv.DictReader(io.StringIO(content.decode()))))
    if name.endswith(".jsonl.gz"):
        return len(gzip.decompress(content).splitlines())
    return parquet.read_metadata(io.BytesIO(content)).num_rows


def test_sizes_rows_and_hashes_are_those_of_the_files(reader, whole):
    assert {each["name"] for each in whole["files"]} >= {f"{name}.csv" for name in tables()}
    for each in whole["files"]:
        content = reader.get(each["address"], buffered=True).data
        assert each["bytes"] == len(content), each["name"]
        assert each["sha256"] == hashlib.sha256(content).hexdigest()
        if each["rows"] is not None:
            assert each["rows"] == counted(each["name"], content), each["name"]
    assert whole["bytes"] == sum(each["bytes"] for each in whole["files"])


def test_the_data_page_shows_these_sizes_and_rows(reader, whole):
    page = reader.page("/en/data")
    files = {each["name"]: each for each in whole["files"]}
    by_place = {a.get("href"): item for item in page.tree.iter("li") for a in item.findall("a")}
    for name, each in files.items():
        if not name.endswith(".json") or name == "datapackage.json":
            assert shown(each["bytes"]) in text_of(by_place[f"/en/data/{name}"]), name
    for table in tables():
        row = next(each for each in page.tree.iter("tr") if each.get("id") == table)
        rows = format_decimal(files[f"{table}.csv"]["rows"], locale="en")
        assert text_of(row.find("td")) == rows, table
    hashes = {text_of(each) for each in page.tree.iter("code")}
    assert hashes >= {each["sha256"] for each in files.values()}


def shown(size):
    """As pages write a size, in the units of 1000."""
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:g} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    raise ValueError(size)


def test_the_page_of_editions_shows_those_of_the_list(reader):
    listed = reader.get("/api/v1/editions").json["editions"]
    rows = reader.page("/en/data/editions").rows()
    shown_ = [row for row in rows if row[-1].startswith("datapackage.json")]
    assert [int(row[0].split()[-1]) for row in shown_] == [each["edition"] for each in listed]
    for row, each in zip(shown_, listed, strict=True):
        day = datetime.fromisoformat(each["as_of"])
        assert row[1] == f"{day.day} {day:%b %Y}"
        assert row[2] == shown(each["bytes"])


@pytest.mark.parametrize("place", ["editions", "editions/1", "editions/2"])
def test_who_has_it_gets_304_and_any_site_may_read_it(reader, place):
    answer = reader.get(f"/api/v1/{place}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    tag = answer.headers["ETag"]
    assert reader.get(f"/api/v1/{place}", headers={"If-None-Match": tag}).status_code == 304


def test_an_edition_that_there_is_not_is_not_found(reader):
    assert reader.get("/api/v1/editions/99").status_code == 404


def test_an_edition_tells_how_many_of_its_grades_were_withdrawn(new_app):
    app = new_app()
    with app.app_context():
        statement_id = a_statement().id
        db.session.commit()
        edition.write(Register("https://register.example", "Operator"), at=AT)
        db.session.commit()
        client = app.test_client()
        before = client.get("/api/v1/editions")
        statement = db.session.get_one(Statement, statement_id)
        withdraw(statement, by=a_user(), at=AT, reason="It was not so.")
        db.session.commit()
        after = client.get("/api/v1/editions", headers={"If-None-Match": before.headers["ETag"]})
        for answer, withdrawn in ((before, 0), (after, 1)):
            [told] = answer.json["editions"]
            assert told["grades_withdrawn_since"] == withdrawn
        db.session.remove()
