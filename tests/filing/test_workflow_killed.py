"""The server is killed while companies file: what it answered "filed" stays filed, whole."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPException

import pytest
from sqlalchemy import func, select

from registry import ledger, storage
from registry.accounts import services as accounts
from registry.extensions import db
from registry.filing import versions
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
from tests.filing.house import SECRET, code
from tests.processes import Server, Visitor, serving

FILINGS = 200
KILLED_AFTER = 60
AT_ONCE = 4

pytestmark = pytest.mark.slow


@dataclass
class Signatory(Visitor):
    """Signs one filing: a code works once, so nobody can sign two in the same moment."""

    reference: str = ""
    seen: str = ""

    def sign(self, filed: list[str]) -> None:
        """Sign, and note whether the server said that it is filed; it may not live to say so."""
        consent = {"declaration": "y", "post": "Director", "seen": self.seen}
        try:
            answer, _text = self.send(self.place("sign"), **consent, code=code())
        except (OSError, HTTPException):
            return
        assert answer.status == 303, answer.status
        assert "/filed/1" in answer.headers["Location"]
        filed.append(self.reference)

    def place(self, step: str) -> str:
        return f"/en/filings/{self.reference}/{step}"


@pytest.fixture
def register(new_app) -> Iterator:
    app = new_app()
    with app.app_context():
        yield app
        db.session.remove()


def ready_filings() -> list[Filing]:
    """Filings that wait for a signature, each for that of another person."""
    preparer, filings = make.a_user(), []
    for _number in range(FILINGS):
        organisation = make.an_organisation()
        make.an_authority(preparer, organisation)
        filing = make.a_filing(organisation, by=preparer, pages=make.complete_answers())
        make.a_document(filing, by=preparer)
        filing.move_to(FilingStatus.READY, by=preparer, at=make.AT)
        filings.append(filing)
    return filings


def signatory_of(filing: Filing, server: Server, register) -> Signatory:
    person = make.a_filer(filing.organisation, FilerRole.SIGNATORY)
    accounts.enrol_totp(person, SECRET)
    signatory = Signatory.signed_in(server, register, person)
    signatory.reference, signatory.seen = filing.reference, versions.digest_now(filing)
    return signatory


def test_what_was_answered_filed_is_filed_and_nothing_is_half_there(register):
    filings, said = ready_filings(), []
    with serving(register, threads=AT_ONCE) as server:
        signatories = [signatory_of(filing, server, register) for filing in filings]
        db.session.commit()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda each: each.open_form(each.place("take-back")), signatories))
            signing = [pool.submit(each.sign, said) for each in signatories]
            while len(said) < KILLED_AFTER and not signing[-1].done():
                time.sleep(0.01)
            server.kill()
        assert all(each.result() is None for each in signing)

    assert KILLED_AFTER <= len(said) < FILINGS
    db.session.expire_all()
    filings = db.session.scalars(select(Filing)).all()
    filed = {filing.reference for filing in filings if is_filed(filing)}
    assert set(said) <= filed
    assert len(filed) <= len(said) + AT_ONCE
    assert ledger.first_broken() is None


def is_filed(filing: Filing) -> bool:
    """Whether the filing is filed in every respect; it must then be, or be so in none."""
    entry = db.session.get_one(RegisterEntry, (filing.organisation_id, filing.year))
    version = filing.latest_version
    marks = {
        "status": filing.status is FilingStatus.SUBMITTED,
        "entry": entry.status is PublicStatus.AWAITING_REVIEW,
        "version": version is not None,
        "signature": bool(version and version.signature),
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
