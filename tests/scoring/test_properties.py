"""What must hold for every filing, not only for those that we thought of."""

import copy
from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from registry.scoring import AnswerError, Assessment, assess, load_catalogue
from registry.scoring.grade import band_of
from registry.scoring.shapes import FEE_CATEGORIES
from tests.scoring.filings import recruiter
from tests.scoring.generated import (
    ASKED,
    LINES,
    anything,
    blank_and_number,
    fee_lines,
    found_and_repaid,
    payments,
    perfect,
    remedied_finding,
    surroundings,
    zeros,
)

CATALOGUE = load_catalogue()
ENDS = date(2025, 12, 31)
UNTESTED = st.integers(0, 9)
EARLIER = {"origin": "IDN", "sector": "plantation", "recruits": 0}
MARKS = ("completeness", "substance", "verification")
moderate = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def judge(filing) -> Assessment:
    return assess(filing, on=ENDS, catalogue=CATALOGUE)


def rank(assessment: Assessment) -> tuple[int, float]:
    """Grade first, then the score that is shown; better is greater."""
    letters = [band.id for band in CATALOGUE.bands]
    if assessment.grade is None:
        return (-len(letters) - 1, 0.0)
    return (-letters.index(assessment.grade), float(assessment.shown_score))


def gates(assessment: Assessment) -> set[str]:
    return {fired.gate.id for fired in assessment.grading.gates}


def assert_no_worse(better: Assessment, worse: Assessment) -> None:
    assert better.score >= worse.score, differences(better, worse)
    assert rank(better) >= rank(worse), differences(better, worse)


def assert_no_mark_lower(better: Assessment, worse: Assessment) -> None:
    for mark in MARKS:
        pair = [getattr(each.marks, mark) or 0 for each in (better, worse)]
        assert pair[0] >= pair[1], (mark, *differences(better, worse))


def differences(one: Assessment, other: Assessment) -> list[str]:
    pairs = zip(one.findings, other.findings, strict=True)
    changed = [
        f"{a.criterion.id}: {a.outcome} {a.verdict.reason} / {b.outcome} {b.verdict.reason}"
        for a, b in pairs
        if a.verdict.reason != b.verdict.reason
    ]
    return [*changed, f"gates: {gates(one)} / {gates(other)}"]


@moderate
@given(surroundings(), fee_lines(), st.data())
def test_more_repayment_never_lowers_score_grade_or_mark(filing, lines, data):
    paid = [
        n for n, line in enumerate(lines) if line["payer"] == "worker" and line["amount_myr"] != "0"
    ]
    assume(paid)
    before = judge({**filing, "fees": lines})
    after = copy.deepcopy(lines)
    for n in data.draw(st.lists(st.sampled_from(paid), min_size=1, unique=True)):
        line = after[n]
        so_far = int(line.get("reimbursed_myr") or 0)
        line["reimbursed_myr"] = str(data.draw(st.integers(so_far, int(line["amount_myr"]) + 100)))
        reached = line.get("reimbursed_workers") or 0
        line["reimbursed_workers"] = data.draw(st.integers(reached, line["workers"]))
    more = judge({**filing, "fees": after})
    assert_no_worse(more, before)
    assert_no_mark_lower(more, before)


