"""What no request may hold, and what every response says about security."""

import pytest

from registry import headers
from registry.models import StaffRole
from tests import factories as make

HUGE = "9" * 20


@pytest.mark.parametrize(
    "address",
    [
        f"/en/organisations/{HUGE}",
        f"/en/organisations/1/{HUGE}",
        f"/en/organisations/1/2026/versions/{HUGE}",
        f"/api/v1/statements/{HUGE}",
        f"/en/account/requests/{HUGE}",
    ],
)
def test_a_number_that_no_row_can_have_leads_nowhere(client, address):
    client.sign_in(make.a_user(staff=StaffRole.OFFICER))
    assert client.get(address).status_code == 404


def test_a_number_of_a_query_that_no_row_can_have_is_passed_over(client):
    assert client.get(f"/sitemap.xml?year={HUGE}").status_code == 200


def test_a_revision_that_no_page_can_have_is_not_the_one_on_the_screen(client):
    filing = make.a_filing()
    client.sign_in(make.a_filer(filing.organisation))
    answer = client.post(f"/en/filings/{filing.reference}/pages/contracts", data={"revision": HUGE})
    assert answer.status_code == 409


def test_nul_is_refused_in_addresses_and_forms(client):
    client.sign_in(make.a_user(staff=StaffRole.OFFICER))
    assert client.get("/en/review/ATIP%00/").status_code == 400
    assert client.post("/en/sign-in", data={"email": "a\0@example.invalid"}).status_code == 400


def test_what_somebody_sees_who_signed_in_is_kept_by_no_cache(client):
    filing = make.a_filing()
    client.sign_in(make.a_filer(filing.organisation))
    for address in (f"/en/filings/{filing.reference}/", "/en/register", "/en/review/"):
        assert client.get(address).headers["Cache-Control"] == "private, no-store", address
    with client.get("/static/css/base.css") as style:
        assert style.headers["Cache-Control"] == "no-cache"
    client.sign_out()
    assert "Cache-Control" not in client.get("/en/register").headers


def test_browsers_keep_to_https_where_the_register_does(client, new_app):
    assert "Strict-Transport-Security" not in client.get("/healthz").headers
    safe = new_app(HTTPS=True).test_client().get("/healthz")
    assert safe.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("address", ["/en/", "/healthz", "/static/icons/sprite.svg", "/static/no"])
def test_whatever_opens_as_a_page_has_the_policies_of_pages(client, address):
    answer = client.get(address)
    assert dict(answer.headers).items() >= headers.OF_DOCUMENTS.items()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["css/base.css", "js/suggest.js", "fonts/inter-latin-400-normal.woff2"]
)
def test_styles_scripts_and_fonts_carry_only_what_says_something_of_them(client, name):
    with client.get(f"/static/{name}") as answer:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert not headers.OF_DOCUMENTS.keys() & answer.headers.keys()
