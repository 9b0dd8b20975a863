"""The 14 filings of the research notes (section D3) end with exactly the grades listed there."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from registry.scoring import Assessment, assess, load_catalogue
from tests.scoring.filings import changed

CATALOGUE = load_catalogue()
GRADES = list("ACDBCDEEBDABAD")
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "d3.yaml").read_text("utf-8"))


def judge(number: int) -> Assessment:
    filing = changed(CASES[number - 1].get("change", {}))
    ends = date.fromisoformat(filing["filing_period_end"])
    return assess(filing, on=ends, catalogue=CATALOGUE)


def test_the_14_filings_have_the_grades_of_the_research_notes():
    assert [judge(number).grade for number in range(1, len(CASES) + 1)] == GRADES


def test_the_first_filing_meets_every_criterion_that_applies():
    outcomes = {str(each.outcome) for each in judge(1).findings}
    assert outcomes == {"met", "does_not_apply"}


@pytest.mark.parametrize("silent", [2, 3])
def test_fees_found_and_repaid_rank_above_silence_and_an_untested_zero(silent):
    repaid, other = judge(4), judge(silent)
    assert repaid.grade < other.grade
    assert float(repaid.shown_score) > float(other.shown_score)


def test_the_same_wage_is_lawful_in_december_2024_and_not_in_december_2026():
    assert [judge(number).finding("WAG-01").outcome for number in (11, 10)] == ["met", "not_met"]
