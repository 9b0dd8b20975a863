"""The server is killed while companies file: what it answered "filed" stays filed, whole."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, fields
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from registry import ledger, storage
from registry.config import Config
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
from tests.server import free_port

ROOT = Path(__file__).parents[2]
FILINGS = 200
KILLED_AFTER = 60
AT_ONCE = 4
TOKEN = re.compile(r'name="csrf_token" type="hidden" value="([^"]+)"')

pytestmark = pytest.mark.slow


@dataclass
class Server:
    """A server process in a group of its own, as production runs it."""

    port: int
    process: subprocess.Popen

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def serve(app) -> Server:
    settings = {f"REGISTRY_{f.name}": _text(app.config[f.name]) for f in fields(Config)}
    port = free_port()
    command = ["gunicorn", "--threads", str(AT_ONCE), "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, **settings},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return Server(port, process)


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


@dataclass
class Signatory:
    """A browser that stays signed in and signs one filing after the other."""

    server: Server
    cookie: str
    token: str = ""
    filed: list[str] = field(default_factory=list)

    def open_form(self, reference: str) -> None:
        """Get the form's token, as soon as the server is up."""
        for _attempt in range(300):
            try:
                page, text = self.ask("GET", reference)
            except OSError:
                time.sleep(0.1)
            else:
                self.cookie = page.headers["Set-Cookie"].partition(";")[0]
                self.token = TOKEN.search(text)[1]
                return
        raise AssertionError("the server did not come up")

    def sign(self, reference: str) -> None:
        """Sign, and note whether the server said that it is filed; it may not live to say so."""
        try:
            answer, _text = self.ask("POST", reference, csrf_token=self.token, declaration="y")
        except (OSError, HTTPException):
            return
        assert answer.status == 303, answer.status
        assert "/filed/1" in answer.headers["Location"]
        self.filed.append(reference)

    def ask(self, method: str, reference: str, **answers: str) -> tuple[HTTPResponse, str]:
        with closing(HTTPConnection("127.0.0.1", self.server.port, timeout=60)) as connection:
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(
                method, f"/en/filings/{reference}/sign", urlencode(answers) or None, headers
            )
            response = connection.getresponse()
            return response, response.read().decode()


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
    client = register.test_client().sign_in(person)
    cookie = f"session={client.get_cookie('session').value}"
    db.session.commit()

    server = serve(register)
    signatory = Signatory(server, cookie)
    try:
        signatory.open_form(references[0])
        with ThreadPoolExecutor(AT_ONCE) as pool:
            signing = [pool.submit(signatory.sign, reference) for reference in references]
            while len(signatory.filed) < KILLED_AFTER and not signing[-1].done():
                time.sleep(0.01)
            server.kill()
        assert all(each.result() is None for each in signing)
    finally:
        server.kill()

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
