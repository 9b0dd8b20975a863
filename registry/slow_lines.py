"""Slow lines keep nobody else waiting: threads that make pages never wait for a connection.

Granian reads a body when it is asked for, and hands on a long answer piece by piece, in the thread
of the request and for as long as the other side takes: nothing ends that wait. So the server has
threads beyond those that work. A request is worked on between the two waits alone; of those who
wait, there are so many at once, and a few of one network. See docs/decisions/0027.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from itertools import chain
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore, Lock
from typing import IO, Any

from flask import Flask, request
from werkzeug.exceptions import HTTPException, ServiceUnavailable, TooManyRequests
from werkzeug.wsgi import ClosingIterator

from registry.extensions import network_of

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

AT_ONCE = 128
"""Bodies that come and long answers that go, in each process."""
OF_ONE_NETWORK = 16
PIECE = IN_MEMORY = 2**16
"""Bytes of a body that are read at once, and up to which it stays in memory."""
SHORT = 2**20
"""Bytes of an answer that the server takes whole."""
SECONDS = 60
"""After which to come again."""
TELLS_OF_A_BODY = {"CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"}
REFUSAL = "registry.refusal"

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Come first of all parts: who found no place gets the page that says so."""
    app.before_request(_refuse)


def keep_apart(app: Flask, working: int) -> None:
    """Stand before the application; a proxy, which is everybody's address, is not counted."""
    of_one = AT_ONCE if app.config["TRUSTED_PROXIES"] else OF_ONE_NETWORK
    app.wsgi_app = SlowLines(  # type: ignore[method-assign]
        app.wsgi_app,
        working=working,
        longest_body=app.config["MAX_CONTENT_LENGTH"],
        places=Places(AT_ONCE, of_one),
    )


def _refuse() -> None:
    refusal: HTTPException | None = request.environ.get(REFUSAL)
    if refusal:
        raise refusal


class Places:
    """Where slow lines wait: so many at once, and a few of one network."""

    def __init__(self, at_once: int, of_one: int) -> None:
        self._at_once, self._of_one = at_once, of_one
        self._taken: Counter[str] = Counter()
        self._one_at_a_time = Lock()

    def take(self, network: str) -> HTTPException | None:
        """Why there is no place; None where one is taken."""
        with self._one_at_a_time:
            if self._taken[network] >= self._of_one:
                return TooManyRequests(retry_after=SECONDS)
            if self._taken.total() >= self._at_once:
                return ServiceUnavailable(retry_after=SECONDS)
            self._taken[network] += 1
            return None

    def leave(self, network: str) -> None:
        with self._one_at_a_time:
            self._taken[network] -= 1
            self._taken += Counter()  # forgets who has none


class SlowLines:
    """Stands before an application that works on ``working`` requests at once."""

    def __init__(
        self, application: Application, *, working: int, longest_body: int, places: Places
    ) -> None:
        self._application = application
        self._working = BoundedSemaphore(working)
        self._longest_body = longest_body
        self._places = places

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if TELLS_OF_A_BODY.isdisjoint(environ):
            answer = self._work(environ, start_response)
        else:
            with self._body(environ) as environ["wsgi.input"]:
                answer = self._work(environ, start_response)
        return answer if isinstance(answer, list) else self._sent(answer, environ, start_response)

    def _work(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        with self._working:
            return self._application(environ, start_response)

    @contextmanager
    def _body(self, environ: Environ) -> Iterator[IO[bytes]]:
        """The body once all of it has come; none where nothing reads it, or it is too long."""
        if environ["REQUEST_METHOD"] != "POST":
            environ["CONTENT_LENGTH"] = "0"
            yield BytesIO()
        elif int(environ.get("CONTENT_LENGTH", 0)) > self._longest_body:
            yield BytesIO()
        else:
            with SpooledTemporaryFile(IN_MEMORY) as body:
                if refusal := self._receive(environ, body):
                    environ |= {REFUSAL: refusal, "CONTENT_LENGTH": "0"}
                environ.setdefault("CONTENT_LENGTH", str(body.tell()))
                body.seek(0)
                yield body

    def _receive(self, environ: Environ, body: IO[bytes]) -> HTTPException | None:
        network = network_of(environ["REMOTE_ADDR"])
        if refusal := self._places.take(network):
            return refusal
        try:
            while body.tell() <= self._longest_body and (
                piece := environ["wsgi.input"].read(PIECE)
            ):
                body.write(piece)
        except OSError as error:
            log.error("a body that came found no room: %s", error)
            return ServiceUnavailable(retry_after=SECONDS)
        finally:
            self._places.leave(network)
        return None

    def _sent(
        self, answer: Iterable[bytes], environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """A short answer whole; a long one piece by piece, from a place that it keeps till then."""
        pieces = ClosingIterator(answer)
        beginning, is_whole = _beginning(pieces)
        if is_whole:
            pieces.close()
            return beginning
        network = network_of(environ["REMOTE_ADDR"])
        if refusal := self._places.take(network):
            pieces.close()
            return self._work({**environ, REFUSAL: refusal}, start_response)
        leave = partial(self._places.leave, network)
        return ClosingIterator(chain(beginning, pieces), [pieces.close, leave])


def _beginning(pieces: Iterable[bytes]) -> tuple[list[bytes], bool]:
    """The first pieces of an answer, and whether they are all."""
    beginning, size = [], 0
    for piece in pieces:
        beginning.append(piece)
        size += len(piece)
        if size > SHORT:
            return beginning, False
    return beginning, True
