"""Reading answers: what is accepted, and what a mistake is told."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from registry.scoring import FIELDS, AnswerError
from registry.scoring.answers import parse_answers
from registry.scoring.rows import ROWS
from registry.scoring.shapes import Kind
from tests.scoring.filings import clean

MISTAKES = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text("utf-8"))


def test_the_clean_filing_is_read_into_typed_values():
    answers = parse_answers(clean())
    assert answers.day("filing_due_on") == date(2026, 6, 30)
    assert answers.words("gov_policy_scope") == {"own", "agents", "suppliers"}
    assert answers.words("wag_deduction_types") == frozenset()
    assert answers.yes("doc_approval_60k") is True
    assert answers.count("doc_passes_total") == 400
    assert answers.corridors[0].basic_wage_myr == Decimal("1700.00")
    assert answers.corridors[0].key == answers.fees[0].corridor == "NPL-manufacturing"
    assert answers.workforce[0].is_migrant and not answers.workforce[1].is_migrant
    assert answers.entities[0].covered is True


@pytest.mark.parametrize(
    ("value", "read"),
    [("1500.5", "1500.5"), ("0", "0"), (1500, "1500"), (1500.25, "1500.25"), (12.0, "12")],
)
def test_money_comes_as_a_string_or_a_number(value, read):
    answers = parse_answers({"fees": [{"amount_myr": value}]})
    assert answers.fees[0].amount_myr == Decimal(read)


@pytest.mark.parametrize("blank", [None, "", [], "do_not_know"])
def test_a_blank_and_a_do_not_know_are_no_answer(blank):
    answers = parse_answers({"doc_passes_total": blank, "corridors": [{"recruits": blank}]})
    assert answers.count("doc_passes_total") is None
    assert answers.corridors[0].recruits is None
    assert ("doc_passes_total" in answers.unknown) == (blank == "do_not_know")


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["message"])
def test_a_mistake_names_its_field_and_row_and_says_what_to_write(case):
    answers = case["answers"]
    if answers == {"gov_accountable_post": "{long}"}:
        answers = {"gov_accountable_post": "x" * 2001}
    with pytest.raises(AnswerError) as caught:
        parse_answers(answers)
    assert str(caught.value).startswith(case["message"])


def test_an_error_keeps_its_parts_for_a_page_to_show():
    with pytest.raises(AnswerError) as caught:
        parse_answers({"fees": [{"workers": "many"}]})
    error = caught.value
    assert (error.field, error.row, error.column) == ("fees", 1, "workers")
    assert error.remedy == {
        "en": "write a whole number such as 12, or 0 where there are none",
        "ms": "tulis nombor bulat seperti 12, atau 0 jika tiada",
    }


def test_a_field_that_nobody_declared_cannot_be_read():
    with pytest.raises(KeyError):
        parse_answers({}).word("gov_aproval_body")


def test_each_table_row_has_exactly_the_declared_columns():
    tables = {field.name: field for field in FIELDS.values() if field.kind is Kind.TABLE}
    assert tables.keys() == ROWS.keys()
    for name, row in ROWS.items():
        assert [each.name for each in fields(row)] == [each.name for each in tables[name].columns]
