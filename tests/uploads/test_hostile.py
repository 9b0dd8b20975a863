"""Hostile files, sent to a running register: a clear message soon, and nobody else waits.

What a file costs is counted in seconds of the processor, which a busy machine does not lengthen.
"""

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

import psutil
import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from registry import storage
from registry.extensions import db
from registry.models import Document, DocumentKind
from registry.uploads import apart, limited
from registry.uploads.refusals import REFUSALS
from tests import factories as make
from tests.processes import Server, Visitor, serving
from tests.uploads import hostile, made

MOST_SECONDS = 10
"""From sending a file to the answer about it, and of the processor for it."""
MOST_OF_OURS = 3
"""Seconds that the process which makes pages may work itself: a file is read by another."""
READ = ("/en/", "/en/register", "/ms/criteria")
PATIENCE_SECONDS = 120
AT_ONCE = 12
READERS = 2
"""As many files as a register reads at once unless it is told otherwise."""
REVISION = re.compile(r'name="revision" value="(\d+)"')
TAGS = re.compile(r"<[^>]+>|\s+")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@dataclass
class Reader:
    """Somebody who reads public pages all the time: when each was asked for, and was there."""

    server: Server
    visits: list[tuple[float, float]] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)
    done: threading.Event = field(default_factory=threading.Event)

    def read(self) -> None:
        visitor = Visitor(self.server)
        for place in itertools.cycle(READ):
            begun = time.monotonic()
            self.statuses.add(visitor.ask("GET", place)[0].status)
            self.visits.append((begun, time.monotonic()))
            if self.done.wait(0.05):
                return


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    at: float
    ours: float
    """Seconds of the processor that the process which makes pages worked meanwhile."""
    readers: float
    """The same of the processes that read files for it."""


@dataclass
class Register:
    server: Server
    filing: str
    """The address of the filing."""
    filer: Visitor
    reader: Reader

    worker: psutil.Process

    def send(self, file: hostile.Hostile, page: str) -> Answer:
        place = f"{self.filing}/pages/{page}"
        return self.upload(file.make(), file.filename, place, self.revision(place))

    def revision(self, place: str) -> str:
        """The revision of the page that the filer has open now."""
        return REVISION.search(self.filer.ask("GET", place)[1])[1]

    def upload(self, data: bytes, filename: str, place: str, revision: str = "0") -> Answer:
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
        before = self.worker.cpu_times()
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_SECONDS)
        connection.request("POST", place, body, headers)
        response = connection.getresponse()
        text = unescape(TAGS.sub(" ", response.read().decode()))
        connection.close()
        after = self.worker.cpu_times()
        return Answer(
            response.status,
            " ".join(text.split()),
            time.monotonic(),
            ours=sum(after[:2]) - sum(before[:2]),
            readers=sum(after[2:4]) - sum(before[2:4]),
        )


@pytest.fixture(scope="module")
def own_places(tmp_path_factory) -> Iterator[None]:
    """Places at which files are read that no other register of this machine takes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TMPDIR", str(tmp_path_factory.mktemp("places")))
        yield


@pytest.fixture(scope="module")
def register(new_app, own_places) -> Iterator[Register]:
    """One process with four threads, a signed-in preparer, and a reader who never stops."""
    app = new_app(READERS=READERS)
    with app.app_context():
        filing = make.a_filing(pages={"corridors": {"corridors": [make.a_corridor()]}})
        preparer = make.a_filer(filing.organisation)
        make.published(make.a_filing(pages=make.complete_answers()))
        address = f"/en/filings/{filing.reference}"
        with serving(app, workers=1, threads=4, target="tests.uploads.unhurried:app") as server:
            filer = Visitor.signed_in(server, app, preparer)
            db.session.remove()
            filer.open_form(f"{address}/pages/evidence")
            reader = Reader(server)
            reading = threading.Thread(target=reader.read)
            reading.start()
            [worker] = psutil.Process(server.process.pid).children()
            yield Register(server, address, filer, reader, worker)
            reader.done.set()
            reading.join()
        assert reader.statuses == {200}
        db.session.remove()


def test_nobody_waits_longer_than_is_promised(seconds_for_readers):
    """For a place, and for a reader; ``test_waiting.py`` holds that the clock ends one."""
    longest = seconds_for_readers + apart.MOST_TRIES * apart.PAUSE
    assert limited.CPU_SECONDS < longest < MOST_SECONDS


@pytest.mark.parametrize("name", hostile.EVIDENCE)
def test_a_hostile_file_gets_a_clear_message_soon(register, name):
    file = hostile.EVIDENCE[name]
    holds(register.send(file, "evidence"), file.said)


@pytest.mark.parametrize("name", hostile.FEE_TABLES)
def test_a_hostile_fee_table_gets_a_clear_message_soon(register, name):
    file = hostile.FEE_TABLES[name]
    place = f"{register.filing}/fee-upload"
    holds(register.upload(file.make(), file.filename, place), file.said)


def holds(answer: Answer, said: str) -> None:
    assert (answer.status, said in answer.text) == (422, True), answer.text
    assert answer.ours < MOST_OF_OURS
    assert answer.ours + answer.readers < MOST_SECONDS


def test_many_bombs_at_once_are_answered_and_take_no_worker_from_readers(register):
    bomb = made.pdf_bomb()
    place = f"{register.filing}/pages/evidence"
    revision = register.revision(place)
    sent_at = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as senders:
        answers = list(
            senders.map(
                lambda n: register.upload(bomb, f"{n}.pdf", place, revision), range(AT_ONCE)
            )
        )
    assert {answer.status for answer in answers} == {422}
    heavy = [answer for answer in answers if shows(answer.text, "too_heavy")]
    assert heavy
    assert all(shows(answer.text, "busy") for answer in answers if answer not in heavy)
    last = max(answer.at for answer in answers)
    pages = [begun for begun, ended in register.reader.visits if sent_at < begun and ended < last]
    say(f"{AT_ONCE} bombs at once, {len(heavy)} read; {len(pages)} pages meanwhile")
    assert pages


def shows(text: str, word: str) -> bool:
    return str(REFUSALS[word]) in text


def say(measured: str) -> None:
    """For whoever runs this with ``-s``."""
    sys.stdout.write(f"\n{measured}\n")


def test_nothing_hostile_was_kept_and_a_good_file_is_taken_afterwards(register):
    assert kept() == []
    name = "laporan \u202efdp.exe" + "x" * 300 + ".pdf"
    place = f"{register.filing}/pages/evidence"
    assert register.upload(made.pdf(), name, place, revision="9999").status == 409
    answer = register.upload(made.pdf(), name, place, register.revision(place))
    assert answer.status == 303, answer.text
    assert answer.ours + answer.readers < MOST_SECONDS
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
