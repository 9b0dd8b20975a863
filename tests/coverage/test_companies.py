"""Reading the companies of a filing: their numbers in every form, and whom a difference means."""

import pytest

from registry import groups
from registry.groups.differences import differences

NEW, OLD = "201901900001", "1312525-A"


def company(name="Contoh Kilang Sdn Bhd", number=NEW, **cells):
    row = {"name": name, "ssm_number": number, "share_percent": "60", "covered": "yes"} | cells
    [found] = groups.companies([row])
    return found


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (NEW, NEW),
        (" 2019 0190 0001 ", NEW),
        (f"{NEW} ({OLD})", NEW),
        ("1312525a", OLD),
        ("1312525-A", OLD),
        ("not in Malaysia", "not in Malaysia"),
        ("Not in Malaysia: Singapore 201912345K", "not in Malaysia, Singapore 201912345K"),
        ("bukan di Malaysia, Vietnam 0312345678", "not in Malaysia, Vietnam 0312345678"),
        ("outside Malaysia", "not in Malaysia"),
    ],
)
def test_a_number_is_kept_in_one_form(typed, kept):
    assert groups.as_written(typed) == kept


@pytest.mark.parametrize("typed", ["201901", "unknown", "", "209901999999x", "201909000001"])
def test_what_is_no_number_is_not_taken_for_one(typed):
    assert groups.as_written(typed) is None
    assert groups.number_of(typed) is None


def test_a_company_abroad_is_told_apart_by_its_filer_and_name():
    abroad = company(name="Contoh (Vietnam) Ltd", number="not in Malaysia")
    assert abroad.number is None
    assert abroad.key(7) == "named-7-contoh-vietnam"
    assert abroad.key(7) != abroad.key(8)
    assert company().key(7) == company().key(8) == NEW


def test_rows_without_a_name_and_answers_of_another_shape_name_nobody():
    assert groups.companies([{"ssm_number": NEW}, {}, "x", None]) == []
    assert groups.companies("do_not_know") == []
    assert groups.companies(None) == []


def test_shares_that_cannot_be_are_not_read():
    assert company(share_percent="101").share is None
    assert company(share_percent="NaN").share is None
    assert company(share_percent=None).share is None


@pytest.mark.parametrize(
    "said",
    ["Contoh Kilang Sdn Bhd (201901900001)", NEW, "CONTOH KILANG SDN. BHD.", f"Renamed ({NEW})"],
)
def test_a_difference_means_a_company_by_label_number_or_name(said):
    others = [company(), company(name="Contoh Logistik Sdn Bhd", number="201901900002")]
    assert groups.meant(said, others) == company()


def test_a_company_that_is_not_there_is_not_meant():
    assert groups.meant("Contoh Lain Sdn Bhd", [company()]) is None
    assert groups.meant("", [company()]) is None


def test_only_whole_rows_are_differences():
    row = {"entity": "A", "question": "passports.doc_passport_holder", "said": "The employer."}
    pages = {"differences": {"differences": [row, {"entity": "A"}, {}]}}
    [found] = differences(pages)
    assert (found.company, found.field) == ("A", "doc_passport_holder")
    assert groups.by_question(pages) == {"doc_passport_holder": [found]}
    assert differences({"differences": {}}) == differences({}) == []
