"""What must hold for every filing, not only for those that we thought of."""

import copy
from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from registry.scoring import FIELDS, AnswerError, Assessment, assess, load_catalogue
from registry.scoring.shapes import DO_NOT_KNOW, FEE_CATEGORIES, POLICY_CATEGORIES, Kind
from tests.scoring.filings import CORRIDOR, clean, fee_table, recruiter

CATALOGUE = load_catalogue()
ENDS = date(2025, 12, 31)
CORRIDORS = (CORRIDOR, "BGD-construction")
UNTESTED = st.integers(0, 9)
moderate = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def zeros():
    """Every line of both corridors, and no worker paid."""
    return [line for corridor in CORRIDORS for line in fee_table(corridor, 40)]


def judge(filing) -> Assessment:
    return assess(filing, on=ENDS, catalogue=CATALOGUE)


def rank(assessment: Assessment) -> tuple[int, float]:
    """Grade first, then the score that is shown; better is greater."""
    letters = [band.id for band in CATALOGUE.bands]
    if assessment.grade is None:
        return (-len(letters) - 1, 0.0)
    return (-letters.index(assessment.grade), float(assessment.shown_score))


def assert_no_worse(better: Assessment, worse: Assessment) -> None:
    assert better.score >= worse.score, differences(better, worse)
    assert rank(better) >= rank(worse), differences(better, worse)


def differences(one: Assessment, other: Assessment) -> list[str]:
    pairs = zip(one.findings, other.findings, strict=True)
    gates = [[fired.gate.id for fired in each.grading.gates] for each in (one, other)]
    changed = [
        f"{a.criterion.id}: {a.outcome} / {b.outcome}" for a, b in pairs if a.outcome != b.outcome
    ]
    return [*changed, f"gates: {gates[0]} / {gates[1]}"]


def scalar_answers(field):
    """A right answer to a field, or none, or "do not know"."""
    blank = st.sampled_from([None, DO_NOT_KNOW])
    if field.kind is Kind.CHOICE:
        return st.one_of(blank, st.sampled_from(field.choices))
    if field.kind is Kind.CHOICES:
        words = [word for word in field.choices if word != "none"]
        return st.one_of(
            blank,
            st.just(["none"] if "none" in field.choices else []),
            st.lists(st.sampled_from(words), unique=True),
        )
    if field.kind is Kind.COUNT:
        return st.one_of(blank, st.integers(0, 500))
    if field.kind is Kind.DATE:
        return st.one_of(blank, st.dates(date(2024, 1, 1), date(2027, 1, 1)).map(str))
    return st.none()


ASKED = [
    field
    for field in FIELDS.values()
    if field.kind is not Kind.TABLE and field.page not in ("facts", "corridors", "workforce")
]


@st.composite
def surroundings(draw):
    """A filing with recruitment whose other answers are clean, blank, wrong or anything between."""
    filing = clean()
    for field in draw(st.lists(st.sampled_from(ASKED), max_size=6, unique=True)):
        filing[field.name] = draw(scalar_answers(field))
    row = filing["corridors"][0]
    for name in (
        "declarations_pre",
        "declarations_post",
        "interviews_post",
        "layers",
        "direct_recruits",
    ):
        row[name] = draw(st.one_of(st.none(), st.integers(0, 100)))
    for name in ("first_month_earnings_myr", "basic_wage_myr"):
        row[name] = draw(st.sampled_from([None, "900.00", "1700.00", "2500"]))
    second = {"origin": "BGD", "sector": "construction", "recruits": 40, "basic_wage_myr": "1800"}
    second["interviews_post"] = draw(st.none() | st.integers(0, 40))
    filing["corridors"].append(second)
    filing["recruiters"] = draw(
        st.sampled_from(
            [
                [],
                [recruiter()],
                [recruiter(licence_no=None)],
                [recruiter(), {"name": "B", "dd_on": "2025-01-01"}],
            ]
        )
    )
    return filing


WORKER_LINE = st.tuples(
    st.sampled_from(CORRIDORS),
    st.sampled_from(FEE_CATEGORIES),
    st.integers(0, 400_000),
    st.integers(0, 120),
    st.none() | st.integers(0, 100),
    st.none() | st.integers(0, 120),
)
"""Corridor, category, amount, workers, per cent repaid, workers repaid."""


