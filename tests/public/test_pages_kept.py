"""Every page that is kept shows what it would show if it were made anew, before and after."""

import itertools
from datetime import timedelta

import pytest

from registry.assessment import catalogue
from registry.extensions import db
from registry.kept_pages import rule_of
from registry.models import Recruiter
from tests.public.conftest import TODAY
from tests.public.recruiting import a_register
from tests.public.statements import amended

WITHOUT_ARGUMENTS = (
    *("about", "identity", "accessibility", "privacy", "contact", "questions", "site-map"),
    *("criteria", "criteria/gates", "criteria/checks", "parameters", "figures", "marks"),
    *("", "ledger", "sectors", "compare", "corridors", "recruiters", "recruiters?q=agensi"),
    *("register", "register?q=berhad&sort=score", "register?mentions=passport&grade=A"),
)


@pytest.fixture
def register(new_app, tmp_path):
    """A register that keeps its pages, and its newest statement."""
    app = new_app(
        KEPT_PAGES=str(tmp_path / "kept.sqlite"), WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False
    )
    with app.app_context():
        statements = a_register(1)
        db.session.commit()
        yield app, statements
        db.session.remove()


def addresses(statements):
    yield from WITHOUT_ARGUMENTS
    yield f"criteria/{catalogue().criteria[0].id}"
    origins = {line.corridor[:3] for each in statements for line in each.fee_lines}
    for origin in sorted(origins)[:1]:
        yield f"corridors/{origin}"
        yield f"corridors/{origin}?year={statements[0].year}"
    for key in db.session.scalars(db.select(Recruiter.key).limit(1)):
        yield f"recruiters/{key}"


def anew(browser, address):
    """The same page at an address that is never kept."""
    more = "&anew=1" if "?" in address else "?anew=1"
    return browser.get(f"{address}{more}").text.replace(more.replace("&", "&amp;"), "")


def states(app, asked):
    """The state in which the page of each address is kept, on the shelf or in memory."""
    places = app.extensions["passing_pages"], app.extensions["kept_pages"]
    addresses = {each: each if "?" in each else f"{each}?" for each in asked}
    found = {each: [place.get(address) for place in places] for each, address in addresses.items()}
    return {each: kept[0] for each, (a, b) in found.items() if (kept := a or b)}


def test_kept_pages_show_what_is_published_and_nothing_else(register, queries):
    app, statements = register
    browser = app.test_client()
    asked = [
        f"/{lang}/{each}" for lang, each in itertools.product(("en", "ms"), addresses(statements))
    ]
    before = {each: browser.get(each) for each in asked}
    known = states(app, asked)
    assert list(known) == asked
    for address, first in before.items():
        with queries() as made:
            again = browser.get(address)
        assert len(made) == 1, address
        assert again.text == first.text == anew(browser, address), address
    amended(statements[0], at=TODAY - timedelta(days=1))
    db.session.commit()
    for address in asked:
        assert browser.get(address).text == anew(browser, address), address
    after = states(app, asked)
    assert not [address for address in known if known[address] == after[address]]


def test_pages_with_a_form_of_their_own_are_not_kept(app):
    for endpoint in ("ask", "follow", "suppliers_page", "verify", "score"):
        assert rule_of(app, f"public.{endpoint}") is None
