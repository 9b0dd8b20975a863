"""The short path: eight noes decide it, and nobody with migrants or agents can take it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.scoring import FIELDS, assess, load_catalogue, on_page, value_at
from registry.scoring.screening import (
    LEFT_OUT,
    QUESTIONS,
    RULED_OUT,
    Path,
    Reason,
    Why,
    decide,
)
from registry.scoring.shapes import DO_NOT_KNOW, Kind
from tests.scoring.filings import CORRIDOR, clean, fee_table, recruiter
from tests.scoring.generated import ASKED, json_values, scalar_answers
from tests.scoring.short import DENIED, ENDS, KNOWN, STAFF, WAGE, short
from tests.scoring.test_properties import assert_no_mark_lower, assert_no_worse, moderate

CATALOGUE = load_catalogue()
NOT_ASKED = [
    field for field in ASKED if field.page in LEFT_OUT - {*RULED_OUT} and field.kind is not Kind.URL
]
"""Answers about the office itself that a short filing leaves open."""
EXPOSED = {
    "a migrant": {"workforce": [STAFF, STAFF | {"nationality": "NPL", "headcount": 1}]},
    "a worker of no given nationality": {"workforce": [STAFF, {"headcount": 3}]},
    "an outsourced migrant": {
        "workforce": [STAFF, {"nationality": "BGD", "contract": "outsourced", "headcount": 2}]
    },
    "contractors' workers": {"workforce": [STAFF | {"contract": "outsourced"}]},
    "contractors": {"rsk_outsourced_used": "yes"},
    "migrants, unlisted": {"workforce_has_migrants": "yes"},
    "migrants, perhaps": {"workforce_has_migrants": DO_NOT_KNOW},
    "a migrant's wage": {"wages": [WAGE, WAGE | {"nationality": "IDN", "workers": 1}]},
    "a corridor": {"corridors": [{"origin": "NPL", "sector": "manufacturing"}]},
    "a corridor without recruits": {"corridors": [{"origin": "NPL", "recruits": 0}]},
    "recruitment, unlisted": {"corridors_recruited": "yes"},
    "recruitment, perhaps": {"corridors_recruited": DO_NOT_KNOW},
    "a recruiter": {"recruiters": [recruiter()]},
    "a recruiter given up": {"recruiters": [recruiter(active="no", recruits=0)]},
    "recruiters, unlisted": {"recruiters_used": "yes"},
    "a fee line": {"fees": fee_table(CORRIDOR)[:1]},
    "repayment": {"fee_remedy_plan": "yes"},
    "deductions for recruitment": {"wag_deduction_types": ["recruitment_cost"]},
    "passports": {"doc_passport_holder": "worker"},
    "passports held": {"doc_passports_held": 3},
    "a dormitory": {"housing": [{"site": "1", "residents": 4}]},
    "a finding": {"findings": [{"indicator": "debt"}]},
    "agents in training": {"training": [{"audience": "agents", "headcount": 2}]},
    "suppliers at risk": {"mon_suppliers_high_risk": 1},
    "a subsidiary with migrants": {
        "differences": [{"entity": "A", "question": "scr_migrants", "said": "yes"}]
    },
}


def test_eight_noes_and_a_headcount_without_migrants_are_a_short_filing():
    found = decide(short(), KNOWN)
    assert found.path is Path.SHORT
    assert (found.against, found.open) == ((), ())


def test_saying_no_on_a_page_that_is_not_asked_contradicts_nothing():
    none = {"wag_deduction_types": ["none"], "doc_passports_held": 0, "fees": [], "recruiters": []}
    assert decide(short(**DENIED, **none), KNOWN).path is Path.SHORT


@pytest.mark.parametrize("answer", ["yes", DO_NOT_KNOW, None, "", "NO", ["no"], False])
@pytest.mark.parametrize("name", QUESTIONS)
def test_any_one_other_answer_makes_it_full(name, answer):
    found = decide(short(**{name: answer}), KNOWN)
    assert found.path is Path.FULL
    assert not found.asks_less
    assert [reason.name for reason in found.against] == [name]


@pytest.mark.parametrize("exposed", EXPOSED)
def test_what_another_page_says_makes_it_full_and_is_named(exposed):
    changes = EXPOSED[exposed]
    found = decide(short(**changes), KNOWN)
    assert found.path is Path.FULL
    assert not found.asks_less
    assert {reason.name for reason in found.against} == set(changes)


@pytest.mark.parametrize("absent", ["workforce_has_migrants", "workforce"])
def test_it_is_not_short_until_it_says_who_works_there(absent):
    found = decide(short(**{absent: None}), KNOWN)
    assert found.asks_less
    assert found.path is Path.FULL
    assert found.open == (absent,)


@pytest.mark.parametrize("sector", ["plantation", "industrial", "cleaning", "health_care"])
def test_an_exposed_sector_of_the_register_makes_it_full(sector):
    found = decide(short(), replace(KNOWN, sectors=("financial", sector)))
    assert found.against == (Reason(Why.SECTOR, sector),)


@pytest.mark.parametrize("exposed", sorted(EXPOSED.keys() - {"a subsidiary with migrants"}))
def test_the_year_after_exposure_is_still_told_in_full(exposed):
    found = decide(short(), replace(KNOWN, last_year=short(**EXPOSED[exposed])))
    assert {reason.why for reason in found.against} == {Why.LAST_YEAR}


def test_last_years_yes_counts_and_last_years_silence_does_not():
    yes = replace(KNOWN, last_year={"scr_contract_labour": "yes"})
    assert decide(short(), yes).path is Path.FULL
    assert decide(short(), replace(KNOWN, last_year={"gov_policy_public": "yes"})).path is (
        Path.SHORT
    )


def test_an_audit_that_asked_for_a_full_filing_makes_it_full():
    found = decide(short(), replace(KNOWN, full_required_in=2026))
    assert found.against == (Reason(Why.AUDIT, "2026"),)


@moderate
@given(st.data())
def test_whatever_else_a_filing_says_a_migrant_or_an_agent_makes_it_full(data):
    filing = short(**DENIED)
    for field in data.draw(st.lists(st.sampled_from(ASKED), max_size=8, unique=True)):
        if field.page != "screening":
            filing[field.name] = data.draw(scalar_answers(field))
    filing |= EXPOSED[data.draw(st.sampled_from(sorted(EXPOSED)))]
    assert decide(filing, KNOWN).path is Path.FULL


@moderate
@given(st.sampled_from([f for f in FIELDS.values() if f.page in RULED_OUT]), json_values)
def test_nothing_on_a_page_that_is_ruled_out_is_overlooked(field, value):
    """Whatever it is, readable or not: only "no" and none are no."""
    found = decide(short(**{field.name: value}), KNOWN)
    is_none = value in (None, "", "no", "0", 0, [], ["none"])
    assert (found.path is Path.SHORT) == is_none


@moderate
@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), json_values, max_size=8))
def test_nonsense_is_judged_without_an_error(answers):
    assert decide(answers, KNOWN).path in Path


def test_a_clean_filing_with_recruiters_cannot_deny_them_away():
    assert decide(clean() | dict.fromkeys(QUESTIONS, "no"), KNOWN).path is Path.FULL


def judged(filing):
    return assess(filing, on=ENDS, catalogue=CATALOGUE)


def test_what_eight_noes_rule_out_does_not_apply():
    assessment = judged(short())
    flags = assessment.flags
    assert not any(
        (flags.recruited, flags.employs_migrants, flags.uses_recruiters, flags.provides_housing)
    )
    assert not flags.has_findings
    ruled_out = {f.name for page in RULED_OUT for f in on_page(page)}
    left = [f for f in assessment.findings if f.applies and f.criterion.fields[0] in ruled_out]
    assert left == []


def test_the_same_noes_rule_out_nothing_in_a_full_filing():
    """Where the register asks for a full filing, a page that was left out is not disclosed."""
    flags = judged(short(filing_path="full")).flags
    assert flags.recruited
    assert flags.provides_housing
    assert flags.has_findings


def test_a_short_filing_is_graded_and_what_it_leaves_open_is_not_disclosed():
    assessment = judged(short())
    silent = {f.criterion.id for f in assessment.findings if f.outcome == "not_disclosed"}
    assert silent == {"GRV-02", "TRN-01", "MON-02", "MON-03", "DIS-03"}
    assert assessment.grade is not None


def test_no_legal_minimum_and_no_cap_hangs_on_a_page_that_is_not_asked():
    assessment = judged(short())
    assert assessment.legal_gaps == ()
    assert assessment.grading.gates == ()


@moderate
@given(st.data())
def test_a_short_filing_never_does_better_than_the_same_answers_in_full(data):
    filing = short()
    for field in data.draw(
        st.lists(
            st.sampled_from([f for f in ASKED if f.page not in LEFT_OUT | {"screening"}]),
            max_size=6,
            unique=True,
        )
    ):
        filing[field.name] = data.draw(scalar_answers(field))
    filing |= {"workforce_has_migrants": "no", "rsk_outsourced_used": "no"}
    full = {**filing, **DENIED, "filing_path": "full"}
    assert_no_worse(judged(full), judged(filing))
    assert_no_mark_lower(judged(full), judged(filing))
    for field in data.draw(st.lists(st.sampled_from(NOT_ASKED), max_size=6, unique=True)):
        full[field.name] = data.draw(scalar_answers(field).filter(lambda value: value))
    full["mon_suppliers_high_risk"] = None
    assert judged(full).marks.completeness >= judged(filing).marks.completeness


def test_answering_everything_else_as_well_earns_the_grade_of_a_full_filing():
    left = {f.name for f in NOT_ASKED} | {"training", "kpis"}
    more = {name: value for name, value in clean().items() if name in left}
    more |= {"mon_suppliers_high_risk": 0, "mon_suppliers_assessed": 0}
    more |= {"mon_caps_opened": 0, "mon_caps_closed": 0}
    told = short(**more)
    assert decide(told, KNOWN).path is Path.SHORT
    assert judged(told).score == judged({**told, **DENIED, "filing_path": "full"}).score
    assert judged(told).score > judged(short()).score


def test_the_values_of_the_short_path_are_dated():
    assert 0 < value_at("short_path_audit_share", date(2026, 7, 1)) <= 100
    assert value_at("short_path_audit_days", date(2026, 7, 1)) > 0
