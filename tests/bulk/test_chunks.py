"""What a worker makes of a chunk."""

import json
from datetime import date

import pytest

from registry.bulk import chunks
from registry.bulk.chunks import MOST_TOLD, OtherRules, score_chunk
from registry.bulk.files import Chunk, Unread
from registry.scoring import assess, load_catalogue
from tests.bulk.lines import BLANK, orders
from tests.scoring.filings import clean

END = date(2025, 12, 31)
BRIEFLY = ("on", "result", "grade", "score", "marks")
WRONG = b'{"filing_period_end": "2025-12-31", "fees": [{"amount_myr": "RM5"}]}'


def score(*lines, **changes):
    numbered = tuple(enumerate(lines, 1))
    scored = score_chunk(Chunk("a.jsonl", numbered, 0), orders(**changes))
    return scored, [json.loads(line) for line in scored.output.splitlines()]


def test_each_line_gives_one_result_with_its_place():
    scored, results = score(BLANK, WRONG, Unread("too long"), BLANK)
    assert [(each["file"], each["line"]) for each in results] == [
        ("a.jsonl", number) for number in (1, 2, 3, 4)
    ]
    assert (scored.filings, scored.mistakes) == (2, 2)
    assert results[2]["error"]["remedy"] == "too long"


def test_a_mistake_is_told_with_file_line_field_and_remedy():
    scored, _ = score(BLANK, WRONG)
    assert scored.told == (
        "a.jsonl, line 2: fees, row 1, amount_myr: "
        'write ringgit such as "1500.00", or "0" where nothing was paid',
    )


def test_no_more_than_some_mistakes_of_a_chunk_are_told():
    scored, _ = score(*[b"x"] * (MOST_TOLD + 1))
    assert (len(scored.told), scored.mistakes) == (MOST_TOLD, MOST_TOLD + 1)


def test_in_brief_a_result_has_the_grade_and_the_outcomes():
    _, [result] = score(json.dumps(clean()).encode())
    whole = plain(assess(clean(), on=END, catalogue=load_catalogue()))
    brief = result["assessment"]
    assert {name: brief[name] for name in BRIEFLY} == {name: whole[name] for name in BRIEFLY}
    assert brief["outcomes"] == {each["criterion"]: each["outcome"] for each in whole["findings"]}


def test_otherwise_it_is_the_whole_assessment():
    _, [result] = score(json.dumps(clean()).encode(), brief=False)
    assert result["assessment"] == plain(assess(clean(), on=END, catalogue=load_catalogue()))


def test_a_worker_with_other_rules_refuses():
    with pytest.raises(OtherRules):
        score(BLANK, catalogue_sha256="0" * 64)


def test_a_fault_in_the_rules_names_the_line(monkeypatch):
    monkeypatch.setattr(chunks, "score_line", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError) as caught:
        score(BLANK)
    assert caught.value.__notes__ == ["while scoring a.jsonl, line 1"]


def test_half_a_character_is_refused():
    _, [result] = score(b'{"filing_period_end": "2025-12-31", "reference": "F-\\ud800"}')
    assert "half of a character" in result["error"]["remedy"]


def plain(assessment):
    return json.loads(json.dumps(assessment.as_dict()))
