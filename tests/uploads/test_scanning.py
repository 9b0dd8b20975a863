"""Files are scanned by clamd where one is configured, and nothing unscanned is ever kept."""

import hashlib
import io
import shutil
import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from registry import storage, uploads
from registry.uploads import Refused, refusals, scanning
from tests.server import free_port
from tests.uploads import made
from tests.uploads.hostile import EICAR

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
SETTINGS = """
Foreground yes
DatabaseDirectory {folder}
LocalSocket {folder}/clamd.sock
TCPSocket {port}
TCPAddr 127.0.0.1
StreamMaxLength 5M
MaxThreads 2
"""


class Scanner(socketserver.StreamRequestHandler):
    """Speaks INSTREAM as clamd does; finds the EICAR test file and nothing else."""

    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            return
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        found = b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"
        self.wfile.write(b"stream: " + found + b"\0")


@contextmanager
def answering(handler: type[socketserver.BaseRequestHandler]) -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def saying(answer: bytes) -> type[socketserver.BaseRequestHandler]:
    """A scanner that reads what it gets and always says the same."""

    class Says(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.rfile.read(10)
            while size := struct.unpack("!I", self.rfile.read(4))[0]:
                self.rfile.read(size)
            self.wfile.write(answer)

    return Says


class Silent(socketserver.BaseRequestHandler):
    """It takes what it gets and says nothing, for as long as anybody waits."""

    def handle(self) -> None:
        while self.request.recv(65_536):
            pass


@pytest.fixture
def check(app: Flask) -> Iterator[Callable[[bytes], uploads.Accepted]]:
    with app.app_context():
        yield lambda data: uploads.check(FileStorage(io.BytesIO(data), filename="report.csv"))


@pytest.fixture
def scanned_by(app: Flask) -> Iterator[Callable[[str], None]]:
    yield lambda address: app.config.update(CLAMD=address)
    app.config["CLAMD"] = ""


def table(content: bytes) -> bytes:
    return b"what,who\n" + content + b",nobody\n"


def refusal(check: Callable[[bytes], uploads.Accepted], data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        check(data)
    assert not storage.exists(hashlib.sha256(data).hexdigest())
    return str(refused.value)


def test_without_a_scanner_a_file_is_taken_as_it_is(check):
    assert check(table(EICAR)).size


def test_known_malware_is_refused_and_not_kept_and_all_else_is_taken(check, scanned_by):
    with answering(Scanner) as address:
        scanned_by(address)
        assert check(table(b"nothing of the kind")).size
        assert refusal(check, table(b"a" + EICAR)) == str(refusals.REFUSALS["malware"])


def test_a_large_file_reaches_the_scanner_whole(check, scanned_by):
    with answering(Scanner) as address:
        scanned_by(address)
        data = table(b"x" * 3_000_000 + EICAR)
        assert refusal(check, data) == str(refusals.REFUSALS["malware"])


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"stream: INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"OK",
        b"stream: NOT OK\0",
        b"\xff\xfe\0",
    ],
)
def test_without_a_clear_verdict_nothing_is_kept(check, scanned_by, answer):
    with answering(saying(answer)) as address:
        scanned_by(address)
        said = refusal(check, table(answer.hex().encode() + b"."))
    assert said == str(refusals.REFUSALS["not_scanned"])


def test_a_scanner_that_is_away_or_silent_keeps_nobody_waiting(check, scanned_by):
    with answering(Silent) as silent:
        for address in (f"127.0.0.1:{free_port()}", silent, "/nowhere/clamd.sock", "nonsense"):
            scanned_by(address)
            said = refusal(check, table(address.encode()))
            assert said == str(refusals.REFUSALS["not_scanned"])


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A real clamd that knows one signature: its TCP address and its socket."""
    if not CLAMD:
        pytest.skip("clamd is not installed here")
    folder, port = tmp_path_factory.mktemp("clamd"), free_port()
    (folder / "test.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
    settings = folder / "clamd.conf"
    settings.write_text(SETTINGS.format(folder=folder, port=port))
    process = subprocess.Popen(
        [CLAMD, "--config-file", settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _wait_for(folder / "clamd.sock", process)
    yield f"127.0.0.1:{port}", f"{folder}/clamd.sock"
    process.terminate()
    process.wait()


def _wait_for(socket: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while not socket.exists():
        assert process.poll() is None, "clamd ended"
        assert time.monotonic() < end, "clamd did not come up"
        time.sleep(0.1)


@pytest.mark.parametrize("way", [0, 1], ids=["tcp", "socket"])
def test_the_real_clamd_is_understood(clamd, way):
    address = clamd[way]

    def asked(data: bytes) -> str | None:
        return scanning.known_malware(io.BytesIO(data), address, seconds=10)

    assert asked(made.pdf()) is None
    assert "Eicar-Test" in (asked(b"text before " + EICAR) or "")
    with pytest.raises(scanning.ScannerDown):
        asked(b"x" * 9_000_000)
