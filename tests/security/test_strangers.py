"""Whatever a stranger types into an address or a form, the answer is one that we meant to give."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from registry.auth import declared
from registry.extensions import db
from tests import factories as make
from tests.public.statements import a_statement

NAMES = (
    *("q", "page", "year", "organisation", "sector", "state", "market", "status", "grade", "sort"),
    *("part", "country", "typed", "before", "since", "to", "version", "next", "sha256", "example"),
    *("cursor", "limit", "path", "criterion", "outcome", "index", "size", "first", "last"),
    *("lang", "organisation_id", "_external", "_scheme", "_method", "_anchor"),
)
"""What addresses are asked with, what views are called with, and what makes addresses."""
TYPED = (
    *("", "a\0b", "'", '"open', "%", "_", "\\", "*", "-a", 'NEAR("a" "b", 5)', "a AND OR NOT b"),
    *("(a", "name:a", "[a-z]+(", "{{7*7}}", "\u202eMohd\u202c", "\uffff", "\x01\x1b[31m", "²"),
    *("-1", "2147483648", "9" * 400, "1e9", "NaN", " 2026 ", "x" * 3000, "a " * 900, "=1+1"),
    *("e\u0301" * 40, "\U0001f600" * 60, "../../etc/passwd", "<script>alert(1)</script>"),
    *("a\r\nSet-Cookie: planted=1", "W10", "WzEsMiwzXQ", "eyJhIjoxfQ=="),
)
RAW = ("%ED%A0%80", "%FF%FE", "%C0%80", "%", "%u0041", "%00")
"""What no text becomes when it is written into an address."""


@pytest.fixture(scope="module")
def strangers(new_app):
    """A small register of its own, with names that others would not give."""
    app = new_app(RATELIMIT_ENABLED=False)
    with app.app_context():
        for name in (
            "Contoh </script><b> & Anak Berhad",
            "=Contoh Berhad",
            "Contoh 'Sawit' Berhad",
        ):
            a_statement(make.an_organisation(name))
        db.session.commit()
        yield app
        db.session.remove()


def public(app) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        is_read = "GET" in rule.methods and declared(app, rule.endpoint) == "anyone"
        if is_read and not rule.rule.startswith("/api/"):  # Schemathesis attacks those
            yield rule


@pytest.mark.parametrize("shift", range(0, len(TYPED), 5))
def test_queries(strangers, shift):
    """Every name with something else, for every page."""
    typed = TYPED[shift:] + TYPED[:shift]
    query = urlencode(dict(zip(NAMES, typed * 2, strict=False)))
    assert (
        failing(strangers, (f"{filled(rule, '2026')}?{query}" for rule in public(strangers))) == []
    )


@pytest.mark.parametrize("raw", RAW)
def test_queries_that_are_no_text(strangers, raw):
    query = "&".join(f"{name}={raw}" for name in NAMES)
    assert (
        failing(strangers, (f"{filled(rule, '2026')}?{query}" for rule in public(strangers))) == []
    )


def test_words_in_a_path(strangers):
    words = [*(quote(text, safe="") for text in TYPED if text), *RAW]
    named = [rule for rule in public(strangers) if "<string" in rule.rule]
    assert failing(strangers, (filled(rule, word) for rule in named for word in words)) == []


@pytest.mark.parametrize(
    "query", ["lang=en&organisation_id=x", "_scheme=javascript&_external=1", "_anchor=%22%3E&a=1"]
)
def test_the_other_language_is_the_same_page(strangers, query):
    """What somebody puts into an address is no argument of ours when we write the next one."""
    place = "organisations/1"
    page = strangers.test_client().page(f"/en/{place}?{query}")
    assert f"/ms/{place}?{query}" in {link.get("href") for link in page.all(".//a")}


def filled(rule: Rule, word: str) -> str:
    """The address of a rule with this wherever it takes a word, and a number where it takes one."""

    def part(found: re.Match[str]) -> str:
        if words := re.search(r"any\((\w+)", found[1]):
            return words[1]
        return "1" if found[1].startswith("int") else word

    return re.sub(r"<([^>]+):\w+>", part, rule.rule)


def failing(app, addresses: Iterable[str]) -> list[tuple[str, int | str]]:
    """Addresses that the application has no answer for, and why."""
    client = FlaskClient(app)
    found = [(address, code_of(client, address)) for address in addresses]
    return [(address, code) for address, code in found if not isinstance(code, int) or code >= 500]


def code_of(client: FlaskClient, address: str) -> int | str:
    try:
        with client.get(address) as answer:
            return answer.status_code
    except Exception as error:
        return repr(error)
