"""The badge of an organisation, and the addresses that never change."""

import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from registry.extensions import db
from tests.factories import an_entry, an_organisation
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")

LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def words(answer):
    """The words of a badge."""
    texts = ElementTree.fromstring(answer.data).itertext()
    return " ".join(text.strip() for text in texts if text.strip())


def test_it_says_status_year_and_day_in_both_languages(client):
    entry = an_entry(an_organisation())
    english = words(client.get(f"/en/badges/{entry.organisation_id}.svg"))
    assert "2026 · Overdue" in english
    assert "1 Jul 2026" in english
    malay = words(client.get(f"/ms/badges/{entry.organisation_id}.svg"))
    assert "2026 · Melepasi tarikh akhir" in malay


def test_the_grade_stands_on_it_once_it_is_public(client):
    old = a_statement()
    new = a_statement(at=datetime(2026, 11, 20, 3, tzinfo=UTC))
    assert "Grade" in words(client.get(f"/en/badges/{old.organisation_id}.svg"))
    assert "Grade" not in words(client.get(f"/en/badges/{new.organisation_id}.svg"))


def test_any_site_may_show_it_and_it_runs_nothing(client):
    entry = an_entry(an_organisation())
    url = f"/en/badges/{entry.organisation_id}.svg"
    answer = client.get(url)
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "max-age=3600" in answer.headers["Cache-Control"]
    again = client.get(url, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_there_is_none_for_nobody(client):
    assert client.get("/en/badges/99.svg").status_code == 404


def test_it_takes_few_queries(client, queries):
    entry = an_entry(an_organisation())
    db.session.commit()
    with queries() as made:
        client.get(f"/en/badges/{entry.organisation_id}.svg")
    assert len(made) <= 2


@pytest.mark.parametrize(
    ("headers", "place"),
    [
        ({}, "/en/organisations/{id}"),
        ({"Accept-Language": "ms"}, "/ms/organisations/{id}"),
        ({"Accept": "text/html,*/*;q=0.8"}, "/en/organisations/{id}"),
        ({"Accept": "application/json"}, "/api/v1/organisations/{id}"),
        ({"Accept": "application/ld+json"}, "/api/v1/organisations/{id}"),
    ],
)
def test_a_permanent_address_leads_to_what_the_reader_takes(client, headers, place):
    organisation = an_organisation()
    answer = client.get(f"/id/organisation/{organisation.id}", headers=headers)
    assert (answer.status_code, answer.location) == (303, place.format(id=organisation.id))
    assert "Accept" in answer.headers["Vary"]


def test_a_version_has_a_permanent_address(client):
    statement = a_statement()
    answer = client.get(f"/id/statement/{statement.id}")
    assert answer.location.endswith(f"/organisations/{statement.organisation_id}/2026/versions/1")
    assert client.get("/id/statement/99").status_code == 404
    assert client.get("/id/organisation/99").status_code == 404


def test_pages_say_what_they_are_to_search_engines(client):
    statement = a_statement(an_organisation("</script> & Contoh Berhad"))
    own = f"/en/organisations/{statement.organisation_id}"
    for url, kind in ((own, "Organization"), (f"{own}/2026", "Report")):
        [linked] = LINKED.findall(client.get(url).text)
        said = json.loads(linked)
        assert said["@type"] == kind
        assert "</script> & Contoh Berhad" in said["name"]


def test_the_organisation_page_offers_its_badge(client):
    statement = a_statement()
    page = client.page(f"/en/organisations/{statement.organisation_id}")
    assert f"/en/badges/{statement.organisation_id}.svg" in page.text