@st.composite
def fee_lines(draw):
    """A fee table with some lines left out, and more that workers paid, in any part repaid."""
    absent = draw(st.sets(st.integers(0, 39), max_size=6))
    lines = [line for n, line in enumerate(zeros()) if n not in absent]
    for corridor, category, paid, workers, percent, reached in draw(
        st.lists(WORKER_LINE, max_size=5)
    ):
        lines.append(
            {
                "corridor": corridor,
                "category": category,
                "payer": "worker",
                "amount_myr": str(paid),
                "workers": workers,
                "source": "worker_survey",
                "reimbursed_myr": None if percent is None else str(paid * percent // 100),
                "reimbursed_workers": reached,
            }
        )
    return lines


LINES = [(corridor, category) for corridor in CORRIDORS for category in POLICY_CATEGORIES]


@st.composite
def payments(draw):
    """Worker lines that were found: by corridor and category an amount and how many paid it."""
    return draw(
        st.dictionaries(
            st.sampled_from(LINES),
            st.tuples(st.integers(1, 600_000), st.integers(1, 100)),
            min_size=1,
        )
    )


def found_and_repaid(lines, paid):
    """The same table after the payments were found, entered and repaid in full."""
    lines = copy.deepcopy(lines)
    for line in lines:
        place = (line["corridor"], line["category"])
        if line["payer"] == "worker" and place in paid:
            amount, workers = paid[place]
            line |= {
                "amount_myr": str(amount),
                "workers": workers,
                "reimbursed_myr": str(amount),
                "reimbursed_workers": workers,
                "reimbursed_on": "2025-11-30",
            }
    return lines


@moderate
@given(surroundings(), fee_lines(), st.data())
def test_more_repayment_never_lowers_score_or_grade(filing, lines, data):
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
        line["reimbursed_workers"] = data.draw(st.integers(reached, max(reached, 120)))
    assert_no_worse(judge({**filing, "fees": after}), before)


@moderate
@given(surroundings(), payments(), UNTESTED)
def test_finding_and_repaying_never_ranks_below_an_untested_zero(filing, paid, interviews):
    filing["corridors"][0]["interviews_post"] = interviews
    filing["corridors"][1]["interviews_post"] = interviews // 3
    zero = judge({**filing, "fees": zeros()})
    repaid = judge({**filing, "fees": found_and_repaid(zeros(), paid)})
    assert_no_worse(repaid, zero)


@moderate
@given(surroundings(), payments(), st.integers(0, 100), st.booleans())
def test_finding_and_repaying_never_ranks_below_a_blank_table(filing, paid, interviews, reported):
    filing["corridors"][0]["interviews_post"] = interviews
    blank = judge({**filing, "fees": []})
    if reported:
        filing["corridors"][0]["workers_reporting_fee"] = max(w for _, w in paid.values())
    repaid = judge({**filing, "fees": found_and_repaid(zeros(), paid)})
    assert_no_worse(repaid, blank)


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
    assert_no_worse(repaid, judge({**filing, "fees": silent}))


@moderate
@given(surroundings(), fee_lines(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(filing, lines, order):
    filing["fees"] = lines
    filing["recruiters"] = [
        recruiter(),
        recruiter(name="B", licence_no=None),
        recruiter(name="C", active="no"),
    ]
    filing["corridors"].append({"origin": "IDN", "sector": "services", "recruits": 7})
    shuffled = copy.deepcopy(filing)
    for table in ("fees", "recruiters", "corridors", "workforce", "entities"):
        order.shuffle(shuffled[table])
    assert judge(shuffled).as_dict() == judge(filing).as_dict()


@moderate
@given(surroundings(), st.lists(st.sampled_from(ASKED), max_size=6, unique=True))
def test_silence_never_earns_more_than_any_answer_it_replaces(filing, fields):
    """Taking answers away never takes a criterion away, and never turns a finding to met."""
    before = judge(filing)
    after = judge({**filing, **{field.name: None for field in fields}})
    for a, b in zip(after.findings, before.findings, strict=True):
        assert a.outcome != "does_not_apply" or b.outcome == "does_not_apply"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def cells(kind, choices):
    """What somebody might send for a column: right, nearly right or anything else."""
    near = {
        Kind.DATE: st.sampled_from(
            ["2025-06-30", "2025-02-30", "30/06/2025", "0001-01-01", "20250630"]
        ),
        Kind.MONEY: st.sampled_from(
            ["0", "12.5", "12.505", 1500.0, 1500, "RM5", "-1", float("nan"), 1e300]
        ),
        Kind.COUNT: st.sampled_from(["0", 0, 12, 12.0, "12", 12.5, True, -1, 10**12]),
        Kind.COUNTRY: st.sampled_from(["NPL", "MYS", "npl", "Nepal"]),
        Kind.CORRIDOR: st.sampled_from([CORRIDOR, "NPL", "NPL-fishing"]),
    }
    return st.one_of(
        near.get(kind, st.sampled_from([*choices, "x"])),
        st.sampled_from([*choices, None, DO_NOT_KNOW]),
        json_values,
    )


@st.composite
def anything(draw):
    filing = clean() if draw(st.booleans()) else {}
    for field in draw(st.lists(st.sampled_from(list(FIELDS.values())), max_size=4)):
        if field.kind is not Kind.TABLE:
            filing[field.name] = draw(cells(field.kind, field.choices))
            continue
        columns = draw(st.lists(st.sampled_from(field.columns), max_size=4, unique=True))
        row = {column.name: draw(cells(column.kind, column.choices)) for column in columns}
        filing[field.name] = draw(st.one_of(st.just([row]), st.just([row, row]), json_values))
    if draw(st.integers(0, 9)) == 0:
        filing |= draw(st.dictionaries(st.text(max_size=10), json_values, max_size=2))
    return filing


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
