"""Who sends or takes slowly waits where nobody else does."""

import io
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock

import pytest
from werkzeug.exceptions import TooManyRequests
from werkzeug.wsgi import ClosingIterator

from registry import slow_lines
from registry.slow_lines import SHORT, Places, SlowLines
from tests.pages import Page
from tests.server import free_port, patiently
from tests.slow_server import LONG, application

SLOW = 12
THREADS = SLOW + 1
LONGEST = 1000


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Granian with a thread for each slow line, and one more."""
    port = free_port()
    program = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory"]
    options = ["--blocking-threads", str(THREADS), "--port", str(port), "--log-level", "error"]
    process = subprocess.Popen([*program, *options, "tests.slow_server:served"])
    try:
        patiently(lambda: read(port))
        yield port
    finally:
        process.terminate()
        process.wait()


def read(port: int) -> bytes | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            return answer.read()
    except OSError:
        return None


@contextmanager
def slow(port: int, request: str, received: int | None = None) -> Iterator[None]:
    """Send what goes into the connections of many, and neither more nor take an answer."""
    with ExitStack() as connections:
        for _ in range(SLOW):
            line = connections.enter_context(socket.socket())
            if received:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, received)
            line.connect(("127.0.0.1", port))
            line.sendall(request.encode())
        yield


def test_bodies_that_never_end_keep_nobody_waiting(port):
    with slow(port, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nbegun"):
        assert read(port) == b"short"


def test_readers_who_take_nothing_of_a_long_answer_keep_nobody_waiting(port):
    with slow(port, f"GET {LONG} HTTP/1.1\r\nHost: a\r\n\r\n", received=2048):
        assert read(port) == b"short"


def lines(app=application, at_once=2, of_one=2):
    return SlowLines(app, working=1, longest_body=LONGEST, places=Places(at_once, of_one))


def environ(method="POST", body=b"", **more):
    told = {"CONTENT_LENGTH": str(len(body))} if body else {}
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": "/",
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.input": io.BytesIO(body),
        **told,
        **more,
    }


def seen(environ, **options):
    """What the application gets to see: the body, its length, and whether it is to refuse."""
    found = []

    def application(environ, start_response):
        start_response("200 OK", [])
        body = environ["wsgi.input"].read()
        found.append((body, environ.get("CONTENT_LENGTH"), environ.get(slow_lines.REFUSAL)))
        return []

    lines(application, **options)(environ, lambda *_: None)
    return found[0]


def test_the_application_gets_a_body_whole():
    assert seen(environ(body=b"a=1")) == (b"a=1", "3", None)
    chunked = environ(HTTP_TRANSFER_ENCODING="chunked", **{"wsgi.input": io.BytesIO(b"a=1")})
    assert seen(chunked) == (b"a=1", "3", None)


def test_a_body_that_is_too_long_is_not_waited_for():
    assert seen(environ(body=b"0" * (LONGEST + 1))) == (b"", str(LONGEST + 1), None)


def test_a_body_without_a_length_is_read_until_it_is_too_long(monkeypatch):
    monkeypatch.setattr(slow_lines, "PIECE", 600)
    endless = environ(HTTP_TRANSFER_ENCODING="chunked", **{"wsgi.input": io.BytesIO(b"0" * 9999)})
    assert seen(endless)[1] == "1200"


def test_the_body_of_a_question_is_not_waited_for():
    assert seen(environ("GET", body=b"a=1")) == (b"", "0", None)


@pytest.mark.parametrize(("at_once", "of_one", "code"), [(2, 0, 429), (0, 2, 503)])
def test_who_finds_no_place_is_asked_to_come_again(at_once, of_one, code):
    body, length, refusal = seen(environ(body=b"a=1"), at_once=at_once, of_one=of_one)
    assert (body, length, refusal.code) == (b"", "0", code)


def test_a_body_that_finds_no_room_is_to_come_again(monkeypatch):
    class Full(io.BytesIO):
        def write(self, _piece):
            raise OSError("No space left on device")

    monkeypatch.setattr(slow_lines, "SpooledTemporaryFile", lambda _size: Full())
    assert seen(environ(body=b"a=1"))[2].code == 503


def test_places_are_counted_for_each_network_and_left():
    places = Places(at_once=3, of_one=2)
    assert [places.take("a"), places.take("a")] == [None, None]
    assert places.take("a").code == 429
    assert places.take("b") is None
    assert places.take("c").code == 503
    places.leave("a")
    assert places.take("c") is None


def test_a_short_answer_is_handed_over_whole_and_closed():
    answer = ClosingIterator([b"a", b"b"], closed := mock.Mock())
    assert lines(lambda *_: answer)(environ("GET"), print) == [b"a", b"b"]
    closed.assert_called_once_with()


def test_a_long_answer_keeps_its_place_until_it_is_closed():
    refusals = []

    def application(environ, _start_response):
        refusals.append(environ.get(slow_lines.REFUSAL))
        return iter([b"0" * SHORT, b"1", b"2"])

    served = lines(application, at_once=1)
    first = served(environ("GET"), print)
    served(environ("GET"), print)
    assert [refusal and refusal.code for refusal in refusals] == [None, None, 503]
    assert b"".join(first)[SHORT:] == b"12"
    first.close()
    served(environ("GET"), print)
    assert refusals[3:] == [None]


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "Please wait a little"), ("ms", "Sila tunggu sebentar")]
)
def test_the_page_of_who_finds_no_place(client, language, heading):
    refused = {slow_lines.REFUSAL: TooManyRequests(retry_after=60)}
    answer = client.post(f"/{language}/verify", environ_overrides=refused)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert Page(answer.text).heading == heading
