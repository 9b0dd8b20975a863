"""Organisations from a CSV file."""

import csv
import io
from datetime import date

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, func, select

from registry import name_search, obligations
from registry.cli import main
from registry.extensions import db
from registry.models import (
    AliasKind,
    Market,
    NameStart,
    Organisation,
    OrganisationWord,
    PublicStatus,
    RegisterEntry,
    ReportingClass,
)
from registry.organisation_import import import_organisations, index_names
from registry.organisation_lines import HeaderError
from registry.organisations import matching

pytestmark = pytest.mark.usefixtures("session")

LINE = {
    "name": "Contoh Sawit Berhad",
    "ssm_number": "201901000005",
    "ssm_old_number": "1312525-A",
    "stock_code": "0012",
    "market": "MAIN",
    "sector": "Plantation",
    "target_sector": "plantation",
    "state": "SBH",
    "financial_year_end": "30-06",
    "aliases": "Kebun Lama|Contoh Palm",
}


def file_of(*lines, columns=None):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    text.seek(0)
    return text


def only():
    return db.session.scalars(
        select(Organisation).where(Organisation.ssm_number == LINE["ssm_number"])
    ).one()


def test_a_line_becomes_an_organisation_with_all_its_facts():
    report = import_organisations(file_of(LINE))
    assert (report.added, report.rejected) == (1, [])
    company = only()
    assert (company.market, company.sector, company.state) == (Market.MAIN, "plantation", "SBH")
    assert (company.fye_day, company.fye_month) == (30, 6)
    assert [alias.name for alias in company.aliases] == ["Contoh Palm", "Kebun Lama"]
    assert company.reporting_classes[0].reporting_class is ReportingClass.LISTED_COMPANY


def test_columns_may_stand_in_any_order():
    import_organisations(file_of(LINE, columns=list(reversed(LINE))))
    assert only().stock_code == "0012"


def test_the_same_file_again_changes_nothing():
    import_organisations(file_of(LINE))
    report = import_organisations(file_of(LINE))
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)


def test_a_file_with_fewer_columns_leaves_the_other_facts_alone():
    import_organisations(file_of(LINE))
    report = import_organisations(
        file_of({"name": "Contoh Minyak Sawit Berhad", "stock_code": "0012"})
    )
    assert report.changed == 1
    assert (only().name, only().state) == ("Contoh Minyak Sawit Berhad", "SBH")


def test_a_new_name_is_found_and_the_old_one_is_not():
    import_organisations(file_of(LINE))
    import_organisations(file_of(LINE | {"name": "Sawit Baharu Berhad", "aliases": ""}))
    found = [
        db.session.scalars(select(Organisation.name).where(matching(q, Organisation.id))).all()
        for q in ("baharu", "kebun lama", "1312525a", "201901000005", "0012", "saw bah")
    ]
    assert found == [["Sawit Baharu Berhad"], [], *[["Sawit Baharu Berhad"]] * 4]


def test_a_later_class_is_added_and_the_earlier_one_stays():
    import_organisations(file_of(LINE))
    exempt = {
        "reporting_class": "exempt",
        "reporting_class_since": "2026-03-01",
        "reporting_class_reason": "In liquidation",
    }
    import_organisations(file_of(LINE | exempt))
    classes = [c.reporting_class for c in only().reporting_classes]
    assert classes == [ReportingClass.LISTED_COMPANY, ReportingClass.EXEMPT]


def test_organisations_get_their_entries_in_the_open_years():
    import_organisations(file_of(LINE))
    obligations.open_year(2031)
    other = {**LINE, "name": "Lain Berhad", "ssm_number": "201901000006", "stock_code": "0013"}
    import_organisations(file_of(other | {"ssm_old_number": "1312526-B"}))
    entry = db.session.scalars(
        select(RegisterEntry).join(Organisation).where(Organisation.name == "Lain Berhad")
    ).one()
    assert (entry.status, entry.due_on) == (PublicStatus.DUE, date(2031, 12, 31))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": ""}, "name is empty"),
        ({"ssm_number": "201907000005"}, "is not an SSM registration number"),
        ({"ssm_old_number": "X"}, "is not an old SSM number"),
        ({"stock_code": "MAYBANK"}, "is not a stock code"),
        ({"market": "NYSE"}, "market is 'NYSE'. Enter one of: MAIN"),
        ({"sector": "Spaceflight"}, "sector is 'Spaceflight'"),
        ({"financial_year_end": "31-02"}, "financial_year_end is '31-02'"),
    ],
)
def test_a_bad_line_is_named_with_its_reason_and_the_others_go_in(change, reason):
    good = {**LINE, "name": "Lain Berhad", "ssm_number": "201901000006"}
    good |= {"ssm_old_number": "", "stock_code": ""}
    report = import_organisations(file_of(LINE | change, good))
    assert report.added == 1
    [(number, why)] = report.rejected
    assert number == 2
    assert reason in why


def test_an_organisation_on_two_lines_is_rejected_the_second_time():
    report = import_organisations(file_of(LINE, LINE))
    assert report.added == 1
    assert report.rejected[0][0] == 3
    assert "stands on line 2 already" in report.rejected[0][1]


def test_identifiers_of_two_organisations_on_one_line_are_a_contradiction():
    other = {**LINE, "ssm_number": "201901000006", "ssm_old_number": "", "stock_code": "0013"}
    import_organisations(file_of(LINE, other))
    report = import_organisations(file_of(LINE | {"stock_code": "0013"}))
    assert "belong to different organisations" in report.rejected[0][1]


