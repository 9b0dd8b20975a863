"""The server of ``registry serve``: Granian, and beside it those who remind, send and publish.

Granian reads and writes HTTP outside Python, so a slow reader holds none of the threads that make
pages, and a kept page costs little more than its look-up. See docs/decisions/0027.
"""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from registry import create_app

Helper = subprocess.Popen[bytes]

STOPS_WITHIN = 30
"""Seconds that requests may still take after the server was told to stop."""
LOOK_EVERY = 0.1
"""Seconds between two looks whether the server answers already."""


def serve(
    app: Flask, host: str, port: int, *, workers: int, threads: int, ready: Callable[[], object]
) -> None:
    """Serve until somebody stops it; ``app`` says whether letters are to be sent."""
    helpers: list[Helper] = []
    server = Granian(
        f"{__name__}:served",
        factory=True,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=STOPS_WITHIN,
        log_level=LogLevels.error,
    )
    server.on_startup(lambda: helpers.extend(map(_start, _helpers(app))))
    server.on_startup(Thread(target=_when_it_answers, args=(host, port, ready), daemon=True).start)
    server.on_shutdown(lambda: _stop(helpers))
    server.serve()


def served() -> Flask:
    """The application of one process of the server, which ends when the server does."""
    app = create_app()
    for name in [name for name in os.environ if name.startswith("REGISTRY_")]:
        del os.environ[name]  # Granian copies the environment into that of every request
    if server := multiprocessing.parent_process():
        Thread(target=_end_after, args=(server,), daemon=True).start()
    return app


def _end_after(server: multiprocessing.process.BaseProcess) -> None:
    server.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _when_it_answers(host: str, port: int, ready: Callable[[], object]) -> None:
    while True:
        try:
            socket.create_connection((host, port)).close()
        except OSError:
            time.sleep(LOOK_EVERY)
        else:
            ready()
            return


def _helpers(app: Flask) -> list[str]:
    """The commands of ours that run beside the server."""
    mail = ["send-mail"] if app.config["SMTP_URL"] else []
    return ["remind", "tell-followers", "write-open-data", *mail]


def _start(command: str) -> Helper:
    program = Path(sys.executable).with_name("registry")
    return subprocess.Popen([str(program), command, "--forever"])


def _stop(helpers: list[Helper]) -> None:
    for helper in helpers:
        helper.terminate()
