"""Three marks: what was disclosed, what was done, and how it is known."""

from datetime import date
from fractions import Fraction

import pytest

from registry.scoring import assess, load_catalogue
from registry.scoring.marks import Marks
from registry.scoring.model import WHOLE, About
from tests.scoring.filings import changed

CATALOGUE = load_catalogue()
ENDS = date(2025, 12, 31)
REMEDIED = {
    "findings_found": "yes",
    "findings": [
        {"indicator": "documents", "found_on": "2025-05-01", "workers": 5,
         "remedy_status": "complete", "remedy_on": "2025-06-01", "reported_to_authority": "no"},
    ],
}  # fmt: skip


def judge(**changes):
    return assess(changed(changes), on=ENDS, catalogue=CATALOGUE)


def test_a_filing_that_meets_everything_by_its_own_word():
    assert judge().as_dict()["marks"] == {
        "completeness": "100.0",
        "substance": "100.0",
        "verification": "25.0",
    }


def test_completeness_is_the_weight_of_what_is_answered():
    applies = sum(each.version.weight for each in judge().findings if each.applies)
    assert judge(gov_policy_items=None).marks.completeness == 100 * Fraction(applies - 3, applies)


def test_to_say_that_one_does_not_know_is_half_an_answer():
    blank, unknown = judge(gov_policy_items=None), judge(gov_policy_items="do_not_know")
    whole = Fraction(100)
    assert (whole - unknown.marks.completeness) * 2 == whole - blank.marks.completeness


def test_an_honest_no_is_an_answer_and_not_a_deed():
    marks = judge(doc_movement_items=["none"]).marks
    assert marks.completeness == 100
    assert marks.substance < 100


def test_a_late_statement_lowers_no_substance():
    assert judge(filing_submitted_on="2027-06-01").marks.substance == 100


def test_verification_grows_with_the_evidence():
    rows = [
        {"document": "cd" * 32, "criterion": each.id, "kind": "independent"}
        for each in CATALOGUE.criteria
    ]
    assert judge(evidence=rows).marks.verification == 100
    assert judge(evidence=[rows[0]]).marks.verification > judge().marks.verification
    assert judge(evidence=rows, gov_policy_items=None).marks.verification < 100


def test_a_case_counts_only_where_it_lifts():
    rows = [
        {"document": "cd" * 32, "criterion": each.id, "kind": "independent"}
        for each in CATALOGUE.criteria
        if each.id != "GRV-03"
    ]
    silent, told = judge(evidence=rows), judge(evidence=rows, **REMEDIED)
    assert told.finding("GRV-03").evidence_level == "E1"
    assert told.marks == silent.marks
    assert told.confidence == silent.confidence
    blank = judge(gov_policy_items=None, **REMEDIED).marks.completeness
    assert blank > judge(gov_policy_items=None).marks.completeness


def test_a_case_without_remedy_lowers_substance_and_nothing_else():
    left = {**REMEDIED, "findings": [{**REMEDIED["findings"][0], "remedy_status": "none"}]}
    silent, told = judge(), judge(**left)
    assert told.marks.substance < silent.marks.substance
    assert told.marks.completeness >= silent.marks.completeness
    assert told.marks.verification >= silent.marks.verification


def test_what_was_found_and_repaid_earns_all_its_points_and_stays_partly_met():
    levy = {"amount_myr": "1000", "reimbursed_myr": "1000", "reimbursed_workers": 100}
    repaid = judge(
        rows=[{"table": "fees", "where": {"category": "LEVY", "payer": "worker"}, "put": levy}]
    )
    finding = repaid.finding("FEE-05")
    assert (str(finding.outcome), finding.points) == ("partly_met", WHOLE)
    assert repaid.score == 100
    plain = next(f for f in repaid.as_dict()["findings"] if f["criterion"] == "FEE-05")
    assert plain["remedied"] is True


def test_each_criterion_says_whether_it_judges_telling_or_doing():
    about = {each.id for each in CATALOGUE.criteria if each.about is About.DISCLOSURE}
    assert about == {
        "GOV-01", "GOV-02", "STR-01", "STR-02", "FEE-02", "GRV-02", "MON-02", "DIS-01", "DIS-02",
        "DIS-03",
    }  # fmt: skip
    assert [each.id for each in CATALOGUE.criteria if each.follows_a_case] == ["FEE-07", "GRV-03"]


@pytest.mark.parametrize("name", ["completeness", "substance", "verification"])
def test_a_mark_that_nothing_counts_towards_is_none(name):
    assert Marks(None, None, None).as_dict()[name] is None
