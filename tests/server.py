"""A real server on a database of its own, for browsers."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask
from werkzeug.serving import make_server

PATIENCE_SECONDS = 60
T = TypeVar("T")


@dataclass(frozen=True)
class Live:
    """A running register: its address, and its application to prepare data with.

    ``with live.app.app_context(): ...; db.session.commit()``
    """

    url: str
    app: Flask


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def patiently(what: Callable[[], T]) -> T:
    """The first true answer within a minute."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if answer := what():
            return answer
        time.sleep(0.2)
    raise AssertionError("it did not happen within a minute")


@contextmanager
def serving(app: Flask) -> Iterator[Live]:
    server = make_server("127.0.0.1", 0, _closing(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Live(url=f"http://127.0.0.1:{server.server_port}", app=app)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _closing(app: Flask) -> Any:
    """The application, whose answers are closed even if the browser has gone.

    The server of the tests forgets to where the connection broke after the last byte, and the
    warning about a file left open would then fail whichever test runs next.
    """

    def application(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        answer = app(environ, start_response)
        try:
            yield from answer
        finally:
            if hasattr(answer, "close"):
                answer.close()

    return application
