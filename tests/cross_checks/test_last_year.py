"""This year's answers beside last year's: each check asks, and stays silent where it should."""

import copy
from datetime import date

import pytest

from registry.cross_checks import last_year, words
from registry.cross_checks.last_year import CHECKS, Years
from registry.scoring.case import open_case
from registry.scoring.wording import fill
from tests.scoring.filings import changed, clean

ENDED_BEFORE, ENDED = date(2024, 12, 31), date(2025, 12, 31)


def years(before, now, *, filed_on=date(2026, 6, 1)):
    return Years(
        now=open_case(now, ENDED),
        before=open_case(before, ENDED_BEFORE),
        ended_before=ENDED_BEFORE,
        begins=date(2025, 1, 1),
        filed_on=filed_on,
    )


def settled():
    """Last year's filing, with which the clean filing agrees."""
    filing = changed({"rows": [{"table": "kpis", "where": {"name": "Net months of wages"},
                                "put": {"current": "1.2"}}]})  # fmt: skip
    for row, current in zip(filing["kpis"], ("1.2", "60", "40"), strict=True):
        row["current"] = current
    filing["corridors"][0]["days_to_deploy"] = 61
    for row in filing["training"]:
        row["held_on"] = "2024-04-10"
    for row in filing["wages"]:
        row["month"] = "2024-12-01"
    for row in filing["fees"]:
        row["recruited_on"] = "2024-03-01"
    filing["grv_cases_opening"], filing["grv_cases_closed"] = 2, 20
    return filing


def asked(before, now, **dates):
    found = years(before, now, **dates)
    return {id for id, find in CHECKS.items() if find(found)}


def test_a_filing_that_follows_on_last_years_is_asked_nothing():
    assert asked(settled(), clean()) == set()


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        ("Y1", {"rows": [{"table": "workforce", "where": {"nationality": "MYS"},
                          "put": {"headcount": 3000}}]}),
        ("Y2", {"rows": [{"table": "corridors", "put": {"recruits": 20}}]}),
        ("Y3", {"doc_passes_total": 40}),
        ("Y5", {"rows": [{"table": "fees", "where": {"payer": "employer"},
                          "put": {"amount_myr": "1000.00"}}]}),
        ("Y7", {"rows": [{"table": "recruiters",
                          "put": {"name": "Agensi Baru", "licence_no": "JTK-C-0002"}}]}),
        ("Y8", {"rows": [{"table": "kpis", "where": {"name": "Share repaid"},
                          "put": {"prior": "90"}}]}),
        ("Y9", {"rows": [{"table": "kpis", "where": {"name": "Share repaid"},
                          "put": {"target": "80"}}]}),
        ("Y11", {"grv_cases_opening": 9}),
    ],
)  # fmt: skip
def test_what_changed_beyond_reason_is_asked(check, changes):
    assert check in asked(settled(), changed(changes))


def paid(amount, **line):
    """The clean filing with something that workers paid."""
    put = {"amount_myr": amount, "reimbursed_myr": "0", **line}
    where = {"category": "REC", "payer": "worker"}
    return changed({"rows": [{"table": "fees", "where": where, "put": put}]})


def test_fees_that_vanish_are_asked_about_unless_workers_were():
    before = paid("340000.00")
    untested = changed({"rows": [{"table": "corridors", "put": {"interviews_post": 0}}]})
    assert "Y4" in asked(before, untested)
    assert "Y4" not in asked(before, clean())


def test_a_promise_is_asked_about_after_its_day_until_it_is_kept():
    before = paid("340000.00") | {"fee_remedy_plan": "yes", "fee_remedy_plan_by": "2025-06-30"}
    assert "Y6" in asked(before, clean())
    assert "Y6" not in asked(before, clean(), filed_on=date(2025, 6, 1))
    kept = paid("340000.00", reimbursed_myr="340000.00", reimbursed_on="2025-05-01")
    assert "Y6" not in asked(before, kept)


def test_a_table_taken_over_from_last_year_is_asked_about():
    now = clean()
    before = settled() | {"fees": copy.deepcopy(now["fees"])}
    assert "Y10" in asked(before, now)


def test_after_a_gap_of_years_figures_of_last_year_are_not_expected():
    found = years(settled(), changed({"grv_cases_opening": 9}))
    later = Years(found.now, found.before, date(2023, 12, 31), found.begins, found.filed_on)
    assert last_year.open_cases_differ(found)
    assert not last_year.open_cases_differ(later)


def test_every_check_has_words_that_can_be_filled():
    before = paid("340000.00") | {
        "fee_remedy_plan": "yes",
        "fee_remedy_plan_by": "2025-06-30",
        "doc_passes_total": 4000,
        "grv_cases_opening": 7,
    }
    for id, find in CHECKS.items():
        if found := find(years(before, clean())):
            assert all(fill(words()[id].sentence, found.values).values())
