"""Each chart of the public register says where it is explained, and there it is."""

from urllib.parse import urljoin, urlsplit

import pytest

from registry.clock import now
from tests.town import Town, places

pytestmark = pytest.mark.usefixtures("session")

EXPLAINED = "/en/figures"


@pytest.fixture
def pages(app, client):
    """Every page that a reader without an account may open."""
    town = Town(now=now())
    public = [p for p in places(town) if p.visitor == "reader" and p.view.startswith("public.")]
    addresses = {place.address(app, "en") for place in public}
    return {address: client.page(address) for address in sorted(addresses)}


@pytest.mark.slow
def test_every_chart_links_to_its_explanation(client, pages):
    explained = {each.get("id") for each in client.page(EXPLAINED).all(".//*[@id]")}
    links = {
        each.get("href")
        for page in pages.values()
        for each in page.all(".//a[@href]")
        if each.get("href").startswith(f"{EXPLAINED}#")
    }
    assert {f"{EXPLAINED}#corridor-ranges", f"{EXPLAINED}#coverage"} <= links
    assert {link.partition("#")[2] for link in links} <= explained
    silent = [
        (address, "".join(chart.find(".//figcaption").itertext()).strip())
        for address, page in pages.items()
        for chart in page.all(".//figure")
        if "chart" in chart.get("class", "").split()
        and not any(f"{EXPLAINED}#" in each.get("href") for each in chart.iter("a"))
    ]
    assert silent == []
    assert [address for address, page in pages.items() if draws_unexplained(page)] == []
    assert anchors_that_are_nowhere(pages) == []


def draws_unexplained(page):
    """Whether a page draws something, and nowhere leads to an explanation of figures."""
    return page.all(".//main//svg[@role='img']") and not any(
        each.get("href").startswith(f"{EXPLAINED}#") for each in page.all(".//main//a[@href]")
    )


def anchors_that_are_nowhere(pages):
    """Links into the middle of a page of these that has nothing of this name."""
    names = {
        address: {e.get("id") for e in page.all(".//*[@id]")} for address, page in pages.items()
    }
    links = (
        (address, urlsplit(urljoin(address, each.get("href"))))
        for address, page in pages.items()
        for each in page.all(".//a[@href]")
    )
    return [
        (address, to.geturl())
        for address, to in links
        if to.fragment and to.path in names and to.fragment not in names[to.path]
    ]
