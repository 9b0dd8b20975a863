"""The server is killed while companies file: what it answered "filed" stays filed, whole."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException

import pytest
from sqlalchemy import func, select

from registry import ledger, storage
from registry.extensions import db
from registry.models import (
    FilerRole,
    Filing,
    FilingEvent,
    FilingStatus,
    LedgerEvent,
    OutboxMessage,
    PublicStatus,
    RegisterEntry,
)
from tests import factories as make
from tests.processes import Visitor, serving

FILINGS = 200
KILLED_AFTER = 60
AT_ONCE = 4

pytestmark = pytest.mark.slow


@dataclass
class Signatory(Visitor):
    """Signs one filing after the other."""

    filed: list[str] = field(default_factory=list)

    def sign(self, reference: str) -> None:
        """Sign, and note whether the server said that it is filed; it may not live to say so."""
        try:
            answer, _text = self.send(sign_page(reference), declaration="y")
        except (OSError, HTTPException):
            return
        assert answer.status == 303, answer.status
        assert "/filed/1" in answer.headers["Location"]
        self.filed.append(reference)


def sign_page(reference: str) -> str:
    return f"/en/filings/{reference}/sign"


@pytest.fixture
def register(new_app) -> Iterator:
    app = new_app()
    with app.app_context():
        yield app
        db.session.remove()


def ready_filings(signatory) -> list[str]:
    """References of filings that wait for the signature of one person."""
    preparer = make.a_user()
    references = []
    for _number in range(FILINGS):
        organisation = make.an_organisation()
        make.an_authority(preparer, organisation)
        make.an_authority(signatory, organisation, FilerRole.SIGNATORY)
        filing = make.a_filing(organisation, by=preparer, pages=make.complete_answers())
        make.a_document(filing, by=preparer)
        filing.move_to(FilingStatus.READY, by=preparer, at=make.AT)
        references.append(filing.reference)
    return references


def test_what_was_answered_filed_is_filed_and_nothing_is_half_there(register):
    person = make.a_user("Dato' Signatory")
    references = ready_filings(person)
    with serving(register, threads=AT_ONCE) as server:
        signatory = Signatory.signed_in(server, register, person)
        signatory.open_form(sign_page(references[0]))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            signing = [pool.submit(signatory.sign, reference) for reference in references]
            while len(signatory.filed) < KILLED_AFTER and not signing[-1].done():
                time.sleep(0.01)
            server.kill()
        assert all(each.result() is None for each in signing)

    assert KILLED_AFTER <= len(signatory.filed) < FILINGS
    filings = db.session.scalars(select(Filing)).all()
    filed = {filing.reference for filing in filings if is_filed(filing)}
    assert set(signatory.filed) <= filed
    assert len(filed) <= len(signatory.filed) + AT_ONCE
    assert ledger.first_broken() is None


def is_filed(filing: Filing) -> bool:
    """Whether the filing is filed in every respect; it must then be, or be so in none."""
    entry = db.session.get_one(RegisterEntry, (filing.organisation_id, filing.year))
    version = filing.latest_version
    marks = {
        "status": filing.status is FilingStatus.SUBMITTED,
        "entry": entry.status is PublicStatus.AWAITING_REVIEW,
        "version": version is not None,
        "receipt": bool(version and storage.exists(version.receipt_sha256)),
        "event": _count(FilingEvent, FilingEvent.filing_id == filing.id, kind="submitted") == 1,
        "letters": _count(OutboxMessage, OutboxMessage.body.contains(filing.reference)) == 2,
        "ledger": _count(LedgerEvent, LedgerEvent.subject == filing.reference, kind="filed") == 1,
    }
    assert len(set(marks.values())) == 1, f"{filing.reference} is half filed: {marks}"
    return marks["status"]


def _count(table, condition, **equal) -> int:
    query = select(func.count()).select_from(table).where(condition)
    return db.session.scalar(query.filter_by(**equal))
