"""The page of the log."""

import re

import pytest

from registry import ledger, tree_heads
from tests.factories import AT
from tests.public.statements import a_statement

WORDS = {"en": "Log of public acts", "ms": "Log"}


@pytest.mark.parametrize("language", WORDS)
def test_an_empty_log(client, language):
    page = client.get(f"/{language}/log")
    assert WORDS[language] in page.text


def test_the_head_and_the_newest_events(client, session, queries):
    a_statement()
    head = tree_heads.head()
    with queries() as made:
        page = client.get("/en/log")
    assert len(made) <= 5
    assert head.root.hex() in page.text
    assert "A statement was published" in page.text
    assert tree_heads.verifier_key() in page.text.replace("&#43;", "+")


def test_walking_back_shows_each_event_once(client, session):
    for year in range(60):
        ledger.append("year_opened", str(2000 + year), {"entries": 0}, at=AT)
    seen, address = [], "/en/log"
    while address:
        text = client.get(address).text
        seen += [int(position) for position in re.findall(r'id="event-(\d+)"', text)]
        older = re.search(r'href="([^"]*)" rel="next"', text)
        address = older and older[1]
    assert seen == sorted(range(60), reverse=True)


@pytest.mark.parametrize("before", ["-4", "x", "99999999999999", "0", "3"])
def test_any_place_is_a_page(client, session, before):
    ledger.append("year_opened", "2026", {"entries": 0}, at=AT)
    assert client.get(f"/en/log?before={before}").status_code == 200
