"""Agencies and agents that statements name, found by name and licence number."""

import pytest

from tests.factories import a_recruiter, an_organisation
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")


def naming(*rows):
    return {"recruiters": {"recruiters_used": "yes", "recruiters": list(rows)}}


def a_named(company="", year=2026, **cells):
    return a_statement(an_organisation(company), year, answers=naming(a_recruiter(**cells)))


def names(page):
    return ["".join(each.itertext()) for each in page.all(".//tbody//th")]


@pytest.mark.parametrize("text", ["gurkha", "Gurkha Man", "77-123", "77 123", "NPL77123"])
def test_a_recruiter_is_found_by_words_of_its_name_and_by_its_licence(client, text):
    a_named(name="Contoh Gurkha Manpower", licence_no="NPL 77-123" if "NPL" in text else "77/123")
    a_named(name="Contoh Lain Overseas", licence_no="88/456")
    assert names(client.page(f"/en/recruiters?q={text}")) == ["Contoh Gurkha Manpower"]


def test_recruiters_of_one_country(client):
    a_statement(answers=naming(a_recruiter(), a_recruiter(country="BGD", name="Contoh BGD Ltd")))
    assert names(client.page("/en/recruiters?country=BGD")) == ["Contoh BGD Ltd"]
    assert "No recruiter found" in client.page("/en/recruiters?q=zzz").text


def test_its_page_says_who_used_it_when_and_what_they_say_of_its_licence(client):
    statement = a_named("Contoh Guna Berhad", recruits=12)
    page = client.page("/en/recruiters/NPL-1234075076")
    link = page.links["Contoh Guna Berhad"]
    assert link == f"/en/organisations/{statement.organisation_id}/2026"
    for words in ("1234/075/076", "31 Dec 2027", "1 Feb 2025", "12"):
        assert words in page.text
    assert "Not what this recruiter charged" in page.text


def test_names_under_one_licence_number_are_shown_and_never_merged_silently(client):
    a_named(name="Contoh Satu Manpower")
    a_named(name="Contoh Dua Overseas")
    page = client.page("/en/recruiters/NPL-1234075076")
    assert "What statements call it" in page.text
    assert "Contoh Satu Manpower" in page.text
    assert "Contoh Dua Overseas" in page.text


def test_recruiters_of_the_same_name_point_to_each_other(client):
    a_named(name="Contoh Manpower", licence_no="1/2/3")
    a_named(name="Contoh Manpower Ltd", licence_no="")
    page = client.page("/en/recruiters/NPL-123")
    assert "Others are called the same" in page.text
    assert "/en/recruiters/NPL.contoh-manpower" in page.links.values()


def test_who_may_be_a_private_person_is_counted_and_not_named(client):
    a_named(name="Ram Bahadur", licence_no="")
    page = client.page("/en/recruiters")
    assert "Ram Bahadur" not in page.text
    assert "1 agent who may be a private person" in page.text
    assert "Ram Bahadur" not in client.get("/en/recruiters.csv").text


def test_few_recruits_are_in_no_sum(client):
    a_named("Contoh Sedikit Berhad", recruits=3)
    a_named("Contoh Ramai Berhad", recruits=40)
    answer = client.get("/en/recruiters.csv").text
    assert answer.splitlines()[1].endswith(",40")
    assert ",3\r\n" not in client.get("/en/recruiters/NPL-1234075076/statements.csv").text


def test_an_unknown_recruiter_is_not_found(client):
    assert client.get("/en/recruiters/NPL-999").status_code == 404
    assert client.get("/en/recruiters/NPL-999/statements.csv").status_code == 404
