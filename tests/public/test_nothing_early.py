"""What nobody may read yet, or no longer, stands at no public address."""

from datetime import datetime, time

import pytest
import time_machine

from registry import publication, withdrawal
from registry.clock import KUALA_LUMPUR
from registry.models import StaffRole
from tests import factories as make
from tests.public.conftest import TODAY
from tests.public.statements import a_statement

SCORE = "61.7"
SENTENCE = "Only the assessment says this sentence"


@pytest.fixture
def secret(session, monkeypatch):
    """A statement whose assessment says what nothing else in the register says."""
    honest = publication.public_assessment

    def told(*given, **more):
        judged = honest(*given, **more)
        sentence = {"en": SENTENCE, "ms": SENTENCE}
        findings = [each | {"sentence": sentence} for each in judged["findings"]]
        return {**judged, "score": SCORE, "findings": findings}

    monkeypatch.setattr(publication, "public_assessment", told)
    statement = a_statement(make.an_organisation("Contoh Sawit Berhad"), at=TODAY)
    session.commit()
    return statement


def addresses(statement):
    own = f"/organisations/{statement.organisation_id}"
    year = f"{own}/{statement.year}"
    pages = (
        "/", "/register", "/register?q=contoh", "/register?in=statements&q=workers",
        "/register?grade=B", "/register?sort=score", "/register.csv", "/ledger", "/ledger.csv",
        "/sectors", "/sectors.csv", "/sectors/criteria.csv", "/sectors/plantation", "/states",
        "/criteria", "/feed.atom", "/log", "/suggest.json?q=contoh", "/marks", "/recruiters",
        "/data/2026.csv", "/data/2026.jsonl", "/corridors",
        f"/compare?organisation={statement.organisation_id}",
        f"/compare.csv?organisation={statement.organisation_id}",
        own, f"{own}/years.csv", f"{own}/feed.atom", year, f"{year}/versions/1",
        f"/badges/{statement.organisation_id}.svg",
    )  # fmt: skip
    yield from (f"/en{page}" for page in pages)
    api = (
        "entries", "organisations", "statements", "changes", "log/events",
        f"organisations/{statement.organisation_id}", f"statements/{statement.id}",
        f"log/statements/{statement.reference}/1",
    )  # fmt: skip
    yield from (f"/api/v1/{each}" for each in api)


def saying(client, statement, *words):
    """The addresses that say one of the words."""
    texts = {}
    for address in addresses(statement):
        answer = client.get(address)
        assert answer.status_code == 200, address
        texts[address] = answer.text
    return {address for address, text in texts.items() if any(word in text for word in words)}


def test_an_assessment_is_nowhere_before_its_day(client, secret):
    assert saying(client, secret, SCORE, SENTENCE) == set()


def test_a_score_is_nowhere_while_the_grade_is_withdrawn(client, secret, session):
    later = datetime.combine(secret.grade_public_on, time(12), tzinfo=KUALA_LUMPUR)
    with time_machine.travel(later, tick=False):
        assert f"/api/v1/statements/{secret.id}" in saying(client, secret, SCORE)
        officer = make.a_user("Devi Officer", staff=StaffRole.OFFICER)
        withdrawal.withdraw(secret, by=officer, at=later, reason="Another company's figures")
        session.commit()
        assert saying(client, secret, SCORE) == set()