def test_an_exemption_needs_a_reason():
    line = LINE | {"reporting_class": "exempt", "reporting_class_since": "2026-01-01"}
    report = import_organisations(file_of(line))
    assert "needs its reporting_class_reason" in report.rejected[0][1]


@pytest.mark.parametrize("header", ["", "title,ssm_number", "name,name", "name,password"])
def test_an_unknown_header_stops_the_import(header):
    with pytest.raises(HeaderError):
        import_organisations(io.StringIO(f"{header}\nContoh,1\n"))


def test_a_line_with_too_many_cells_is_rejected():
    report = import_organisations(io.StringIO("name,state\nContoh,SGR,extra\n"))
    assert "more cells than the header" in report.rejected[0][1]


@pytest.fixture
def register_of_its_own(new_app, monkeypatch):
    """An application of its own, as a command finds it in the environment."""
    app = new_app()
    monkeypatch.setattr("registry.commands.context.create_app", lambda: app)
    return app


def run(*arguments):
    return CliRunner().invoke(main, ["import", "organisations", *map(str, arguments)])


def count_in(app):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Organisation))


def test_a_dry_run_says_what_would_happen_and_changes_nothing(register_of_its_own, tmp_path):
    path = tmp_path / "companies.csv"
    path.write_text(file_of(LINE).getvalue())
    result = run(path, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "1 would be added" in result.output
    assert count_in(register_of_its_own) == 0


def test_rejected_lines_go_to_a_file_and_the_command_fails(register_of_its_own, tmp_path):
    path, rejected = tmp_path / "companies.csv", tmp_path / "rejected.csv"
    path.write_text(file_of(LINE, LINE | {"name": ""}).getvalue(), encoding="utf-8-sig")
    result = run(path, "--rejected", rejected)
    assert result.exit_code == 1
    assert rejected.read_text().splitlines()[1].startswith("3,name is empty")
    assert count_in(register_of_its_own) == 1


def test_a_file_that_is_no_csv_of_organisations_is_refused_whole(register_of_its_own, tmp_path):
    path = tmp_path / "companies.csv"
    path.write_bytes(b"name\n\xff\xfe\n")
    result = run(path)
    assert result.exit_code == 1
    assert "utf-8" in result.output
    assert count_in(register_of_its_own) == 0


OTHER_NAMES = {
    "old_names": "Kelapa Bersatu Bhd|Ladang Pertama Bhd",
    "brands": "Lembut",
    "short_names": "CSB",
}


def test_other_names_keep_what_they_are():
    import_organisations(file_of(LINE | OTHER_NAMES))
    assert {(alias.kind, alias.name) for alias in only().aliases} == {
        (AliasKind.OLD_NAME, "Kelapa Bersatu Bhd"),
        (AliasKind.OLD_NAME, "Ladang Pertama Bhd"),
        (AliasKind.BRAND, "Lembut"),
        (AliasKind.SHORT_NAME, "CSB"),
        (AliasKind.ALIAS, "Contoh Palm"),
        (AliasKind.ALIAS, "Kebun Lama"),
    }
    again = import_organisations(file_of(LINE | OTHER_NAMES))
    assert (again.changed, again.unchanged) == (0, 1)


def test_a_column_that_is_not_in_the_file_leaves_its_kind_of_names_alone():
    import_organisations(file_of(LINE | OTHER_NAMES))
    import_organisations(file_of({"name": LINE["name"], "stock_code": "0012", "brands": "Sawitku"}))
    brands = [alias.name for alias in only().aliases if alias.kind is AliasKind.BRAND]
    assert brands == ["Sawitku"]
    assert len(only().aliases) == 6


def test_the_index_is_written_anew_for_what_was_there_before():
    import_organisations(file_of(LINE))
    db.session.execute(delete(NameStart))
    assert name_search.suggestions("contoh sa").hits == ()
    assert index_names() == 1
    [hit] = name_search.suggestions("contoh sa").hits
    assert hit.name == LINE["name"]


def test_words_are_removed_with_the_names_they_came_from():
    import_organisations(file_of(LINE))
    import_organisations(file_of(LINE | {"name": "Sawit Baharu Berhad", "aliases": ""}))
    words = set(db.session.scalars(select(OrganisationWord.word)))
    assert words == {"sawit", "baharu", "201901000005", "1312525a", "0012"}


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ({"name": "Contoh\u202eSawit"}, "cannot be seen"),
        ({"name": "Contoh\u200bSawit Berhad"}, "cannot be seen"),
        ({"name": "Contoh\0Sawit"}, "cannot be seen"),
        ({"name": "\ufdfa" * 100}, "longer than 200"),
        ({"aliases": "A" * 201}, "longer than 200"),
        ({"brands": "A" * 201}, "brands holds a name longer than 200"),
        ({"homepage": "javascript:alert(1)"}, "https://www.example.com"),
        ({"homepage": "https://" + "a" * 300}, "https://www.example.com"),
    ],
)
def test_a_cell_that_the_tables_cannot_hold_or_a_reader_cannot_see_is_refused(cell, reason):
    [(line, why)] = import_organisations(file_of(LINE | cell)).rejected
    assert (line, reason in why) == (2, True), why


def test_a_name_of_two_lines_becomes_one():
    import_organisations(file_of(LINE | {"name": "Contoh\n Sawit\u00a0Berhad"}))
    assert only().name == "Contoh Sawit Berhad"


def test_a_query_of_very_many_words_is_answered():
    import_organisations(file_of(LINE))
    words = " ".join(f"w{number}" for number in range(3000))
    assert (
        db.session.scalars(select(Organisation).where(matching(words, Organisation.id))).all() == []
    )
