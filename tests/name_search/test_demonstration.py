"""Two hundred misspelt and partial queries: the organisation that was meant stands first."""

import sys
from pathlib import Path

import pytest

from registry import name_search, organisations
from registry.name_search import Hit
from seed.companies import companies

QUERIES = Path(__file__).with_name("queries.tsv")
ASKED = [
    tuple(line.split("\t"))
    for line in QUERIES.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
WANTED = 0.95


@pytest.fixture
def demonstration(session):
    """The names of the demonstration by the numbers of its organisations."""
    records = [company.record for company in companies()]
    ids = organisations.add(records)
    return {id: record.name for id, record in zip(ids, records, strict=True)}


def first_of(hits: tuple[Hit, ...], names: dict[int, str]) -> str:
    return names[hits[0].organisation_id] if hits else "nothing"


def test_there_are_two_hundred_and_each_means_a_demonstration_organisation():
    names = {company.record.name for company in companies()}
    assert len({query for query, _name in ASKED}) == len(ASKED) >= 200
    assert {name for _query, name in ASKED} <= names


def test_the_organisation_meant_is_offered_first(demonstration, capsys):
    wrong = [
        f"{query!r}: {found}, not {name}"
        for query, name in ASKED
        if (found := first_of(name_search.suggestions(query).hits, demonstration)) != name
    ]
    share = 1 - len(wrong) / len(ASKED)
    with capsys.disabled():
        told = f"{share:.1%} of {len(ASKED)} queries lead first to whom they mean"
        sys.stdout.write("\n".join(["", told, *wrong, ""]))
    assert share >= WANTED


def test_a_list_is_matched_with_the_same_organisations(demonstration):
    right = 0
    for query, name in ASKED:
        candidates = name_search.best_match(query)
        right += bool(candidates) and candidates[0].name == name
    assert right / len(ASKED) >= WANTED
