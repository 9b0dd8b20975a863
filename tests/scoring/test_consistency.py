"""Each check of consistency: a filing that it finds, the exact places, and one that it leaves."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from registry.scoring import assess, load_catalogue
from registry.scoring.consistency import CHECKS
from registry.scoring.consistency.base import MOST_PLACES
from registry.scoring.fields import FIELDS
from tests.scoring.filings import changed, clean

CATALOGUE = load_catalogue()
ENDS = date(2025, 12, 31)
CASES = yaml.safe_load((Path(__file__).parent / "consistency.yaml").read_text("utf-8"))


def judge(changes):
    return assess(changed(changes), on=ENDS, catalogue=CATALOGUE)


def found(changes):
    return {each["check"]: each for each in judge(changes).as_dict()["consistency"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    result = found(case["change"])
    assert list(result) == list(case["finds"]), result
    for check, places in case["finds"].items():
        listed = [
            ":".join(str(part) for part in place.values() if part is not None)
            for place in result[check]["places"]
        ]
        assert listed == places


def test_every_check_is_found_in_some_case_and_the_clean_filing_has_none():
    shown = {check for case in CASES for check in case["finds"]}
    assert shown == CHECKS.keys()
    assert judge({}).inconsistencies == ()


def test_every_check_speaks_both_languages():
    for case in CASES:
        for each in found(case["change"]).values():
            for text in (each["title"], each["sentence"], each["to_do"]):
                assert all(text[lang] and "{" not in text[lang] for lang in ("en", "ms")), text


def test_every_place_is_a_field_and_a_column_that_exist():
    for case in CASES:
        for each in found(case["change"]).values():
            for place in each["places"]:
                columns = {column.name for column in FIELDS[place["field"]].columns}
                assert place["column"] is None or place["column"] in columns


def test_the_sentence_names_row_and_figures():
    put = {"amount_myr": "1000", "reimbursed_myr": "1200", "reimbursed_workers": 100}
    step = {"table": "fees", "where": {"category": "TRV", "payer": "worker"}, "put": put}
    each = found({"rows": [step]})["X3"]
    assert each["sentence"]["en"].startswith(
        "Row 13 of the fee table: RM1,200.00 is repaid of RM1,000.00. Rows like this: 1."
    )
    assert (each["kind"], each["counts"], each["explained"]) == ("question", False, False)


def test_explanations_settle_questions_and_halve_conflicts():
    conflict = {"doc_passports_held": 5}
    question = {"mon_sites_total": 4}
    explained = {"explanations": [{"check": c, "explanation": "So it is."} for c in ("X22", "X31")]}
    weights = [
        [float(each.weight) for each in judge(changes).inconsistencies]
        for changes in (conflict, question, conflict | explained, question | explained)
    ]
    assert weights == [[1.0], [1.0], [0.5], [0.0]]


def test_more_than_two_open_disagreements_are_held_with_low_confidence():
    rows = [
        {"document": "cd" * 32, "criterion": each.id, "kind": "independent"}
        for each in CATALOGUE.criteria
    ]
    two = {"gov_approved_on": "2025-12-01", "mon_sites_total": 4, "evidence": rows}
    three = {**two, "doc_passes_total": 200}
    assert judge(two).confidence.label == "high"
    assert judge(three).confidence.label == "low"
    assert judge(three).confidence.capped_by == ("DIS-01",)


def test_what_was_repaid_in_full_is_not_questioned():
    """A case that was found and repaid must never rank below silence."""
    line = {"amount_myr": "90000000", "workers": 5000}
    step = {"table": "fees", "where": {"category": "TRV", "payer": "worker"}}
    owed = found({"rows": [{**step, "put": line}]})
    repaid = found(
        {"rows": [{**step, "put": {**line, "reimbursed_myr": "90000000"}}]},
    )
    assert list(owed) == ["X2"]
    assert not repaid


def test_a_long_table_gives_no_endless_list_of_places():
    filing = clean()
    filing["fees"] = [{**line, "recruited_on": "2025-03-01", "reimbursed_on": "2024-01-01"}
                      for line in filing["fees"] * 10]  # fmt: skip
    record = assess(filing, on=ENDS, catalogue=CATALOGUE).as_dict()
    each = next(each for each in record["consistency"] if each["check"] == "X26")
    assert len(each["places"]) == MOST_PLACES
    assert "Rows like this: 200" in each["sentence"]["en"]


def test_figures_that_a_reader_may_not_see_are_not_in_the_sentence():
    record = judge({"doc_passports_held": 3}).as_dict(withheld={"held"})
    sentence = record["consistency"][0]["sentence"]["en"]
    assert "not shown" in sentence and "3" not in sentence
