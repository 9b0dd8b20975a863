"""An edition is whole or is not, and describes itself truly."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

import duckdb
import pandas
import pytest
from frictionless import Package

from registry import storage
from registry.commands import write_open_data
from registry.extensions import db
from registry.models import DataEdition
from registry.open_data import edition
from registry.open_data.codebook import tables
from registry.open_data.edition import Register
from registry.open_data.files import BY_YEAR, write_tables
from tests.factories import an_entry, an_organisation
from tests.public.statements import a_statement

AT = datetime(2026, 11, 21, 4, tzinfo=UTC)
REGISTER = Register("https://register.example", "Operator of the tests")


@pytest.fixture
def register(new_app):
    """A register of its own, with a statement and a company that is overdue."""
    app = new_app()
    with app.app_context():
        a_statement(an_organisation("+Contoh Tambah Berhad"))
        an_entry(an_organisation())
        db.session.commit()
        yield app
        db.session.remove()


@pytest.fixture
def taken(register, tmp_path):
    """The files of an edition as somebody took them away."""
    made = edition.write(REGISTER, at=AT)
    for file in made.files:
        with storage.open(file["sha256"]) as stream:
            (tmp_path / file["name"]).write_bytes(stream.read())
    return tmp_path


def test_the_package_is_valid_and_its_hashes_are_those_of_the_files(taken):
    report = Package(str(taken / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "title", "message"])
    package = json.loads((taken / "datapackage.json").read_text())
    for resource in package["resources"]:
        content = (taken / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
    assert [each["name"] for each in package["licenses"]] == ["CC-BY-4.0"]


def test_a_database_reads_the_files_where_they_lie(taken):
    query = f"""
        SELECT entries.status, count(*) FROM '{taken}/entries.parquet' AS entries
        JOIN '{taken}/organisations.parquet' USING (organisation_id) GROUP BY 1 ORDER BY 1
    """
    assert duckdb.sql(query).fetchall() == [("overdue", 1), ("published_on_time", 1)]


def test_each_table_is_described_as_the_government_catalogue_does(taken):
    for name, table in tables().items():
        told = json.loads((taken / f"{name}.json").read_text())
        assert [field["name"] for field in told["fields"]] == table.names
        for key in ("title", "description", "methodology", "caveat"):
            assert told[f"{key}_en"] and told[f"{key}_ms"]
        assert told["link_parquet"] == f"https://register.example/en/data/{name}.parquet"
        assert told["licence"] == "CC-BY-4.0"
    assert (told["frequency"], told["next_update"]) == ("DAILY", "2026-11-22 01:00")
    entries = json.loads((taken / "entries.json").read_text())
    assert entries["translations_ms"]["overdue"] == "Melepasi tarikh akhir"
    assert (entries["dataset_begin"], entries["dataset_end"]) == (2026, 2026)


def test_a_year_has_files_of_its_own(taken):
    assert len((taken / "entries-2026.csv").read_text().splitlines()) == 3
    for table in ("entries", "statements", "findings", "fee_lines"):
        for kind in ("csv", "jsonl.gz", "parquet"):
            assert (taken / f"{table}-2026.{kind}").exists()


def test_the_files_of_the_years_hold_together_what_the_table_holds(register, tmp_path):
    a_statement(an_organisation(), 2025)
    db.session.commit()
    counts = write_tables(tmp_path, today=AT.date(), public_url="https://register.example")
    for table in BY_YEAR:
        years = [name for name in counts if name.startswith(f"{table}-")]
        assert years == [f"{table}-2025", f"{table}-2026"] or sorted(years) == years[::-1]
        parts = [pandas.read_parquet(tmp_path / f"{name}.parquet") for name in years]
        assert sum(map(len, parts)) == counts[table] == sum(counts[name] for name in years)
        for name, part in zip(years, parts, strict=True):
            assert set(part["year"]) == {int(name[-4:])}


def test_a_run_that_dies_leaves_the_edition_before(register, monkeypatch):
    before = edition.write(REGISTER, at=AT)
    db.session.commit()
    monkeypatch.setattr(edition, "_describe", _die)
    with pytest.raises(KeyboardInterrupt):
        edition.write(REGISTER, at=AT + timedelta(days=1))
    db.session.rollback()
    assert edition.current().id == before.id


def _die(*_):
    raise KeyboardInterrupt


def test_it_is_made_at_once_and_then_every_night(register):
    assert write_open_data.every_night(AT) == date(2026, 11, 21)
    assert write_open_data.every_night(AT + timedelta(hours=1)) == date(2026, 11, 21)
    midnight = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
    assert write_open_data.every_night(midnight) == date(2026, 11, 21)
    assert write_open_data.every_night(midnight + timedelta(minutes=30)) == date(2026, 11, 22)
    assert db.session.query(DataEdition).count() == 2


def test_a_store_that_does_not_answer_is_asked_again(register, monkeypatch):
    def fail(_stream):
        raise storage.StorageFull("no room")

    monkeypatch.setattr(storage, "put", fail)
    assert write_open_data.every_night(AT) is None
    assert edition.current() is None


def test_what_did_not_change_is_stored_once(register):
    first, second = (edition.write(REGISTER, at=AT + timedelta(days=n)) for n in (0, 1))
    same = {"answers.parquet", "fee_lines.csv", "events.jsonl.gz", "codebook.csv"}
    for name in same:
        assert edition.file_of(first, name)["sha256"] == edition.file_of(second, name)["sha256"]
