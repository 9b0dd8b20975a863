"""Nobody is counted as many, and nobody as somebody else."""

import re
from html import unescape

import pytest

from registry.extensions import limiter, network_address
from registry.public.site import site_map
from registry.public.site.verify_routes import SEND_LIMIT
from tests import factories as make
from tests.public.statements import a_statement

MOST = int(SEND_LIMIT.split()[0])


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:7:1::1", "2001:db8:7:1::/64"),
        ("2001:db8:7:1:ffff::2", "2001:db8:7:1::/64"),
        ("2001:db8:7:2::1", "2001:db8:7:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("203.0.113.7:52100", "203.0.113.7:52100"),
        ("unknown", "unknown"),
    ],
)
def test_a_network_of_ipv6_is_counted_as_one(app, address, counted):
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert network_address() == counted


@pytest.fixture
def limited(new_app):
    app = new_app(RATELIMIT_ENABLED=True, WTF_CSRF_ENABLED=False)
    with app.app_context():
        yield app.test_client()
        limiter.reset()


def asked(client, **more):
    return client.post("/en/verify", **more).status_code


def test_another_address_of_the_same_network_is_not_another_reader(limited):
    codes = [
        asked(limited, environ_base={"REMOTE_ADDR": f"2001:db8:7:1::{number:x}"})
        for number in range(1, MOST + 2)
    ]
    assert 429 not in codes[:MOST]
    assert codes[MOST] == 429
    assert asked(limited, environ_base={"REMOTE_ADDR": "2001:db8:7:2::1"}) != 429


def test_a_header_makes_nobody_another_reader_where_no_proxy_is_trusted(limited):
    codes = [
        asked(limited, headers={"X-Forwarded-For": f"203.0.113.{number}", "Forwarded": "for=::1"})
        for number in range(MOST + 1)
    ]
    assert codes[MOST] == 429


@pytest.mark.parametrize("do", ["show", "csv", "follow"])
def test_each_list_of_suppliers_that_is_looked_up_is_counted(limited, do):
    """Whatever is made of it, and though the file or the form with it is wrong."""
    data = {"suppliers": "Contoh Berhad", "do": do}
    for _ in range(30):
        with limited.post("/en/suppliers", data=data) as answer:
            assert answer.status_code != 429
    with limited.post("/en/suppliers", data=data) as answer:
        assert answer.status_code == 429
        assert "Contoh Berhad" in answer.text


def test_the_site_map_of_a_year_goes_on_in_another_file(client, session, monkeypatch):
    monkeypatch.setattr(site_map, "LONGEST", 2)
    organisations = [a_statement(make.an_organisation()).organisation_id for _ in range(5)]
    index = client.get("/sitemap.xml").text
    addresses = re.findall(r"<loc>[^<]*(/sitemap\.xml\?[^<]*year=[^<]*)</loc>", index)
    assert len(addresses) == 3
    found = [
        set(map(int, re.findall(r"/en/organisations/(\d+)/2026<", client.get(unescape(each)).text)))
        for each in addresses
    ]
    assert [len(each) for each in found] == [2, 2, 1]
    assert set.union(*found) == set(organisations)
    for number in ("0", "-5", "99999999", "x"):
        assert client.get(f"/sitemap.xml?year=2026&number={number}").status_code == 200
