"""Pages about the register, files to take away, and what machines ask for."""

import csv
import io
from hashlib import sha256
from xml.etree import ElementTree

import openpyxl
import pytest

from registry import storage
from registry.assessment import catalogue
from tests.factories import an_entry, an_organisation
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.parametrize("lang", ["en", "ms"])
@pytest.mark.parametrize("page", ["about", "accessibility", "privacy", "data"])
def test_each_page_reads_in_both_languages(client, lang, page):
    assert client.page(f"/{lang}/{page}").heading


def test_the_list_can_be_taken_away_with_its_filters(client):
    an_entry(an_organisation("=HYPERLINK(Contoh) Berhad", sector="energy"))
    an_entry(an_organisation("Contoh Lain Berhad", sector="property"))
    page = client.page("/en/register?sector=energy")
    answer = client.get(page.links["Download this list (CSV)"])
    assert answer.mimetype == "text/csv"
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert row["name"] == "'=HYPERLINK(Contoh) Berhad", "a spreadsheet must not run it"
    assert row["status"] == "overdue"
    assert row["as_of"] == "2026-11-21"
    assert row["grade"] == ""


def test_the_filed_document_is_served_as_it_was_filed(client):
    stored = storage.put(io.BytesIO(b"%PDF-1.7 a statement"))
    assert stored.sha256 == sha256(b"%PDF-1.7 a statement").hexdigest()
    statement = a_statement(document=stored.sha256)
    url = f"/en/organisations/{statement.organisation_id}/2026/versions/1/document.pdf"
    with client.get(url) as answer:
        assert answer.data == b"%PDF-1.7 a statement"
        assert answer.mimetype == "application/pdf"
    again = client.get(url, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_a_statement_can_be_taken_away_as_a_document(client, lang):
    statement = a_statement()
    url = f"/{lang}/organisations/{statement.organisation_id}/2026/versions/1/statement.pdf"
    with client.get(url) as answer:
        assert answer.data.startswith(b"%PDF-")


def test_a_year_can_be_taken_away_as_csv_and_as_a_workbook(client):
    an_entry(an_organisation("Contoh Getah Berhad"))
    assert "Contoh Getah Berhad" in client.get("/en/data/2026.csv").text
    workbook = openpyxl.load_workbook(io.BytesIO(client.get("/en/data/2026.xlsx").data))
    assert workbook["register"]["C2"].value == "Contoh Getah Berhad"
    assert client.get("/en/data/2031.csv").status_code == 404


def test_a_document_that_was_not_filed_is_not_found(client):
    assert client.get("/en/organisations/1/2026/versions/1/document.pdf").status_code == 404


def test_health_answers_while_the_database_does(client):
    assert client.get("/healthz").text == "ok\n"


def test_robots_may_read_what_is_public(client):
    text = client.get("/robots.txt").text
    assert "Disallow: /en/review" in text
    assert "Disallow: /en/register" not in text
    assert "/sitemap.xml" in text


def test_the_site_map_leads_to_every_statement_in_both_languages(client):
    statement = a_statement()
    index = ElementTree.fromstring(client.get("/sitemap.xml").text)
    pages, year = (place.text for place in index.iter() if place.tag.endswith("loc"))
    assert pages.endswith("/sitemap.xml?part=pages")
    assert year.endswith("/sitemap.xml?year=2026")
    places = ElementTree.fromstring(client.get("/sitemap.xml?year=2026").text)
    found = {place.text.split("/", 3)[3] for place in places.iter() if place.tag.endswith("loc")}
    where = f"organisations/{statement.organisation_id}/2026"
    assert found == {f"en/{where}", f"ms/{where}"}


def test_the_site_map_leads_to_every_criterion_and_to_pages_that_are_there(client):
    places = ElementTree.fromstring(client.get("/sitemap.xml?part=pages").text)
    found = {place.text.split("/", 3)[3] for place in places.iter() if place.tag.endswith("loc")}
    criteria = {f"ms/criteria/{each.id}" for each in catalogue().criteria}
    assert criteria | {"en/criteria/FEE-03", "en/score", "ms/parameters"} <= found
    for address in found:
        assert client.get(f"/{address}").status_code == 200