@moderate
@given(surroundings(), payments(), st.data())
def test_fees_found_and_repaid_on_a_tested_filing_lower_no_mark_and_no_score(filing, paid, data):
    """Only one gate may lower the grade: more than a month of earnings, before repayment (G13)."""
    for row in filing["corridors"]:
        row["interviews_post"] = data.draw(st.integers(row["recruits"] // 10, row["recruits"]))
    zero = judge({**filing, "fees": zeros()})
    told = judge({**filing, "fees": found_and_repaid(zeros(), paid)})
    assert told.score >= zero.score, differences(told, zero)
    assert_no_mark_lower(told, zero)
    assert gates(told) - gates(zero) <= {"G13"}
    if "G13" not in gates(told):
        assert rank(told) >= rank(zero), differences(told, zero)


@moderate
@given(payments(most=50_000_000, workers=500), remedied_finding())
def test_cases_told_and_made_good_leave_a_perfect_filing_perfect(paid, finding):
    """Whatever the amount, and however many had come in earlier years."""
    silent = judge({**perfect(), "fees": zeros()})
    cases = {"findings_found": "yes", "findings": [finding]}
    told = judge({**perfect(), **cases, "fees": found_and_repaid(zeros(), paid)})
    assert silent.score == told.score == 100, differences(told, silent)
    assert told.marks == silent.marks
    assert gates(told) <= {"G13"}


@moderate
@given(
    st.sampled_from(sorted({*FEE_CATEGORIES} - {"DEBT"})),
    st.integers(1, 50_000_000),
    st.integers(1, 500),
)
def test_repaying_workers_of_a_corridor_that_no_longer_recruits_leaves_a_filing_perfect(
    category, paid, workers
):
    filing = {**perfect(), "fees": zeros()}
    before = judge(filing)
    filing["corridors"].append(EARLIER | {"workers_reporting_fee": workers})
    line = {
        "corridor": "IDN-plantation",
        "category": category,
        "payer": "worker",
        "source": "payroll",
    }
    told = [line | {"amount_myr": "0", "workers": workers}]
    after = judge(
        {
            **filing,
            "fees": [
                *zeros(),
                *found_and_repaid(told, {("IDN-plantation", category): (paid, workers)}),
            ],
        }
    )
    assert after.score == before.score == 100, differences(after, before)
    assert after.marks == before.marks
    assert gates(after) <= {"G13"}


@moderate
@given(surroundings(), fee_lines(), remedied_finding())
def test_a_finding_told_and_remedied_lowers_no_mark_no_score_and_no_grade(filing, lines, finding):
    filing |= {"fees": lines, "findings_found": "no", "findings": []}
    silent = judge(filing)
    told = judge({**filing, "findings_found": "yes", "findings": [finding]})
    assert_no_worse(told, silent)
    assert_no_mark_lower(told, silent)
    assert told.confidence.value >= silent.confidence.value
    twice = judge({**filing, "findings_found": "yes", "findings": [finding, finding]})
    assert_no_mark_lower(twice, told)


@moderate
@given(surroundings(), payments(), UNTESTED)
def test_finding_and_repaying_never_ranks_below_an_untested_zero(filing, paid, interviews):
    filing["corridors"][0]["interviews_post"] = interviews
    filing["corridors"][1]["interviews_post"] = interviews // 3
    zero = judge({**filing, "fees": zeros()})
    repaid = judge({**filing, "fees": found_and_repaid(zeros(), paid)})
    assert_no_worse(repaid, zero)
    assert_no_mark_lower(repaid, zero)


@moderate
@given(surroundings(), payments(), st.integers(0, 100), st.booleans())
def test_finding_and_repaying_never_ranks_below_a_blank_table(filing, paid, interviews, reported):
    filing["corridors"][0]["interviews_post"] = interviews
    blank = judge({**filing, "fees": []})
    if reported:
        filing["corridors"][0]["workers_reporting_fee"] = max(w for _, w in paid.values())
    repaid = judge({**filing, "fees": found_and_repaid(zeros(), paid)})
    assert_no_worse(repaid, blank)
    assert_no_mark_lower(repaid, blank)


@moderate
@given(surroundings(), payments(), st.data())
def test_finding_and_repaying_never_ranks_below_leaving_those_lines_out(filing, paid, data):
    others = data.draw(st.sets(st.sampled_from(LINES)))
    places = [(line["corridor"], line["category"]) for line in zeros()]
    kept = [
        line
        for line, place in zip(zeros(), places, strict=True)
        if place not in others - paid.keys()
    ]
    silent = [
        line
        for line in kept
        if line["payer"] == "employer" or (line["corridor"], line["category"]) not in paid
    ]
    repaid = judge({**filing, "fees": found_and_repaid(kept, paid)})
    left_out = judge({**filing, "fees": silent})
    assert_no_worse(repaid, left_out)
    assert_no_mark_lower(repaid, left_out)


@settings(moderate, max_examples=150)
@given(surroundings(), fee_lines(), st.data())
def test_a_blank_is_never_better_off_than_an_honest_number_in_its_place(filing, lines, data):
    blank, number = data.draw(blank_and_number({**filing, "fees": lines}))
    assert_no_mark_lower(judge(number), judge(blank))


@moderate
@given(surroundings(), st.lists(st.sampled_from(ASKED), max_size=6, unique=True))
def test_silence_never_takes_a_criterion_away(filing, fields):
    before = judge(filing)
    after = judge({**filing, **{field.name: None for field in fields}})
    for a, b in zip(after.findings, before.findings, strict=True):
        assert a.outcome != "does_not_apply" or b.outcome == "does_not_apply"


@moderate
@given(surroundings(), fee_lines())
def test_the_score_shown_stays_in_the_band_of_the_final_grade(filing, lines):
    record = (assessed := judge({**filing, "fees": lines})).as_dict()
    if assessed.grade is None:
        assert record["score"] is None
        return
    assert band_of(float(record["score"]), CATALOGUE.bands).id >= assessed.grade
    assert band_of(float(record["score_before_gates"]), CATALOGUE.bands).id == record["band"]
    assert float(record["score"]) <= float(record["score_before_gates"])


@moderate
@given(surroundings(), fee_lines(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_but_their_numbers(filing, lines, order):
    filing["fees"] = lines
    filing["recruiters"] = [
        recruiter(),
        recruiter(name="B", licence_no=None),
        recruiter(name="C", active="no"),
    ]
    filing["corridors"].append({"origin": "IDN", "sector": "services", "recruits": 7})
    shuffled = copy.deepcopy(filing)
    for rows in shuffled.values():
        if isinstance(rows, list) and rows and isinstance(rows[0], dict):
            order.shuffle(rows)
    assert _without_places(judge(shuffled)) == _without_places(judge(filing))


def _without_places(assessment: Assessment):
    """A check names the row that it found first."""
    record = assessment.as_dict()
    record["consistency"] = [(each["check"], each["explained"]) for each in record["consistency"]]
    return record


@settings(moderate, max_examples=150)
@given(anything())
def test_any_json_gives_an_assessment_or_an_error_that_says_what_to_write(filing):
    try:
        record = judge(filing).as_dict()
    except AnswerError as error:
        assert error.field
        assert error.remedy
    else:
        assert record["result"] in ("graded", "filed_not_scored")
