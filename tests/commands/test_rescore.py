"""A year judged again by other rules: a report is written, and not one byte of the register."""

import csv
import hashlib
import json
import shutil

import pytest
from sqlalchemy import update

from registry import rescoring
from registry.commands.context import application
from registry.extensions import db, only_read
from registry.models import Organisation, RuleTrial, StaffRole
from registry.scoring.catalogue import CRITERIA
from tests import factories as make
from tests.drafting.rules import a_draft


@pytest.fixture
def register(run):
    """A register with two published filings and a draft of rules by which one is not scored."""
    assert run("migrate").exit_code == 0
    with application():
        make.published(make.a_filing(pages=make.complete_answers()))
        other = make.an_organisation("=Contoh Senyap Berhad", sector="plantation")
        make.published(make.a_filing(other, pages={}))
        entry = {"target": "G1", "weight": None, "cap": None, "values": {"bodies": ["management"]}}
        draft = a_draft(make.a_user(staff=StaffRole.SENIOR_OFFICER), [entry])
        db.session.commit()
        return draft.id


def fingerprint() -> str:
    """A hash over every row of every table."""
    digest = hashlib.sha256()
    with application(), db.engine.connect() as connection:
        for table in db.metadata.sorted_tables:
            for row in sorted(map(repr, connection.execute(table.select()))):
                digest.update(row.encode())
    return digest.hexdigest()


def test_nothing_is_written_but_the_report(run, register, tmp_path):
    before = fingerprint()
    report = tmp_path / "report.json"
    result = run("rescore", "--year", "2026", "--draft", str(register), "--output", str(report))
    assert result.exit_code == 0, result.output
    assert fingerprint() == before
    assert "2 filings: 1 differ, 1 in their grade." in result.output


def test_the_json_report_names_each_difference_and_the_totals(run, register, tmp_path):
    report = tmp_path / "report.json"
    run("rescore", "--year", "2026", "--draft", str(register), "--output", str(report))
    found = json.loads(report.read_text())
    [difference] = found["differences"]
    assert difference["grade_after"] is None
    assert difference["gates_come"] == ["G1"]
    assert difference["reference"].startswith("ATIP-2026-")
    assert found["totals"]["sectors"]["plantation"] == [["none", "none", 1]]
    assert len(found["catalogue"]["sha256"]) == 64


def test_the_csv_report_is_safe_to_open(run, register, tmp_path):
    report = tmp_path / "report.csv"
    folder = tmp_path / "rules"
    shutil.copytree(CRITERIA, folder)
    gates = folder / "gates.yaml"
    gates.write_text(gates.read_text().replace("[board, board_committee, management]", "[board]"))
    fees = folder / "governance.yaml"
    fees.write_text(fees.read_text().replace("met_items: 3", "met_items: 5"))
    result = run("rescore", "--year", "2026", "--catalogue", str(folder), "--output", str(report))
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(report.read_text(encoding="utf-8-sig").splitlines()))
    assert "GOV-04: met > partly_met" in rows[0]["criteria"]
    assert not any(row["organisation"].startswith("=") for row in rows)


def test_by_the_rules_in_force_nothing_differs(run, register, tmp_path):
    report = tmp_path / "report.csv"
    result = run("rescore", "--year", "2026", "--in-force", "--output", str(report))
    assert "2 filings: 0 differ" in result.output
    assert len(report.read_text().splitlines()) == 1


def test_one_sector_alone(run, register, tmp_path):
    report = str(tmp_path / "report.csv")
    words = ("--sector", "plantation", "--output", report)
    assert "1 filings" in run("rescore", "--year", "2026", *words).output
    assert run("rescore", "--year", "2026", "--sector", "fun", "--output", report).exit_code == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--year", "2025", "--output", "r.csv"), 1, "No published filing of 2025"),
        (("--year", "2026", "--output", "r.txt"), 2, ".csv or .json"),
        (("--year", "2026", "--draft", "99", "--output", "r.csv"), 1, "There is no draft 99"),
        (("--year", "2026", "--draft", "1", "--in-force", "--output", "r.csv"), 2, "Name one of"),
        (("--year", "2026"), 2, "--output"),
        (("--year", "2026", "--draft", f"{10**20}", "--output", "r.csv"), 2, "not in the range"),
    ],
)
def test_what_cannot_be_done_is_said(run, register, words, code, said):
    result = run("rescore", *words)
    assert (result.exit_code, said in result.output) == (code, True), result.output


def test_a_catalogue_that_cannot_be_read_names_the_file(run, register, tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(CRITERIA, folder)
    (folder / "gates.yaml").write_text("G1: [1.5]")
    result = run("rescore", "--year", "2026", "--catalogue", str(folder), "--output", "r.csv")
    assert result.exit_code == 1
    assert "gates.yaml" in result.output


def test_a_large_year_is_tried_by_command_and_kept_beside_the_draft(run, register):
    result = run("what-if", str(register))
    assert result.exit_code == 0, result.output
    assert "2026: 1 of 2 filings would get another grade." in result.output
    with application():
        [trial] = db.session.query(RuleTrial).all()
        assert (trial.year, trial.result["moved"]) == (2026, 1)
    assert run("what-if", "99").exit_code == 1
    assert run("what-if", f"{10**20}").exit_code == 2
    assert run("what-if", str(register), "--year", "2025").exit_code == 1


def test_nobody_waits_while_a_year_is_judged(register):
    """Filing goes on: the long reading transaction holds no lock that a writer needs."""
    with application():
        only_read()
        assert rescoring.how_many(2026) == 2
        with db.engine.begin() as other:
            other.execute(update(Organisation).values(state="KUL"))
        assert rescoring.how_many(2026) == 2


def test_an_earlier_report_stays_until_the_new_one_is_whole(run, register, tmp_path, monkeypatch):
    report = tmp_path / "report.csv"
    report.write_text("last year's")

    def full(_found):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rescoring, "row", full)
    words = ("--draft", str(register), "--output", str(report))
    result = run("rescore", "--year", "2026", *words)
    assert result.exit_code == 1
    assert f"cannot write to {report}: No space left" in result.output
    assert report.read_text() == "last year's"
    assert list(tmp_path.glob("report*")) == [report]


def test_a_folder_that_does_not_exist_is_named(run, register, tmp_path):
    report = tmp_path / "nowhere" / "report.csv"
    result = run("rescore", "--year", "2026", "--output", str(report))
    assert (result.exit_code, "cannot write to" in result.output) == (1, True), result.output
