"""Changes as Atom, read by a real reader and held against RFC 4287."""

from datetime import date, timedelta
from xml.etree import ElementTree

import feedparser
import pytest

from registry import ledger
from registry.models import RegisterEntry
from tests.factories import an_organisation
from tests.following.conftest import NOW
from tests.following.test_letters import happens
from tests.public.statements import a_statement

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def places(register):
    return {
        "organisation": f"/en/organisations/{register.palm.id}/feed.atom",
        "sector": "/en/sectors/plantation/feed.atom",
        "register": "/en/feed.atom",
    }


@pytest.fixture
def told(session, register):
    happens(register.palm, "filed", at=NOW - timedelta(days=3))
    happens(register.palm, "published", at=NOW - timedelta(days=2))
    happens(register.gloves, "filed", at=NOW - timedelta(days=1))
    ledger.append("rules_adopted", "rules 2", {}, at=NOW)
    session.commit()


def read(client, place):
    answer = client.get(place)
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    parsed = feedparser.parse(answer.data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return answer, parsed


@pytest.mark.parametrize(("kind", "count"), [("organisation", 2), ("sector", 2), ("register", 3)])
def test_a_reader_reads_what_changed_newest_first(client, told, places, kind, count):
    _answer, parsed = read(client, places[kind])
    assert len(parsed.entries) == count
    days = [entry.updated_parsed for entry in parsed.entries]
    assert days == sorted(days, reverse=True)
    assert "Contoh" in parsed.entries[0].title


def test_it_is_what_rfc_4287_asks_for(client, told, places):
    for place in places.values():
        answer, parsed = read(client, place)
        root = ElementTree.fromstring(answer.data)
        for element in (root, *root.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
                assert element.findtext(f"{ATOM}{name}")
        assert root.find(f"{ATOM}author/{ATOM}name").text
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"] == f"http://127.0.0.1:8000{place}"
        assert client.get(links["alternate"].partition(":8000")[2]).status_code == 200
        ids = [entry.id for entry in parsed.entries]
        assert len(ids) == len(set(ids))
        assert all(each.startswith("tag:127.0.0.1,2026-1") for each in ids)
        assert root.findtext(f"{ATOM}updated") == max(
            e.findtext(f"{ATOM}updated") for e in root.iter(f"{ATOM}entry")
        )


def test_the_same_change_has_one_name_in_every_feed_and_language(client, told, places):
    names = [
        {entry.id for entry in read(client, place)[1].entries}
        for place in (*places.values(), places["register"].replace("/en/", "/ms/"))
    ]
    own, sector, register, malay = names
    assert own == sector < register == malay


def test_unchanged_it_answers_304_until_something_happens(session, client, told, places, register):
    for place in places.values():
        tag = client.get(place).headers["ETag"]
        same = client.get(place, headers={"If-None-Match": tag})
        assert (same.status_code, same.data) == (304, b"")
    happens(register.palm, "replied")
    session.commit()
    assert client.get(place, headers={"If-None-Match": tag}).status_code == 200


def test_events_of_a_filing_are_found_by_its_reference(session, client):
    statement = a_statement()
    place = f"/en/organisations/{statement.organisation_id}/feed.atom"
    kinds = [entry.tags[0].term for entry in read(client, place)[1].entries]
    assert {"published", "filed"} <= set(kinds)


def test_events_of_filings_stand_in_the_feed_of_their_own_sector_alone(session, client):
    energy = a_statement(an_organisation("Contoh Tenaga Berhad", sector="energy"))
    palm = a_statement(an_organisation("Contoh Sawit Utara Berhad", sector="plantation"))
    for statement, sector in ((energy, "energy"), (palm, "plantation")):
        entries = read(client, f"/en/sectors/{sector}/feed.atom")[1].entries
        name = statement.organisation.name
        assert {"published", "filed"} <= {each.tags[0].term for each in entries}
        assert [each.title for each in entries if name not in each.title] == []


def test_a_day_that_passed_is_in_it_and_a_grade_only_from_its_day(session, client, register):
    entry = session.get(RegisterEntry, (register.palm.id, 2026))
    entry.due_on = date(2026, 10, 31)
    entry.grade, entry.grade_public_on = "B", NOW.date() + timedelta(days=1)
    session.commit()
    place = f"/en/organisations/{register.palm.id}/feed.atom"
    _answer, parsed = read(client, place)
    assert [entry.tags[0].term for entry in parsed.entries] == ["overdue"]
    assert "/overdue/" in parsed.entries[0].id


def test_a_feed_without_a_change_is_a_feed(client, register, places):
    _answer, parsed = read(client, places["organisation"])
    assert parsed.entries == []
    assert parsed.feed.updated


def test_what_is_not_there_has_no_feed(client, register):
    assert client.get("/en/organisations/999999/feed.atom").status_code == 404
    assert client.get("/en/sectors/nothing/feed.atom").status_code == 404


def test_names_are_text_and_no_markup(session, client, register):
    register.palm.name = "Contoh <b>& Anak</b> Berhad"
    happens(register.palm)
    session.commit()
    _answer, parsed = read(client, "/en/feed.atom")
    assert "Contoh <b>& Anak</b> Berhad" in ElementTree.fromstring(
        client.get("/en/feed.atom").data
    ).findtext(f"{ATOM}entry/{ATOM}title")
    assert parsed.entries
