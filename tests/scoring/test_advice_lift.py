"""The list that lifts the grade by one band: it does, and no shorter list would."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.scoring import advise, assess, load_catalogue
from registry.scoring.advice import applied
from registry.scoring.advice.edits import together
from registry.scoring.advice.shrink import fewest, fewest_last
from tests.scoring.filings import changed, clean, recruiter

CATALOGUE = load_catalogue()
ENDS = date(2025, 12, 31)
PAID = {"table": "fees", "where": {"payer": "worker", "category": "REC"}}


def judge(filing, on=ENDS):
    return assess(filing, on=on, catalogue=CATALOGUE)


def advice_on(filing, on=ENDS):
    return advise(filing, on=on, catalogue=CATALOGUE)


def paid(amount, **more):
    return {**PAID, "put": {"amount_myr": amount, **more}}


WEAK = {
    "gov_approval_body": "management",
    "gov_policy_items": ["child_labour"],
    "gov_policy_scope": ["own"],
    "fee_policy_written": "no",
    "str_tiers_mapped": "none",
    "rsk_assessed": "no",
    "doc_contract_items": ["copy_given"],
    "doc_movement_items": ["no_deposit"],
    "grv_anonymous": "no",
    "grv_no_retaliation": "no",
    "training": [],
    "kpis": [],
    "mon_worker_rep": ["none"],
    "dis_limits_stated": "no",
}
FILINGS = {
    "points alone": changed(WEAK),
    "one gate alone": changed({"doc_passport_holder": "agent"}),
    "two gates": changed(
        {"doc_passport_holder": "employer", "recruiters": [recruiter(licence_no=None)]}
    ),
    "no plan": changed({"rows": [paid("100000.00")]}),
    "a plan, half repaid": changed(
        {
            "fee_remedy_plan": "yes",
            "fee_remedy_plan_by": "2026-12-31",
            "rows": [paid("100000.00", reimbursed_myr="50000.00", reimbursed_workers=50)],
        }
    ),
    "legal gaps": changed({"doc_passport_holder": None, "recruiters": [], "wages": []}),
    "untested zero": changed({"rows": [{"table": "corridors", "put": {"interviews_post": 2}}]}),
    "blank fee table": changed({"fees": []}),
    "points and a gate": changed({**WEAK, "doc_passport_holder": "agent"}),
}


def reaches(filing, edits, least):
    grade = judge(applied(filing, edits)).grading.grade
    return grade is not None and grade.least >= least


@pytest.mark.parametrize("name", FILINGS)
def test_the_list_lifts_the_grade_by_one_band(name):
    filing = FILINGS[name]
    found = advice_on(filing).lift
    before = judge(filing)
    assert found.start == before.grade
    assert reaches(filing, found.edits, before.grading.ceiling)
    assert judge(applied(filing, found.edits)).grade == found.end


@pytest.mark.parametrize("name", FILINGS)
def test_no_part_of_the_list_can_be_left_out(name):
    filing = FILINGS[name]
    found, least = advice_on(filing).lift, judge(filing).grading.ceiling
    for left_out in found.parts:
        rest = together(part.edits for part in found.parts if part is not left_out)
        assert not reaches(filing, rest, least), left_out


@pytest.mark.parametrize("name", FILINGS)
def test_no_shorter_list_of_findings_does(name):
    """Every smaller set of findings is tried, with every gate of the list undone besides."""
    filing = FILINGS[name]
    advice, least = advice_on(filing), judge(filing).grading.ceiling
    gates = [part.edits for part in advice.lift.parts if part.gate]
    named = sum(part.criterion is not None for part in advice.lift.parts)
    steps = [each.edits for each in advice.findings if each.edits]
    assert named < 5, "too many to try every smaller set"
    for chosen in combinations(steps, named - 1) if named else ():
        assert not reaches(filing, together([*gates, *chosen]), least)


WEAKNESSES = [
    *({name: value} for name, value in WEAK.items()),
    {"recruiters": []},
    {"wages": []},
    {"doc_passport_holder": None},
    {"doc_approval_60k": "no"},
    {"wag_schemes_registered": ["socso_injury"]},
    {"str_procurement_items": ["none"]},
    {"mon_caps_closed": 0},
    {"rows": [paid("50000.00", reimbursed_myr="20000.00", reimbursed_workers=40)]},
    {"rows": [{"table": "corridors", "put": {"interviews_post": 5, "declarations_post": 2}}]},
]


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(range(len(WEAKNESSES))), min_size=5, unique=True))
def test_no_shorter_list_does_for_any_mixture_of_weaknesses(chosen):
    changes = {}
    for number in chosen:
        changes |= WEAKNESSES[number]
    filing = changed(changes)
    advice, least = advice_on(filing), judge(filing).grading.ceiling
    if advice.lift is None:
        return
    assert reaches(filing, advice.lift.edits, least)
    gates = [part.edits for part in advice.lift.parts if part.gate]
    named = sum(part.criterion is not None for part in advice.lift.parts)
    steps = [each.edits for each in advice.findings if each.edits]
    for fewer in combinations(steps, named - 1) if 0 < named < 4 else ():
        assert not reaches(filing, together([*gates, *fewer]), least)


def test_what_a_gate_asks_for_is_said_with_the_findings_that_it_improves():
    record = advice_on(FILINGS["one gate alone"]).as_dict()["lift"]
    assert (record["from"], record["to"]) == ("E", "A")
    assert record["gates"] == ["G4"]
    assert record["criteria"] == ["DOC-01"]
    assert [step["sentence"]["en"] for step in record["steps"]] == [
        "Hand every passport back to its owner."
    ]
    assert record["steps"][0]["gate"] == "G4"


def test_a_gate_asks_for_less_than_its_finding_where_less_will_do():
    record = advice_on(FILINGS["no plan"]).as_dict()["lift"]
    assert "G3a" in record["gates"] or "G3b" in record["gates"]


def test_the_best_grade_needs_no_lift():
    assert judge(clean()).grade == "A"
    assert advice_on(clean()).lift is None


def test_a_filing_without_a_statement_is_told_what_makes_it_scored():
    filing = changed({"filing_statement_doc": None, "gov_approval_body": "none"})
    record = advice_on(filing).as_dict()["lift"]
    assert record["from"] is None
    assert record["gates"] == ["G1"]
    assert record["to"] == judge(applied(filing, advice_on(filing).lift.edits)).grade


def test_a_period_before_grading_has_nothing_to_lift():
    filing = {"filing_statement_doc": "ab" * 32, "gov_approval_body": "board"}
    assert advice_on(filing, date(2023, 3, 31)).lift is None


def test_what_was_paid_before_repayment_holds_the_grade_this_year():
    repaid = {"reimbursed_myr": "300000.00", "reimbursed_workers": 100}
    advice = advice_on(changed({"rows": [paid("300000.00", **repaid)]}))
    assert advice.lift is None
    assert "G13" in advice.held_by


def test_fewest_keeps_the_earlier_of_equals():
    assert fewest("abcdef", lambda kept: len(kept) >= 2, str) == ("a", "b")
    assert fewest(range(40), lambda kept: {3, 33} <= set(kept), lambda item: item % 2) == (3, 33)


def test_fewest_last_gives_up_what_matters_least():
    def works(kept):
        return 7 in kept and sum(10 - item for item in kept) >= 20

    assert fewest_last(range(9), works) == (0, 1, 7)
