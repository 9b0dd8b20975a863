"""The listing: how many a search finds, and with each value of each filter, from the entries."""

import pytest

from registry.wording import GRADES, MARKETS, PATHS, PUBLIC_STATUSES, SECTORS, STATES
from tests.figures.bulk import Bulk, number
from tests.figures.page import Shown, numbers_of
from tests.figures.taken import csv_of, json_of
from tests.pages import text_of

WORDS = {
    "status": PUBLIC_STATUSES,
    "sector": SECTORS,
    "market": MARKETS,
    "state": STATES,
    "grade": GRADES,
    "path": PATHS,
}
SEARCHES = [
    {"year": "2026"},
    {"year": "2025"},
    {"year": "2026", "status": "overdue"},
    {"year": "2026", "grade": "B"},
    {"year": "2026", "sector": "consumer", "grade": "A"},
    {"year": "2025", "market": "MAIN", "state": "JHR"},
    {"year": "2026", "path": "short"},
    {"year": "2024", "status": "published_late", "sector": "construction"},
]


def found_by(bulk: Bulk, search):
    found = bulk.entries_of(int(search["year"]))
    for name in search.keys() & WORDS.keys():
        found = found[found[name] == search[name]]
    return found


@pytest.mark.parametrize("search", SEARCHES, ids=str)
def test_listing(bulk, reader, search):
    address = "&".join(f"{name}={value}" for name, value in search.items())
    found = found_by(bulk, search)
    page = reader.page(f"/en/register?{address}")
    word = "organisation" if len(found) == 1 else "organisations"
    assert f"{number(len(found))} {word}" in Shown(page).texts()
    assert json_of(reader, f"/entries?{address}")["total"] == len(found)
    ids = sorted(
        int(row["organisation_id"]) for row in csv_of(reader, f"/en/register.csv?{address}")
    )
    assert ids == sorted(found["organisation_id"])
    _assert_facets(bulk, page, search)
    if "status" not in search:
        counts = found["status"].value_counts()
        laid = [text for text in Shown(page).texts() if text.split(" ", 1)[-1] in _labels("status")]
        assert set(laid) == {f"{number(n)} {PUBLIC_STATUSES[s]}" for s, n in counts.items()}


def _labels(name):
    return {str(label) for label in WORDS[name].values()}


def _assert_facets(bulk, page, search):
    """Each value of a filter with how many there would be, whatever is chosen of itself."""
    [facets] = [nav for nav in page.tree.iter("nav") if nav.get("class") == "facets"]
    shown = {
        text_of(group.find("summary")): {
            text_of(link[0]): text_of(link[1])
            for link in group.iter("a")
            if link.get("aria-current") is None
        }
        for group in facets.iter("details")
    }
    by_label = {frozenset(_labels(name)): name for name in WORDS}
    told = set()
    for choices in shown.values():
        name = next((n for labels, n in by_label.items() if choices.keys() <= labels), None)
        assert name, choices
        others = {key: value for key, value in search.items() if key != name}
        counts = found_by(bulk, others)[name].value_counts()
        assert choices == {
            str(WORDS[name][value]): number(n)
            for value, n in counts.items()
            if value in WORDS[name] and value != search.get(name)
        }, name
        told.add(name)
    assert told


PAGES = (
    *("", "ledger", "ledger/by/sector", "ledger/by/market", "sectors", "sectors/plantation"),
    *("states", "corridors", "recruiters", "criteria/FEE-03", "register", "marks"),
    *("organisations/8", "compare?organisation=1&organisation=8&year=2025"),
)


@pytest.mark.parametrize("place", PAGES)
def test_both_languages_show_the_same_numbers(reader, place):
    """In the same digits: each page is checked in English, and so are its figures in Malay."""
    assert numbers_of(reader.page(f"/en/{place}")) == numbers_of(reader.page(f"/ms/{place}"))
