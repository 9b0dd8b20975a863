"""Scoring filings that come as JSON Lines."""

import json
from datetime import date

from registry.scoring import load_catalogue
from registry.scoring.lines import score_line
from tests.scoring.filings import changed, clean

CATALOGUE = load_catalogue()


def score(*filings, on=None):
    lines = [each if isinstance(each, str) else json.dumps(each) for each in filings]
    return [score_line(line, catalogue=CATALOGUE, on=on) for line in lines]


def test_each_filing_gives_one_assessment_with_its_labels():
    first, second = score({"reference": "F-1", **clean()}, {**clean(), "organisation": "Contoh"})
    assert first["reference"] == "F-1"
    assert second["organisation"] == "Contoh"
    assert first["assessment"] == second["assessment"]
    assert first["assessment"]["grade"] == "A"
    json.dumps(first)


def test_a_filing_is_judged_by_the_end_of_its_own_period():
    old = changed({"filing_period_end": "2023-06-30"})
    new = changed({"filing_period_end": "2023-07-01"})
    assert [each["assessment"]["result"] for each in score(old, new)] == [
        "filed_not_scored",
        "graded",
    ]


def test_another_date_may_be_asked_for():
    (line,) = score(clean(), on=date(2023, 6, 30))
    assert line["assessment"]["on"] == "2023-06-30"
    assert line["assessment"]["result"] == "filed_not_scored"


def test_a_date_that_is_asked_for_makes_the_period_end_unnecessary():
    (line,) = score(changed({"filing_period_end": None}), on=date(2025, 12, 31))
    assert line["assessment"]["grade"] == "A"


def test_a_bad_line_is_explained():
    bad = changed({"fees": [{"amount_myr": "RM5"}]})
    results = score({"reference": "F-1", **bad}, "not json", "[1]")
    assert results[0] == {
        "reference": "F-1",
        "error": {
            "field": "fees",
            "row": 1,
            "column": "amount_myr",
            "remedy": 'write ringgit such as "1500.00", or "0" where nothing was paid',
        },
    }
    assert [each["error"]["field"] for each in results[1:]] == ["line", "line"]


def test_a_filing_without_the_end_of_its_period_cannot_be_judged():
    (line,) = score(changed({"filing_period_end": None}))
    assert line["error"]["field"] == "filing_period_end"
    assert "YYYY-MM-DD" in line["error"]["remedy"]


def test_a_period_before_any_criterion_is_refused():
    (line,) = score(changed({"filing_period_end": "2017-12-31"}))
    assert line["error"]["remedy"] == "no criterion was in force on 2017-12-31"


def test_a_name_that_stands_twice_is_refused():
    (line,) = score('{"filing_period_end": "2025-12-31", "filing_period_end": "2024-12-31"}')
    assert "'filing_period_end' stands twice" in line["error"]["remedy"]


def test_what_is_no_json_is_told_with_the_place_where_reading_stopped():
    (line,) = score('{"reference": "F-1"\n "year": 2025}')
    assert "line 2, character 2" in line["error"]["remedy"]


def test_numbers_of_thousands_of_digits_are_refused():
    (line,) = score('{"reference": ' + "9" * 5000 + "}")
    assert line["error"]["remedy"] == "write one JSON object of names and values"


def test_a_mistake_is_told_in_the_language_that_is_asked_for():
    found = score_line("[1]", catalogue=CATALOGUE, lang="ms")
    assert found["error"]["remedy"] == "tulis satu objek JSON yang mengandungi nama dan nilai"


def test_a_label_is_a_text():
    (line,) = score({**clean(), "reference": [["F-1"]]})
    assert line["error"]["field"] == "reference"


def test_half_of_a_character_is_refused_and_two_halves_are_one():
    half, whole = score(
        '{"reference": "\\ud83d", "filing_period_end": "2025-12-31"}',
        '{"reference": "\\ud83d\\ude00", "filing_period_end": "2025-12-31"}',
    )
    assert "half of a character" in half["error"]["remedy"]
    assert whole["reference"] == "\U0001f600"
