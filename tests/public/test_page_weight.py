"""What a first visit to a public page transfers, all told: a slow phone waits for every byte."""

import gzip
import re

import pytest
from flask.testing import FlaskClient

from tests.factories import an_organisation
from tests.public.statements import a_statement

MOST = 100_000
GZIP = {"Accept-Encoding": "gzip"}
IN_STYLES = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


def weight(browser, address):
    """Bytes of the page and of every style, font, script and picture that it may load."""
    page = browser.get(address, headers=GZIP)
    text = gzip.decompress(page.data).decode()
    wanted, seen = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text)), set()
    size = len(page.data)
    while wanted:
        path = wanted.pop()
        seen.add(path)
        size += len(browser.get(path, headers=GZIP, buffered=True).data)
        if path.endswith(".css"):
            folder = path.rsplit("/", 2)[0]
            found = IN_STYLES.findall(browser.get(path, buffered=True).text)
            files = [part.removeprefix("../") for part in found if not part.startswith("data:")]
            wanted |= {f"{folder}/{file}" for file in files} - seen
    return size


@pytest.fixture
def addresses(session):
    statement = a_statement(an_organisation("Serimbun Sawit Berhad"))
    place = f"/en/organisations/{statement.organisation_id}"
    session.commit()
    return ["/en/", "/en/register", place, f"{place}/{statement.year}", "/en/criteria"]


def test_a_first_page_weighs_less_than_100_kilobytes(app, addresses):
    browser = FlaskClient(app)
    weights = {address: weight(browser, address) for address in addresses}
    assert max(weights.values()) < MOST, weights
