"""The bulk files say what the register says, in every format."""

import csv
import gzip
import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pandas
import pytest
from pyarrow import parquet

from registry.open_data.codebook import Type, tables
from registry.open_data.words import labels
from tests.factories import a_recruiter, an_entry, an_organisation
from tests.open_data.bulk import load_bulk, write_bulk
from tests.public.statements import a_statement, amended

TODAY = date(2026, 11, 21)


@pytest.fixture
def bulk(session, tmp_path):
    """Files of two companies: one published twice in a year, one that is overdue."""
    first = a_statement(an_organisation("=Contoh Formula Berhad", sector="energy"))
    amended(first, at=datetime(2026, 5, 5, 3, tzinfo=UTC))
    an_entry(an_organisation("Contoh Lewat Berhad"))
    write_bulk(tmp_path, today=TODAY)
    return tmp_path


def test_every_column_has_its_declared_type(bulk):
    frames = load_bulk(bulk)
    assert list(frames) == list(tables())
    for name, table in tables().items():
        assert list(frames[name].columns) == table.names


def test_what_was_paid_is_exact_money(bulk):
    lines = load_bulk(bulk)["fee_lines"]
    assert Decimal("12500.00") in set(lines["amount_myr"])


def test_only_the_newest_version_is_current(bulk):
    statements = load_bulk(bulk)["statements"]
    assert statements[["version", "is_current"]].values.tolist() == [[1, False], [2, True]]


def test_three_formats_hold_the_same_rows(bulk):
    for name, table in tables().items():
        with (bulk / f"{name}.csv").open(newline="", encoding="utf-8") as text:
            cells = list(csv.DictReader(text))
        lines = gzip.decompress((bulk / f"{name}.jsonl.gz").read_bytes()).decode().splitlines()
        rows = parquet.read_table(bulk / f"{name}.parquet").num_rows
        assert len(cells) == len(lines) == rows, name
        assert all(list(json.loads(line)) == table.names for line in lines), name


def test_a_cell_is_no_formula_in_a_spreadsheet_and_itself_everywhere_else(bulk):
    name = "=Contoh Formula Berhad"
    assert f"'{name}" in (bulk / "organisations.csv").read_text("utf-8")
    assert name in set(load_bulk(bulk)["organisations"]["name"])


def test_the_same_register_gives_the_same_bytes(bulk, tmp_path_factory):
    again = tmp_path_factory.mktemp("again")
    write_bulk(again, today=TODAY)
    for file in bulk.iterdir():
        assert file.read_bytes() == (again / file.name).read_bytes(), file.name


def test_nothing_of_a_grade_before_the_right_of_reply_ends(session, tmp_path):
    a_statement(at=datetime(2026, 11, 20, 3, tzinfo=UTC))
    write_bulk(tmp_path, today=TODAY)
    frames = load_bulk(tmp_path)
    assert frames["findings"].empty
    for table in ("entries", "statements"):
        assert frames[table]["grade"].isna().all()
        assert frames[table]["score"].isna().all()
    assert frames["statements"][["completeness", "substance"]].isna().all(axis=None)


def test_no_file_gathers_names_of_private_persons(session, tmp_path):
    recruiters = [
        a_recruiter(name="Ram Bahadur", licence_no=""),
        a_recruiter(name="Contoh Manpower Ltd", licence_no=""),
    ]
    a_statement(answers={"recruiters": {"recruiters_used": "yes", "recruiters": recruiters}})
    write_bulk(tmp_path, today=TODAY)
    frame = load_bulk(tmp_path)["recruiters"]
    assert frame["name"].fillna("").tolist() == ["", "Contoh Manpower Ltd"]
    for name in ("recruiters", "answers"):
        text = (tmp_path / f"{name}.csv").read_text()
        assert "Contoh Manpower Ltd" in text
        assert "Ram Bahadur" not in text


def test_words_are_those_of_the_codebook(bulk):
    frames = load_bulk(bulk)
    for name, table in tables().items():
        for column in table.columns:
            if column.values:
                found = set(frames[name][column.name].dropna())
                assert found <= set(labels(column.values, "en")), f"{name}.{column.name}"


def test_parquet_carries_titles_in_both_languages(bulk):
    field = parquet.read_schema(bulk / "entries.parquet").field("status")
    assert field.metadata[b"title_ms"] == b"Status"
    assert field.metadata[b"description_en"].startswith(b"The public status")
    assert parquet.read_schema(bulk / "entries.parquet").metadata[b"licence"] == b"CC-BY-4.0"


def test_a_key_tells_rows_apart(bulk):
    frames = load_bulk(bulk)
    for name, table in tables().items():
        if table.key:
            assert not frames[name].duplicated(list(table.key)).any(), name


def test_days_are_days(bulk):
    frames = load_bulk(bulk)
    entries = frames["entries"]
    assert entries["as_of"].unique().tolist() == [TODAY]
    assert Type.DATE in {column.type for column in tables()["entries"].columns}
    assert isinstance(frames["statements"]["published_at"][0], pandas.Timestamp)
