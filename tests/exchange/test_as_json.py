"""A JSON file is read strictly: every mistake is told at once, with its place and its remedy."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from registry.exchange import FORMAT, AskedPage, Content, Identity, as_json, of_pages
from registry.i18n import speaking
from registry.scoring.schema import schema
from tests import factories as make
from tests.exchange.filings import DOCUMENTS


def read(pages: tuple[AskedPage, ...], **answers: Any) -> Content:
    return as_json.read(json.dumps({"format": FORMAT, **answers}).encode(), pages, DOCUMENTS)


def told(content: Content) -> list[tuple[Any, ...]]:
    return [(m.name, m.row, m.column, m.value) for m in content.mistakes]


def test_every_mistake_is_told_at_once(pages: tuple[AskedPage, ...]) -> None:
    content = read(
        pages,
        gov_policy_itens=["remedy"],
        gov_approved_on="2026-02-30",
        grv_channels=["hotline", "carrier pigeon"],
        wag_late_cases="three",
        fees=[{"corridor": "NPL-fishing", "amount_myr": "12.505"}, {"amount": 1}],
        entities=[{"share_percent": 101}],
    )
    assert told(content) == [
        ("", None, "", "gov_policy_itens"),
        ("entities", 1, "share_percent", "101"),
        ("gov_approved_on", None, "", "2026-02-30"),
        ("fees", 1, "corridor", "NPL-fishing"),
        ("fees", 1, "amount_myr", "12.505"),
        ("fees", 2, "amount", ""),
        ("wag_late_cases", None, "", "three"),
        ("grv_channels", None, "", '["hotline", "carrier pigeon"]'),
    ]
    assert "Did you mean gov_policy_items?" in content.mistakes[0].message
    assert all(mistake.message for mistake in content.mistakes)


def test_remedies_are_in_the_readers_language(pages: tuple[AskedPage, ...]) -> None:
    with speaking("ms"):
        (mistake,) = read(pages, wag_late_cases="three").mistakes
    assert mistake.message == "Masukkan nombor bulat seperti 12, atau 0 jika tiada."


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'"text"',
        b"{",
        b'{"format": NaN}',
        b"\xff\xfe{}",
        b"[" * 200_000,
        b'{"a": ' + b"9" * 10_000 + b"}",
    ],
)
def test_what_is_no_object_of_json_is_one_mistake(
    pages: tuple[AskedPage, ...], data: bytes
) -> None:
    content = as_json.read(data, pages)
    assert len(content.mistakes) == 1
    assert content.answers == {}


def test_a_name_that_stands_twice_is_refused(pages: tuple[AskedPage, ...]) -> None:
    data = b'{"format": "atip-filing/1", "fee_remedy_plan": "yes", "fee_remedy_plan": "no"}'
    (mistake,) = as_json.read(data, pages).mistakes
    assert "fee_remedy_plan stands twice" in mistake.message


@pytest.mark.parametrize("value", [True, 1.5, -1, "1,5", {}, [1], "12\ud800"])
def test_a_count_takes_whole_numbers_only(pages: tuple[AskedPage, ...], value: Any) -> None:
    assert len(read(pages, wag_late_cases=value).mistakes) == 1


@pytest.mark.parametrize(
    ("answers", "remedy"),
    [
        ({"period_confirmed": "do_not_know"}, "is no answer to this"),
        ({"grv_channels": ["none", "hr"]}, "stands alone"),
        ({"entities": {"name": "A"}}, "a list of rows"),
        ({"entities": [["A"]]}, "a list of rows"),
        ({"entities": [{"name": "A"}] * 501}, "takes 500 rows"),
        ({"evidence": [{"document": "f" * 64, "title": "A"}]}, "has no such file"),
        ({"evidence": [{"document": "F" * 64, "title": "A"}]}, "64 characters"),
        ({"corridors": [{"origin": "NPL", "sector": "services"}] * 2}, "already in row 1"),
        ({"gov_accountable_post": "x" * 2001}, "2000"),
        ({"gov_accountable_post": 5}, "text in quotes"),
        ({"format": "atip-filing/2"}, "reads no other"),
    ],
)
def test_the_remedy_names_what_is_wrong(
    pages: tuple[AskedPage, ...], answers: dict[str, Any], remedy: str
) -> None:
    assert any(remedy in mistake.message for mistake in read(pages, **answers).mistakes)


def test_the_file_is_a_filing_of_the_published_schema(
    pages: tuple[AskedPage, ...], identity: Identity
) -> None:
    sent = json.loads(as_json.write(of_pages(identity, make.complete_answers())))
    Draft202012Validator(schema()).validate(sent)
    assert sent["format"] == FORMAT
    assert sent["reference"] == identity.reference
    assert sent["filing_period_end"] == "2025-12-31"
