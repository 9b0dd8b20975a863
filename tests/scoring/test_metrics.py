"""The figures that public pages show, worked out by hand from a small table."""

from datetime import date

from registry.scoring import assess, load_catalogue
from tests.scoring.filings import changed, clean

CATALOGUE = load_catalogue()


def metrics(filing):
    return assess(filing, on=date(2025, 12, 31), catalogue=CATALOGUE).as_dict()["metrics"]


def test_two_corridors_are_weighed_by_the_people_in_them():
    filing = changed(
        {
            "corridors": [
                {"origin": "NPL", "sector": "manufacturing", "recruits": 30,
                 "first_month_earnings_myr": "1500", "workers_reporting_fee": 30,
                 "interviews_post": 15, "declarations_pre": 30, "declarations_post": 15,
                 "direct_recruits": 0},
                {"origin": "BGD", "sector": "plantation", "recruits": 10,
                 "basic_wage_myr": "2000", "interviews_post": 5, "direct_recruits": 10},
            ],
            "fees": [
                {"corridor": "NPL-manufacturing", "category": "REC", "payer": "worker",
                 "amount_myr": "45000", "workers": 30, "reimbursed_myr": "22500",
                 "reimbursed_workers": 15},
                {"corridor": "NPL-manufacturing", "category": "TRV", "payer": "employer",
                 "amount_myr": "15000", "workers": 30},
                {"corridor": "BGD-plantation", "category": "REC", "payer": "agency",
                 "amount_myr": "30000", "workers": 10},
                {"corridor": "BGD-plantation", "category": "DEBT", "payer": "worker",
                 "amount_myr": "800", "workers": 2},
            ],
        }
    )  # fmt: skip
    found = metrics(filing)
    assert found["worker_paid"] == "45000.00"
    assert found["worker_paid_net"] == found["reimbursed"] == "22500.00"
    assert found["gross_months"] == "0.75"
    assert found["net_months"] == "0.375"
    assert found["reimb_ratio"] == found["reimb_worker_ratio"] == "0.5"
    assert found["employer_share"] == "0.1667"
    assert found["interview_ratio"] == "0.5"
    assert found["declared_ratio"] == "0.375"
    assert found["direct_share"] == "0.25"
    assert found["debt_interest"] == "800.00"
    assert (found["recruits"], found["headcount"], found["migrants"]) == (40, 1000, 400)
    nepal = next(each for each in found["corridors"] if each["origin"] == "NPL")
    assert (nepal["per_worker"], nepal["gross_months"], nepal["net_months"]) == (
        "1500.00",
        "1",
        "0.5",
    )
    assert {each["corridor"]: each["earnings_from"] for each in found["corridors"]} == {
        "NPL-manufacturing": "first_month",
        "BGD-plantation": "basic_wage",
    }


def test_a_blank_fee_table_has_no_figures_rather_than_zeros():
    found = metrics(changed({"fees": []}))
    assert found["worker_paid"] is found["gross_months"] is found["reimb_ratio"] is None
    assert found["fee_table_complete"] == "0"


def test_a_table_of_zeros_has_zeros():
    found = metrics(clean())
    assert (found["worker_paid"], found["gross_months"], found["net_months"]) == ("0.00", "0", "0")
    assert found["reimb_ratio"] is None
    assert found["employer_share"] == "1"
    assert found["fee_table_complete"] == "1"


def test_without_earnings_the_minimum_wage_of_the_period_is_used():
    blank = {"first_month_earnings_myr": None, "basic_wage_myr": None}
    paid = {"amount_myr": "170000", "workers": 100}
    filing = changed(
        {
            "rows": [
                {"table": "corridors", "put": blank},
                {"table": "fees", "where": {"category": "TRV", "payer": "worker"}, "put": paid},
            ]
        }
    )
    assert metrics(filing)["gross_months"] == "1"
    older = assess(filing, on=date(2024, 12, 31), catalogue=CATALOGUE)
    assert older.as_dict()["metrics"]["gross_months"] == "1.1333"


def test_a_fee_line_of_a_corridor_that_is_not_listed_still_counts():
    line = {"corridor": "IDN-construction", "category": "TRV", "payer": "worker",
            "amount_myr": "3400", "workers": 2}  # fmt: skip
    found = metrics(changed({"rows": [{"table": "fees", "add": line}]}))
    assert found["worker_paid"] == "3400.00"
    assert found["interview_ratio"] is None
    indonesia = next(each for each in found["corridors"] if each["origin"] == "IDN")
    assert (indonesia["recruits"], indonesia["gross_months"]) == (None, "1")


def test_months_count_everyone_who_paid_where_they_outnumber_the_recruits():
    paid = {"amount_myr": "340000", "workers": 200}
    step = {"table": "fees", "where": {"category": "TRV", "payer": "worker"}, "put": paid}
    assert metrics(changed({"rows": [step]}))["gross_months"] == "1"
