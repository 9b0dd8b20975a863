"""Everything a page shows can be taken: docs/data.md says of each public page where."""

import re
from pathlib import Path

import pytest

from registry.extensions import db
from registry.open_data.codebook import tables
from tests.factories import an_organisation
from tests.public.statements import a_statement

PUBLIC_URLS = Path("tests/architecture/public_urls.txt")
DOCUMENT = Path("docs/data.md")
TITLE = "## Where the content of each page can be taken"
WORDS_ALONE = "Words alone, forms, or pages of one reader"
FILE = re.compile(r"\.(csv|json|jsonl|parquet|xlsx|svg|atom|ics|pdf)$|/as/<name>$|/data/.*<name>$")
CODE = re.compile(r"`([^`]+)`")
TAKEN = (".csv", ".jsonl", ".parquet", "/api/v1/", ".json")
WITH_FIGURES = (
    "",
    "register",
    "ledger",
    "ledger/by/sector",
    "sectors",
    "sectors/energy",
    "states",
    "corridors",
    "corridors/NPL",
    "recruiters",
    "criteria",
    "criteria/FEE-03",
    "criteria/gates",
    "criteria/checks",
    "parameters",
    "marks",
    "figures",
    "compare?organisation={id}",
    "organisations/{id}",
    "organisations/{id}/2026",
    "log",
    "data",
    "data/editions",
    "api",
)


def told():
    """The rows of the table of the document, and the pages that are words alone."""
    part = DOCUMENT.read_text("utf-8").partition(TITLE)[2].partition("\n## ")[0]
    table, _, words = part.partition(WORDS_ALONE)
    rows = [line.split("|")[1:4] for line in table.splitlines() if line.startswith("| `/en/")]
    return [[CODE.findall(cell) for cell in row] for row in rows], CODE.findall(words)


def addresses():
    """Every public address that can be read, as the document writes it."""
    lines = PUBLIC_URLS.read_text("utf-8").splitlines()
    rules = [line.partition(" GET")[0] for line in lines if " GET" in line]
    in_english = (rule.replace("<any(en, ms):lang>", "en") for rule in rules)
    return {re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"<\1>", rule) for rule in in_english}


def test_no_page_is_forgotten():
    """A new page is written into the table, or declared to be words alone."""
    rows, words = told()
    listed = [page for pages, _shows, _taken in rows for page in pages] + words
    pages = {each for each in addresses() if each.startswith("/en/") and not FILE.search(each)}
    assert sorted(listed) == sorted(pages)


def test_what_the_table_names_is_there():
    rows, _words = told()
    columns = {f"{name}.{column}" for name, table in tables().items() for column in table.names}
    known = addresses() | {"/api/v1/score"} | tables().keys() | columns
    files = {"codebook.csv", "datapackage.json"}
    for pages, _shows, taken in rows:
        assert taken, pages
        assert set(taken) <= known | files, pages


def test_every_table_of_the_bulk_files_is_of_some_page():
    named = {each.partition(".")[0] for _pages, _shows, taken in told()[0] for each in taken}
    assert named >= tables().keys()


@pytest.mark.parametrize("place", WITH_FIGURES)
def test_a_page_with_figures_leads_to_them(client, place):
    statement = a_statement(an_organisation(sector="energy"))
    db.session.commit()
    for language in ("en", "ms"):
        page = client.page(f"/{language}/{place.format(id=statement.organisation_id)}")
        links = [a.get("href") or "" for a in page.tree.iter("a")]
        taken = [url for url in links if any(kind in url for kind in TAKEN)]
        assert taken, f"{place} shows figures that nobody can take"
        for url in taken[:3]:
            assert client.get(url, buffered=True).status_code == 200, url
