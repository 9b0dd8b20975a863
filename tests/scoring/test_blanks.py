"""In none of the marks is a blank better off than any number that might honestly stand there."""

import copy
from collections.abc import Iterator
from datetime import date

import pytest

from registry.scoring import FIELDS, assess, load_catalogue
from registry.scoring.shapes import Kind
from tests.scoring.filings import Filing, changed, clean

CATALOGUE = load_catalogue()
ENDS = date(2025, 12, 31)
MARKS = ("completeness", "substance", "verification")
FOUND = {"indicator": "documents", "found_on": "2025-05-01", "workers": 5}
PAID = {"table": "fees", "where": {"category": "TRV", "payer": "worker"}}
REPAID = {"amount_myr": "340000", "reimbursed_myr": "340000", "reimbursed_workers": 100}
BASES = {
    "clean": clean(),
    "found and repaid": changed(
        {
            "findings_found": "yes",
            "findings": [{**FOUND, "remedy_status": "complete", "remedy_on": "2025-06-01"}],
            "rows": [
                {**PAID, "put": REPAID},
                {"table": "corridors", "put": {"workers_reporting_fee": 100}},
            ],
        }
    ),
    "little left": changed(
        {
            "doc_passport_holder": "employer_voluntary",
            "doc_storage_terms": ["written_request", "any_time_access", "no_penalty"],
            "rows": [{**PAID, "put": {"amount_myr": "60000", "reimbursed_myr": "100"}}],
        }
    ),
    "much left": changed(
        {
            "findings_found": "yes",
            "findings": [{**FOUND, "remedy_status": "none"}],
            "rows": [{**PAID, "put": {"amount_myr": "340000"}}],
        }
    ),
}
VALUES = {
    Kind.COUNT: (0, 1, 50, 400, 100_000),
    Kind.MONEY: ("0", "1", "1500", "10000000"),
    Kind.DECIMAL: ("0", "1", "3", "100"),
}


def blanks(filing: Filing) -> Iterator[tuple[str, Filing, list[Filing]]]:
    """Each number of the filing left blank, beside the filings with a number in its place."""
    for field in FIELDS.values():
        if field.kind is Kind.COUNT and field.page != "facts":
            given = [{**filing, field.name: value} for value in VALUES[Kind.COUNT]]
            yield field.name, {**filing, field.name: None}, given
        for column in field.columns:
            if column.kind in VALUES and filing[field.name]:
                rows = [_with(filing, field.name, column.name, v) for v in VALUES[column.kind]]
                blank = _with(filing, field.name, column.name, None)
                yield f"{field.name} {column.name}", blank, rows


def _with(filing: Filing, table: str, column: str, value: object) -> Filing:
    rows = copy.deepcopy(filing[table])
    rows[0][column] = value
    return {**filing, table: rows}


@pytest.mark.parametrize("base", BASES)
def test_a_blank_is_in_no_mark_better_off_than_a_number(base):
    for place, blank, given in blanks(BASES[base]):
        silent = assess(blank, on=ENDS, catalogue=CATALOGUE).marks
        for filing in given:
            told = assess(filing, on=ENDS, catalogue=CATALOGUE).marks
            for mark in MARKS:
                assert getattr(silent, mark) <= getattr(told, mark), (place, filing.get(place))
