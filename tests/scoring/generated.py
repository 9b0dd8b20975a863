"""Filings that hypothesis makes up: right, blank, wrong and anything between."""

import copy
from datetime import date

from hypothesis import strategies as st

from registry.scoring import FIELDS
from registry.scoring.shapes import DO_NOT_KNOW, FEE_CATEGORIES, POLICY_CATEGORIES, Kind
from tests.scoring.filings import CORRIDOR, clean, fee_table, recruiter

CORRIDORS = (CORRIDOR, "BGD-construction")
LINES = [(corridor, category) for corridor in CORRIDORS for category in POLICY_CATEGORIES]
RECRUITERS = (
    [],
    [recruiter()],
    [recruiter(licence_no=None)],
    [recruiter(), {"name": "B", "dd_on": "2025-01-01"}],
)
ASKED = [
    field
    for field in FIELDS.values()
    if field.kind is not Kind.TABLE and field.page not in ("facts", "corridors", "workforce")
]
NUMBERS = (Kind.COUNT, Kind.MONEY, Kind.DECIMAL)


def zeros():
    """Every line of both corridors, and no worker paid."""
    return [line for corridor in CORRIDORS for line in fee_table(corridor, 40)]


def scalar_answers(field):
    """A right answer to a field, or none, or "do not know"."""
    blank = st.sampled_from([None, DO_NOT_KNOW])
    if field.kind is Kind.CHOICE:
        return st.one_of(blank, st.sampled_from(field.choices))
    if field.kind is Kind.CHOICES:
        words = [word for word in field.choices if word != "none"]
        none = st.just(["none"] if "none" in field.choices else [])
        return st.one_of(blank, none, st.lists(st.sampled_from(words), unique=True))
    if field.kind is Kind.COUNT:
        return st.one_of(blank, st.integers(0, 500))
    if field.kind is Kind.DATE:
        return st.one_of(blank, st.dates(date(2024, 1, 1), date(2027, 1, 1)).map(str))
    return st.none()


@st.composite
def surroundings(draw):
    """A filing with recruitment whose other answers are clean, blank, wrong or anything between."""
    filing = clean()
    for field in draw(st.lists(st.sampled_from(ASKED), max_size=6, unique=True)):
        filing[field.name] = draw(scalar_answers(field))
    row = filing["corridors"][0]
    for name in (
        "declarations_pre", "declarations_post", "interviews_post", "layers", "direct_recruits",
    ):  # fmt: skip
        row[name] = draw(st.one_of(st.none(), st.integers(0, 100)))
    for name in ("first_month_earnings_myr", "basic_wage_myr"):
        row[name] = draw(st.sampled_from([None, "900.00", "1700.00", "2500"]))
    second = {"origin": "BGD", "sector": "construction", "recruits": 40, "basic_wage_myr": "1800"}
    second["interviews_post"] = draw(st.none() | st.integers(0, 40))
    second["workers_reporting_fee"] = draw(st.none() | st.just(0))
    filing["corridors"].append(second)
    filing["recruiters"] = draw(st.sampled_from(RECRUITERS))
    return filing


def perfect():
    """A filing of two corridors that meets every criterion."""
    filing = clean()
    second = filing["corridors"][0] | {"origin": "BGD", "sector": "construction"}
    filing["corridors"].append(second)
    filing["recruiters"][0]["recruits"] = 40
    filing["workforce"].append(filing["workforce"][0] | {"nationality": "BGD"})
    filing["wages"].append(filing["wages"][0] | {"nationality": "BGD"})
    return filing | {"grv_languages": ["ms", "en", "ne", "bn"], "doc_passes_total": 800}


WORKER_LINE = st.tuples(
    st.sampled_from(CORRIDORS),
    st.sampled_from(FEE_CATEGORIES),
    st.integers(0, 400_000),
    st.integers(0, 120),
    st.none() | st.integers(0, 100),
    st.none() | st.integers(0, 100),
)
"""Corridor, category, amount, workers, per cent repaid, per cent of the workers repaid."""


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
                "reimbursed_workers": None if reached is None else workers * reached // 100,
            }
        )
    return lines


@st.composite
def payments(draw, most=600_000, workers=100):
    """Worker lines that were found: by corridor and category an amount and how many paid it."""
    paid = st.tuples(st.integers(1, most), st.integers(1, workers))
    return draw(st.dictionaries(st.sampled_from(LINES), paid, min_size=1))


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


FINDING = {
    "found_on": "2025-05-01", "remedy_status": "complete", "remedy_on": "2025-06-01",
}  # fmt: skip


@st.composite
def remedied_finding(draw):
    """A finding of forced labour, remedied in full."""
    indicators = next(c.choices for c in FIELDS["findings"].columns if c.name == "indicator")
    return {
        **FINDING,
        "indicator": draw(st.sampled_from(indicators)),
        "workers": draw(st.integers(1, 100)),
        "reported_to_authority": draw(st.sampled_from(["yes", "no", None])),
    }


@st.composite
def blank_and_number(draw, filing):
    """The filing with one number left blank, and with an honest number in its place."""
    scalars = [field.name for field in ASKED if field.kind is Kind.COUNT]
    cells = [
        (field.name, row, column)
        for field in FIELDS.values()
        for row in range(len(filing.get(field.name) or ()) if field.columns else 0)
        for column in field.columns
        if column.kind in NUMBERS
    ]
    blank, given = copy.deepcopy(filing), copy.deepcopy(filing)
    if draw(st.booleans()):
        name = draw(st.sampled_from(scalars))
        blank[name], given[name] = None, draw(st.integers(0, 2000))
    else:
        table, row, column = draw(st.sampled_from(cells))
        blank[table][row][column.name] = None
        most = 2000 if column.kind is Kind.COUNT else 900_000
        given[table][row][column.name] = draw(st.integers(0, most))
    return blank, given


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
    """Any JSON, some of it near to a filing."""
    if draw(st.integers(0, 9)) == 0:
        return draw(json_values)
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
