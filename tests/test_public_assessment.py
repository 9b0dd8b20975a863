"""The sentences of a public assessment tell nothing that its answers do not show."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from registry.public_answers import public_answers, public_assessment
from registry.scoring import FIELDS, Assessment, assess, load_catalogue
from registry.scoring.parsing import parse_date
from tests.scoring.filings import changed, clean, wage_row

Changes = dict[str, Any]


def judged(changes: Changes) -> tuple[Assessment, dict[str, Any]]:
    """The assessment of a filing, and what the public reads of it."""
    answers = changed(changes)
    on = parse_date(answers["filing_period_end"])
    whole = assess(answers, on=on, catalogue=load_catalogue())
    pages = on_pages(answers)
    return whole, public_assessment(whole, public_answers(pages), filed=pages)


def on_pages(answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    pages: dict[str, dict[str, Any]] = {}
    for name, value in answers.items():
        pages.setdefault(FIELDS[name].page, {})[name] = value
    return pages


def add(table: str, **row: Any) -> Changes:
    return {"rows": [{"table": table, "add": row}]}


def put(table: str, **cells: Any) -> Changes:
    return {"rows": [{"table": table, "put": cells}]}


FEW = wage_row(nationality="PHL", workers=3, lowest_basic_myr="1234.50", workers_below_min=3)
UNHEALTHY = {"site": "Rumah Rahsia", "certificate_no": "", "locker_each": "no"}
TOLD = [
    (add("wages", **FEW), "1,234.50"),
    ({"wag_rest_day_breaches": 3}, "rest days not given: 3"),
    (put("housing", **UNHEALTHY), "Rumah Rahsia"),
    ({"grv_cases_opening": 4, "grv_cases_closed": 19, "grv_median_days": 90}, "79.17% were closed"),
    (put("corridors", pre_departure_trained=97), "97%"),
]


@pytest.mark.parametrize(("changes", "secret"), TOLD, ids=[secret for _, secret in TOLD])
def test_a_figure_of_few_stands_in_no_sentence(changes: Changes, secret: str) -> None:
    whole, public = judged(changes)
    assert secret in sentences(whole.as_dict())
    assert secret not in sentences(public)


def sentences(assessment: dict[str, Any]) -> str:
    return json.dumps(
        [
            *(each["sentence"]["en"] for each in assessment["findings"]),
            *((each["would_change"] or {"en": ""})["en"] for each in assessment["findings"]),
            *(each["sentence"]["en"] for each in assessment["consistency"]),
            *(each["why"]["en"] + each["lift"]["en"] for each in assessment["gates"]),
        ],
        ensure_ascii=False,
    )


def test_housing_that_falls_short_is_named_by_its_number() -> None:
    _, public = judged(put("housing", **UNHEALTHY))
    [finding] = [each for each in public["findings"] if each["criterion"] == "WAG-04"]
    assert finding["values"]["sites"] == ["1"]
    assert "Rahsia" not in json.dumps(public)


def test_a_check_names_no_headcount_that_the_table_hides() -> None:
    people = {"nationality": "NPL", "contract": "direct", "state": "SGR"}
    workforce = [people | {"sex": "male", "headcount": 60}, people | {"headcount": 3}]
    whole, public = judged({"workforce": workforce})
    assert "63 are in the workforce table" in sentences(whole.as_dict())
    assert "63" not in sentences(public)
    assert "yet a number not shown are in the workforce table" in sentences(public)


def test_a_check_keeps_its_figures_where_nothing_is_hidden() -> None:
    numbers = {"grv_cases_opening": 0, "grv_cases_received": 20, "grv_cases_closed": 20}
    by_sex = {"grv_cases_women": 10, "grv_cases_men": 10}
    _, public = judged({"mon_sites_total": 5} | numbers | by_sex)
    assert "There are 3 sites on the page about complaints and 5" in sentences(public)


def test_what_is_judged_stays_as_it_is_judged() -> None:
    whole, public = judged(TOLD[0][0])
    assert public["grade"] == whole.grade
    assert public["marks"] == whole.as_dict()["marks"]
    assert [each["outcome"] for each in public["findings"]] == [
        str(each.outcome) for each in whole.findings
    ]


def fee_of_few(**cells: Any) -> Changes:
    """Three workers paid RM777.77, and every other worker nothing."""
    line = clean()["fees"][0] | {"payer": "worker", "amount_myr": "777.77", "workers": 3}
    row = clean()["corridors"][0] | {"workers_reporting_fee": 3, "highest_paid_myr": "777.77"}
    zeros = [each for each in clean()["fees"] if each["payer"] != "worker"]
    return {"fees": [*zeros, line | {"reimbursed_myr": "70.07"} | cells], "corridors": [row]}


def test_what_few_workers_paid_is_in_no_total() -> None:
    whole, public = judged(fee_of_few(category="REC"))
    assert "777.77" in sentences(whole.as_dict())
    assert whole.as_dict()["metrics"]["worker_paid"] == "777.77"
    assert "777.77" not in json.dumps(public)
    assert "70.07" not in json.dumps(public)


def test_the_interest_of_few_workers_is_no_total_of_its_own() -> None:
    whole, public = judged(fee_of_few(category="DEBT"))
    assert whole.as_dict()["metrics"]["debt_interest"] == "777.77"
    assert public["metrics"]["debt_interest"] is None


def test_the_highest_fee_is_hidden_where_few_reported_one() -> None:
    pages = public_answers(on_pages(changed(fee_of_few(category="REC"))))
    assert pages["corridors"]["corridors"][0]["highest_paid_myr"] == "suppressed"


def test_no_finding_counts_few_workers() -> None:
    line = clean()["fees"][0] | {"payer": "worker", "amount_myr": "50.00", "workers": 37}
    row = clean()["corridors"][0] | {"workers_reporting_fee": 40}
    _, public = judged({"corridors": [row], "fees": [*clean()["fees"], line]})
    told = [each["values"].get("workers") for each in public["findings"]]
    assert 3 not in told


def test_a_share_does_not_tell_of_the_few_in_corridors_that_are_hidden() -> None:
    row = clean()["corridors"][0]
    few = row | {"origin": "BGD", "recruits": 3, "direct_recruits": 3}
    next_smallest = row | {"origin": "IDN", "recruits": 8, "direct_recruits": 0}
    whole, public = judged({"corridors": [row, few, next_smallest]})
    assert whole.as_dict()["metrics"]["direct_share"] is not None
    assert public["metrics"]["direct_share"] is None
    more = next_smallest | {"direct_recruits": 4}
    assert judged({"corridors": [row, few, more]})[1]["metrics"]["direct_share"] is not None


def test_a_share_does_not_tell_how_few_were_repaid() -> None:
    line = clean()["fees"][0] | {
        "payer": "worker",
        "amount_myr": "300.00",
        "reimbursed_myr": "9.00",
    }
    lines = [
        line | {"category": "REC", "workers": 3, "reimbursed_workers": 1},
        line | {"category": "MED", "workers": 30, "reimbursed_workers": 0},
        line | {"category": "TRV", "workers": 50, "reimbursed_workers": 40},
    ]
    whole, public = judged({"fees": lines})
    assert whole.as_dict()["metrics"]["reimb_worker_ratio"] is not None
    assert public["metrics"]["reimb_worker_ratio"] is None


def test_a_share_of_few_who_were_repaid_in_full_is_withheld() -> None:
    row = clean()["corridors"][0] | {"recruits": 7, "workers_reporting_fee": 7}
    paid = {"payer": "worker", "amount_myr": "70.00", "reimbursed_myr": "9.00", "workers": 5}
    line = clean()["fees"][0] | paid
    repaid = {"REC": 1, "MED": 1, "TRV": 3}
    lines = [line | {"category": c, "reimbursed_workers": n} for c, n in repaid.items()]
    whole, public = judged({"corridors": [row], "fees": lines})
    assert whole.as_dict()["metrics"]["reimb_worker_ratio"] is not None
    assert public["metrics"]["reimb_worker_ratio"] is None


def worker_line(category: str, workers: int, amount: str, **cells: Any) -> Changes:
    line = clean()["fees"][0] | {"payer": "worker", "reimbursed_myr": "", "reimbursed_workers": 0}
    return line | {"category": category, "workers": workers, "amount_myr": amount} | cells


def test_what_few_of_many_who_paid_got_back_is_in_no_figure() -> None:
    few = {"reimbursed_myr": "777.77", "reimbursed_workers": 3}
    lines = [worker_line("REC", 40, "40000.00", **few), worker_line("TRV", 50, "5000.00")]
    whole, public = judged({"fees": lines})
    told = whole.as_dict()["metrics"]
    assert (told["worker_paid"], told["reimbursed"]) == ("45000.00", "777.77")
    assert public["metrics"]["worker_paid"] == "45000.00"
    assert public["metrics"]["reimbursed"] is None
    for secret in ("777.77", "44222.23", "44,222.23", told["reimb_ratio"], told["net_months"]):
        assert secret not in json.dumps(public)
    assert "1.73%" in sentences(whole.as_dict())
    assert "1.73%" not in sentences(public)


def test_many_who_were_repaid_keep_the_total_of_few_in_sight() -> None:
    few = {"reimbursed_myr": "777.77", "reimbursed_workers": 3}
    many = {"reimbursed_myr": "3000.00", "reimbursed_workers": 30}
    most = {"reimbursed_myr": "4000.00", "reimbursed_workers": 40}
    lines = [
        worker_line("REC", 40, "40000.00", **few),
        worker_line("TRV", 50, "5000.00", **many),
        worker_line("MED", 50, "5000.00", **most),
    ]
    _, public = judged({"fees": lines})
    assert public["metrics"]["reimbursed"] == "7777.77"
    shown = public_answers(on_pages(changed({"fees": lines})))["fees"]["fees"]
    assert [row["reimbursed_myr"] for row in shown] == ["suppressed", "suppressed", "4000.00"]
    assert [row["amount_myr"] for row in shown] == ["40000.00", "5000.00", "5000.00"]


def test_the_same_few_on_two_lines_are_few() -> None:
    lines = [
        worker_line("REC", 3, "700.00"),
        worker_line("MED", 3, "77.77"),
        worker_line("TRV", 50, "5000.00"),
        worker_line("ACC", 60, "6000.00"),
    ]
    shown = public_answers(on_pages(changed({"fees": lines})))["fees"]["fees"]
    assert [row["amount_myr"] for row in shown] == [*["suppressed"] * 3, "6000.00"]


@pytest.mark.parametrize("category", ["LEVY", "ILL", "REC"])
def test_no_finding_tells_one_cost_of_few(category: str) -> None:
    lines = [worker_line(category, 3, "777.77"), worker_line("TRV", 50, "5000.00")]
    lines += [worker_line("MED", 60, "6000.00")]
    whole, public = judged({"fees": lines})
    assert public["metrics"]["worker_paid"] == "11777.77"
    told = sentences(whole.as_dict())
    assert "777.77" in told or "259.26" in told
    assert "777.77" not in sentences(public).replace("11,777.77", "")
    assert "259.26" not in sentences(public)


def test_the_interest_of_few_on_one_corridor_is_not_found_from_that_of_many_on_another() -> None:
    row = clean()["corridors"][0]
    lines = [
        worker_line("DEBT", 3, "777.77"),
        worker_line("DEBT", 40, "900.00", corridor="IDN-manufacturing"),
    ]
    _, public = judged({"corridors": [row, row | {"origin": "IDN"}], "fees": lines})
    assert public["metrics"]["debt_interest"] is None


def test_the_few_repaid_on_one_corridor_are_not_found_from_the_total_of_all() -> None:
    row = clean()["corridors"][0]
    few = {"reimbursed_myr": "777.77", "reimbursed_workers": 3}
    many = {"reimbursed_myr": "900.00", "reimbursed_workers": 30, "corridor": "IDN-manufacturing"}
    lines = [worker_line("REC", 40, "4000.00", **few), worker_line("REC", 40, "9000.00", **many)]
    _, public = judged({"corridors": [row, row | {"origin": "IDN"}], "fees": lines})
    assert public["metrics"]["reimbursed"] == "1677.77"
    assert [each["reimbursed"] for each in public["metrics"]["corridors"]] == [None, None]
