"""What a first visit to a public page transfers, all told: a slow phone waits for every byte."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

import registry
from tests.factories import an_organisation
from tests.public.statements import a_statement

MOST = 100_000
PUBLIC = Path(registry.__file__).parent / "templates" / "public"
GZIP = {"Accept-Encoding": "gzip"}
IN_PAGES = re.compile(r'(?:href|src)="(/static/[^"#]+)')
IN_FILES = {
    "css": re.compile(r"""url\(["']?(?!data:)([^"')]+)["']?\)"""),
    "js": re.compile(r"""(?:from|import) "([^"]+)";"""),
}


def weight(browser, address):
    """Bytes of the page and of each style, font, script and picture it may load, with headers."""
    page = browser.get(address, headers=GZIP)
    wanted, seen = set(IN_PAGES.findall(gzip.decompress(page.data).decode())), set()
    size = sent(page)
    while wanted:
        path = wanted.pop()
        seen.add(path)
        size += sent(browser.get(path, headers=GZIP, buffered=True))
        wanted |= named(browser, path) - seen
    return size


def sent(answer):
    return len(answer.data) + sum(len(f"{name}: {value}\r\n") for name, value in answer.headers)


def named(browser, path):
    """The files that a style or a script names in its turn."""
    names = IN_FILES.get(path.partition("?")[0].rpartition(".")[2])
    text = browser.get(path, buffered=True).text if names else ""
    return {urljoin(path, name) for name in names.findall(text)} if names else set()


@pytest.fixture
def addresses(session):
    statement = a_statement(an_organisation("Serimbun Sawit Berhad"))
    place = f"/en/organisations/{statement.organisation_id}"
    session.commit()
    return ["/en/", "/en/register", place, "/en/criteria", f"{place}/{statement.year}"]


def test_a_first_page_weighs_less_than_100_kilobytes(app, addresses):
    browser = FlaskClient(app)
    weights = {address: weight(browser, address) for address in addresses}
    assert max(weights.values()) < MOST, weights


def test_a_page_without_a_form_loads_no_script(client, addresses):
    _home, _listing, place, criteria, statement = addresses
    for address in (place, criteria, statement):
        assert "/static/js/" not in client.get(address).text, address


def test_every_public_page_with_a_form_to_send_loads_its_script():
    for file in PUBLIC.glob("*.html"):
        text = file.read_text("utf-8")
        if any(macro in text for macro in ("post_form(", "error_summary(", "max_mb=")):
            assert text.startswith('{% extends "public/form_base.html" %}'), file.name
