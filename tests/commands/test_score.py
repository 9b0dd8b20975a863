"""``registry score``: filings in, assessments out."""

import json
from pathlib import Path

from click.testing import CliRunner
from jsonschema import Draft202012Validator

from registry.cli import main
from registry.scoring.schema import schema

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "filings.jsonl"


def _score(*lines, options=()):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    result = CliRunner().invoke(main, ["score", "-", *options], input=text)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_each_filing_gets_one_assessment():
    status, results = _score(
        {"filing_period_end": "2025-12-31"}, {"filing_period_end": "2024-12-31"}
    )
    assert status == 0
    assert [result["assessment"]["on"] for result in results] == ["2025-12-31", "2024-12-31"]


def test_a_date_can_be_given_for_all():
    _status, [result] = _score({"filing_period_end": "2025-12-31"}, options=["--on", "2024-06-30"])
    assert result["assessment"]["on"] == "2024-06-30"


def test_an_unreadable_line_is_named_and_the_others_are_assessed():
    status, [bad, good] = _score("not JSON", {"filing_period_end": "2025-12-31"})
    assert status == 1
    assert bad["error"]["remedy"]
    assert "assessment" in good


def test_the_example_of_the_documentation_can_be_scored():
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for line in lines:
        Draft202012Validator(schema()).validate(json.loads(line))
    status, results = _score(*lines)
    assert status == 0
    assert [(each["reference"], each["assessment"]["grade"]) for each in results] == [
        ("EXAMPLE-repaid", "B"),
        ("EXAMPLE-blank", "D"),
        ("EXAMPLE-untested", "C"),
    ]


def test_half_a_character_stays_an_escape():
    _status, [result] = _score('{"filing_period_end": "2025-12-31", "reference": "F-\\ud800"}')
    assert result["reference"] == "F-\ud800"


def test_a_file_of_excel_begins_with_a_mark_and_one_of_old_windows_spoils_its_line_only(tmp_path):
    file = tmp_path / "filings.jsonl"
    line = b'{"filing_period_end": "2025-12-31", "organisation": "Caf\xe9"}\n'
    file.write_bytes(b'\xef\xbb\xbf{"filing_period_end": "2025-12-31"}\n' + line)
    result = CliRunner().invoke(main, ["score", str(file)])
    good, bad = [json.loads(line) for line in result.stdout.splitlines()]
    assert "assessment" in good
    assert bad["error"]["field"] == "line"
