"""docs/filing.schema.json says what the reader of answers accepts, no more and no less."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from registry.scoring import AnswerError
from registry.scoring.answers import parse_answers
from registry.scoring.schema import as_text, schema
from tests.scoring.filings import clean
from tests.scoring.test_cases import CASES, changed

FILE = Path(__file__).parents[2] / "docs" / "filing.schema.json"
VALIDATOR = Draft202012Validator(schema())


def test_the_file_is_made_from_the_fields():
    remedy = "run: python -m registry.scoring.schema > docs/filing.schema.json"
    assert FILE.read_text("utf-8") == as_text(), remedy


def test_the_schema_is_itself_valid():
    Draft202012Validator.check_schema(schema())


def test_every_case_fits_the_schema():
    for param in CASES:
        VALIDATOR.validate(changed(param.values[0].get("change", {})))


@pytest.mark.parametrize(
    "answers",
    [
        {"doc_passport_holder": "worker"},
        {"doc_passport_holder": "do_not_know", "doc_passes_total": "", "gov_policy_scope": []},
        {"gov_policy_scope": ["none"]},
        {"gov_policy_scope": ["none", "own"]},
        {"doc_passes_total": 12},
        {"doc_passes_total": "12"},
        {"doc_passes_total": 12.5},
        {"doc_passes_total": -1},
        {"doc_approval_60k": True},
        {"gov_approved_on": "2026-06-30"},
        {"gov_approved_on": "30 Jun 2026"},
        {"fees": None},
        {"fees": [{"amount_myr": "1500.00"}]},
        {"fees": [{"amount_myr": 1500}]},
        {"fees": [{"amount_myr": "RM1500"}]},
        {"fees": [{"amount_myr": "1500.005"}]},
        {"fees": [{"corridor": "BGD-manufacturing", "category": "REC-ORIGIN"}]},
        {"fees": [{"corridor": "BGD-fishing"}]},
        {"fees": [{"colour": "red"}]},
        {"fees": "many"},
        {"entities": [{"share_percent": 62.5}]},
        {"entities": [{"share_percent": 100.5}]},
        {"colour": "red"},
    ],
)
def test_schema_and_reader_agree(answers):
    filing = {**answers, "filing_period_end": "2025-12-31"}
    assert VALIDATOR.is_valid(filing) == _is_readable(filing)


def _is_readable(filing) -> bool:
    try:
        parse_answers(filing)
    except AnswerError:
        return False
    return True


def test_labels_are_allowed_beside_the_answers():
    VALIDATOR.validate({**clean(), "reference": "F-1", "organisation": "Contoh Berhad"})
