"""The start page: how many of those expected have published."""

import pytest

from registry.models import PublicStatus, ReportingClass
from registry.public.picture import shared_out
from tests.factories import an_entry, an_organisation
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")


def test_the_bare_address_leads_to_the_readers_language(client):
    malay = client.get("/", headers={"Accept-Language": "ms,en;q=0.5"})
    assert malay.location == "/ms/"
    assert "Accept-Language" in malay.vary
    assert client.get("/", headers={"Accept-Language": "fr"}).location == "/en/"


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_it_opens_before_anything_is_in_the_register(client, lang):
    client.page(f"/{lang}/")


def test_published_is_counted_among_those_expected(client):
    a_statement()
    an_entry(an_organisation())
    an_entry(an_organisation(), status=PublicStatus.EXEMPT)
    page = client.page("/en/")
    assert "of 2 organisations expected to report in 2026 have published" in page.text
    assert ["2026", "50%", "1", "2"] in page.rows()
    assert ["Industrial products and services", "50%", "1", "2"] in page.rows()


def test_volunteers_are_counted_apart(client):
    statement = a_statement()
    statement.organisation.reporting_classes[0].reporting_class = ReportingClass.VOLUNTARY
    an_entry(
        an_organisation(),
        reporting_class=ReportingClass.VOLUNTARY,
        status=PublicStatus.PUBLISHED_ON_TIME,
    )
    page = client.page("/en/")
    assert ["2026", "100%", "1", "1"] in page.rows()
    assert "Another 1 published voluntarily" in page.text


def test_the_latest_statements_are_named(client):
    statement = a_statement(an_organisation("Contoh Terbaru Berhad"))
    page = client.page("/en/")
    assert page.links["Contoh Terbaru Berhad"].endswith(f"/{statement.organisation_id}/2026")


@pytest.mark.parametrize(
    ("counts", "squares"),
    [
        ({"a": 1, "b": 1}, {"a": 50, "b": 50}),
        ({"a": 1, "b": 999}, {"a": 1, "b": 99}),
        ({"a": 1, "b": 1, "c": 1}, {"a": 34, "b": 33, "c": 33}),
        ({"a": 0, "b": 0}, {"a": 0, "b": 0}),
    ],
)
def test_a_hundred_squares_are_shared_out_and_nothing_that_is_there_vanishes(counts, squares):
    assert shared_out(counts) == squares
