"""A town whose one company keeps a secret in its draft, and people who want to know it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from weakref import WeakKeyDictionary

import pytest
from flask import Flask, url_for
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from registry.clock import now
from registry.extensions import db
from registry.models import FilerRole, Filing, User
from tests import factories as make
from tests.client import Client
from tests.town import Town

SECRET_ANSWER = "Deputy director of unspoken matters"
"""Stands in the draft of a company, and nowhere else."""
NUMBERED = (
    "agency_id", "member_id", "appointment_id", "invitation_id", "comment_id", "request_id",
    "concern_id", "edition_id",
)  # fmt: skip
"""Rows that an address names by their number."""
TOKEN = re.compile(r'name="csrf_token" type="hidden" value="([^"]+)"')


@dataclass(frozen=True)
class Walk:
    """The town, its application, and two people of another company."""

    app: Flask
    town: Town
    rivals: dict[str, User]

    def visitor(self, who: str) -> Client:
        """A browser: of a rival, of somebody in the town, or of nobody known."""
        client = self.app.test_client()
        user = self.rivals.get(who) or getattr(self.town, who, None)
        return client.sign_in(user) if user else client

    def rules(self) -> list[Rule]:
        return [rule for rule in self.app.url_map.iter_rules() if rule.endpoint != "static"]

    def address(self, rule: Rule, filing: Filing) -> str:
        """Where a rule leads for a filing."""
        given = self._given(filing)
        with self.app.test_request_context():
            return url_for(
                rule.endpoint, **{name: fit(rule, name, given) for name in rule.arguments}
            )

    def _given(self, filing: Filing) -> dict[str, object]:
        [*_, document] = filing.documents
        return {
            "lang": "en",
            "reference": filing.reference,
            "organisation_id": filing.organisation_id,
            "year": filing.year,
            "page": "governance",
            "corridor": make.CORRIDOR,
            "document_id": document.id,
            "sha256": document.sha256,
            "number": 1,
            "version": 1,
            "kind": "xlsx",
            "language": "en",
            "authority_id": self.town.request.id,
            "user_id": self.town.officer.id,
            "statement_id": 1,
            "token": "token",
            "part": "GOV",
            "criterion_id": "FEE-03",
            "field": "gov_accountable_post",
            "name": "filing.json",
            "key": "201901000005",
            "link": "link-of-a-letter",
            "sector": "industrial",
            "origin": "NPL",
            "table": "recruitment",
            "before": 2025,
            **dict.fromkeys(NUMBERED, 1),
        }


def fit(rule: Rule, name: str, given: dict[str, object]) -> object:
    """What is given, or one of the words that an address takes where it is none of them."""
    words = getattr(rule._converters.get(name), "items", ())
    return given[name] if not words or given[name] in words else min(words)


@pytest.fixture(scope="module")
def walk(new_app) -> Iterator[Walk]:
    app = new_app(DEMONSTRATION=False, RATELIMIT_ENABLED=False)
    with app.app_context():
        town = Town(now=now())
        hide(town.draft)
        theirs = make.an_organisation("Contoh Pesaing Berhad")
        rivals = {
            "rival": make.a_filer(theirs),
            "rival_signatory": make.a_filer(theirs, FilerRole.SIGNATORY),
        }
        db.session.commit()
        yield Walk(app, town, rivals)
        db.session.remove()


def hide(filing: Filing) -> None:
    [page] = [page for page in filing.pages if page.name == "governance"]
    page.answers = {**page.answers, "gov_accountable_post": SECRET_ANSWER}


def token_of(client: Client) -> str:
    """What a form of this visitor proves its origin with."""
    found = TOKEN.search(client.get("/en/sign-in", follow_redirects=True).text)
    return found[1] if found else TOKEN.search(client.get("/en/account").text)[1]


_tokens: WeakKeyDictionary[Client, str] = WeakKeyDictionary()
"""What each visitor proved its last form with."""


def send(client: Client, method: str, address: str) -> TestResponse:
    """Ask for a page, or send a form with its token and nothing else.

    A token holds as long as its session; where it does not, the form is sent with a new one.
    """
    if method == "GET":
        return client.get(address)
    known = _tokens.get(client)
    answer = client.post(address, data={"csrf_token": known}) if known else None
    if answer is None or answer.status_code == HTTPStatus.BAD_REQUEST:
        _tokens[client] = token_of(client)
        answer = client.post(address, data={"csrf_token": _tokens[client]})
    return answer
