"""Hostile files, sent to a running register: a clear message soon, and nobody else waits."""

import itertools
import re
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from registry import storage
from registry.extensions import db
from registry.models import Document, DocumentKind
from registry.uploads.refusals import REFUSALS
from tests import factories as make
from tests.processes import Server, Visitor, serving
from tests.uploads import hostile, made

MOST_SECONDS = 10
"""From sending a file to the answer about it."""
READ = ("/en/", "/en/register", "/ms/criteria")
AT_ONCE = 12
READERS = 2
"""As many files as a register reads at once unless it is told otherwise."""
REVISION = re.compile(r'name="revision" value="(\d+)"')
TAGS = re.compile(r"<[^>]+>|\s+")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@dataclass
class Reader:
    """Somebody who reads public pages all the time, and how long each answer took."""

    server: Server
    seconds: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    done: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        visitor = Visitor(self.server)
        for place in itertools.cycle(READ):
            begun = time.monotonic()
            self.statuses.add(visitor.ask("GET", place)[0].status)
            self.seconds.append(time.monotonic() - begun)
            if self.done.wait(0.05):
                return


@dataclass
class Register:
    server: Server
    filing: str
    """The address of the filing."""
    filer: Visitor
    reader: Reader

    def send(self, file: hostile.Hostile, page: str) -> tuple[int, str, float]:
        """Status and words of the answer, and the seconds until it was there."""
        place = f"{self.filing}/pages/{page}"
        return self.upload(file.make(), file.filename, place, self.revision(place))

    def revision(self, place: str) -> str:
        """The revision of the page that the filer has open now."""
        return REVISION.search(self.filer.ask("GET", place)[1])[1]

    def upload(
        self, data: bytes, filename: str, place: str, revision: str = "0"
    ) -> tuple[int, str, float]:
        values = {
            "csrf_token": self.filer.token,
            "revision": revision,
            "upload": "1",
            "file": FileStorage(BytesIO(data), filename=filename),
        }
        boundary, body = encode_multipart(values)
        headers = {
            "Cookie": self.filer.cookie,
            "Content-Type": f"multipart/form-data; boundary={boundary}",
        }
        begun = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        connection.request("POST", place, body, headers)
        response = connection.getresponse()
        text = unescape(TAGS.sub(" ", response.read().decode()))
        connection.close()
        return response.status, " ".join(text.split()), time.monotonic() - begun


@pytest.fixture(scope="module")
def register(new_app) -> Iterator[Register]:
    """One process with four threads, a signed-in preparer, and a reader who never stops."""
    app = new_app(READERS=READERS)
    with app.app_context():
        filing = make.a_filing(pages={"corridors": {"corridors": [make.a_corridor()]}})
        preparer = make.a_filer(filing.organisation)
        make.published(make.a_filing(pages=make.complete_answers()))
        address = f"/en/filings/{filing.reference}"
        with serving(app, workers=1, threads=4) as server:
            filer = Visitor.signed_in(server, app, preparer)
            db.session.remove()
            filer.open_form(f"{address}/pages/evidence")
            reader = Reader(server)
            reading = threading.Thread(target=reader.read)
            reading.start()
            yield Register(server, address, filer, reader)
            reader.done.set()
            reading.join()
        assert reader.statuses == {200}
        db.session.remove()


@pytest.mark.parametrize("name", hostile.EVIDENCE)
def test_a_hostile_file_gets_a_clear_message_soon(register, name):
    file = hostile.EVIDENCE[name]
    status, text, seconds = register.send(file, "evidence")
    assert status == 422
    assert file.said in text
    assert seconds < MOST_SECONDS


@pytest.mark.parametrize("name", hostile.FEE_TABLES)
def test_a_hostile_fee_table_gets_a_clear_message_soon(register, name):
    file = hostile.FEE_TABLES[name]
    place = f"{register.filing}/fee-upload"
    status, text, seconds = register.upload(file.make(), file.filename, place)
    assert (status, file.said in text) == (422, True)
    assert seconds < MOST_SECONDS


def test_meanwhile_every_public_page_was_answered(register):
    slowest = max(register.reader.seconds)
    say(f"slowest of {len(register.reader.seconds)} public pages: {slowest:.2f} s")
    assert slowest < MOST_SECONDS / 2


def test_many_bombs_at_once_are_answered_and_take_no_worker_from_readers(register):
    bomb = made.pdf_bomb()
    place = f"{register.filing}/pages/evidence"
    revision = register.revision(place)
    register.reader.seconds.clear()
    with ThreadPoolExecutor(AT_ONCE) as senders:
        answers = list(
            senders.map(
                lambda n: register.upload(bomb, f"{n}.pdf", place, revision), range(AT_ONCE)
            )
        )
    said = {word for word in ("too_heavy", "busy") for _, text, _ in answers if shows(text, word)}
    slowest, page = max(seconds for *_, seconds in answers), max(register.reader.seconds)
    say(f"{AT_ONCE} bombs at once: slowest answer {slowest:.2f} s, public page {page:.2f} s")
    assert {status for status, *_ in answers} == {422}
    assert "too_heavy" in said
    assert slowest < MOST_SECONDS
    assert page < MOST_SECONDS / 2


def shows(text: str, word: str) -> bool:
    return str(REFUSALS[word]) in text


def say(measured: str) -> None:
    """For whoever runs this with ``-s``."""
    sys.stdout.write(f"\n{measured}\n")


def test_nothing_hostile_was_kept_and_a_good_file_is_taken_afterwards(register):
    assert kept() == []
    name = "laporan \u202efdp.exe" + "x" * 300 + ".pdf"
    place = f"{register.filing}/pages/evidence"
    assert register.upload(made.pdf(), name, place, revision="9999")[0] == 409
    revision = register.revision(place)
    status, text, seconds = register.upload(made.pdf(), name, place, revision)
    assert status == 303, text
    assert seconds < MOST_SECONDS
    [(number, filename, size, stored)] = kept()
    assert "\u202e" not in filename
    assert len(filename) <= 124
    assert size == stored
    headers = register.filer.ask("HEAD", f"{register.filing}/files/{number}")[0].headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["Content-Type"] == "application/pdf"


def kept() -> list[tuple[int, str, int, int]]:
    """Number, name, size of each evidence file, and the bytes that lie in the store."""
    query = db.session.query(Document).filter_by(kind=DocumentKind.EVIDENCE)
    found = [(d.id, d.filename, d.size, storage.size(d.sha256)) for d in query]
    db.session.remove()
    return found
