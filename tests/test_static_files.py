"""Files that every page needs: small on the way, kept by browsers, new when they change."""

import gzip
import re

import pytest


def address_of(client, name):
    page = client.get("/en/").text
    return re.search(rf'"(/static/[^"]*{name}\?v=[0-9a-f]+)', page)[1]


def test_a_page_names_the_version_of_its_styles_and_scripts(client, session):
    for name in ("base.css", "suggest.js"):
        answer = client.get(address_of(client, name))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.cache_control.max_age == 365 * 24 * 60 * 60


@pytest.mark.parametrize("version", ["", "?v=", "?v=000000000000"])
def test_another_version_is_asked_for_again(client, version):
    answer = client.get(f"/static/css/base.css{version}")
    assert answer.cache_control.no_cache
    etag = answer.headers["ETag"]
    again = client.get(f"/static/css/base.css{version}", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_text_is_compressed_for_whoever_takes_it(client):
    plain = client.get("/static/css/base.css")
    packed = client.get("/static/css/base.css", headers={"Accept-Encoding": "gzip"})
    assert packed.content_encoding == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_font_is_kept_for_a_month_under_the_address_that_the_style_names(client, session):
    preloaded = re.search(r'"(/static/fonts/[^"]*)" as="font"', client.get("/en/").text)[1]
    assert "?" not in preloaded
    with client.get(preloaded) as font:
        assert font.mimetype == "font/woff2"
        assert font.cache_control.max_age == 30 * 24 * 60 * 60


@pytest.mark.parametrize(
    "name", ["css/nothing.css", "../config.py", "css/../../config.py", "css", "%2e%2e/config.py"]
)
def test_nothing_else_is_handed_out(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_the_checking_script_is_text(client):
    answer = client.get("/static/tools/check_register.py")
    assert answer.mimetype in {"text/x-python", "text/plain"}
    assert b"RFC 9162" in answer.data
