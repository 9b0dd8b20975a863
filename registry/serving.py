"""The server of ``registry serve``: Granian, and beside it those who remind, send and publish.

Granian reads and writes HTTP outside Python, so a kept page costs little more than its look-up.
See docs/decisions/0027.
"""

import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable
from functools import partial
from importlib.metadata import entry_points
from multiprocessing.process import BaseProcess
from threading import Thread

from flask import Flask
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from registry import create_app, slow_lines

STOPS_WITHIN = 30
"""Seconds that requests may still take after the server was told to stop."""
ASKS_WITHIN = 10_000
"""Milliseconds for the head of a request; also how long a connection may be idle."""
LOOK_EVERY = 0.1
"""Seconds between two looks whether the server answers already."""


def serve(
    app: Flask, host: str, port: int, *, workers: int, threads: int, ready: Callable[[], object]
) -> None:
    """Serve until somebody stops it; ``app`` says whether letters are to be sent."""
    helpers: list[BaseProcess] = []
    server = Granian(
        __name__,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=threads + slow_lines.AT_ONCE,
        http1_settings=HTTP1Settings(header_read_timeout=ASKS_WITHIN),
        respawn_failed_workers=True,
        workers_kill_timeout=STOPS_WITHIN,
        log_level=LogLevels.error,
    )
    server.on_startup(lambda: helpers.extend(map(_start, _helpers(app))))
    server.on_startup(Thread(target=_when_it_answers, args=(host, port, ready), daemon=True).start)
    server.on_shutdown(lambda: _stop(helpers))
    server.serve(target_loader=partial(served, threads), wrap_loader=False)


def served(threads: int) -> Flask:
    """The application of one process of the server, which ends when the server does."""
    app = create_app()
    slow_lines.keep_apart(app, working=threads)
    for name in [name for name in os.environ if name.startswith("REGISTRY_")]:
        del os.environ[name]  # Granian copies the environment into that of every request
    _end_with_the_server()
    return app


def _end_with_the_server() -> None:
    """End this process when the one that started it has ended, however that was."""
    if server := multiprocessing.parent_process():
        Thread(target=_end_after, args=(server,), daemon=True).start()


def _end_after(server: BaseProcess) -> None:
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


def _start(command: str) -> BaseProcess:
    helper = multiprocessing.get_context("spawn").Process(
        target=_help, args=(command,), name=f"registry {command}", daemon=True
    )
    helper.start()
    return helper


def _help(command: str) -> None:
    """Be one of our commands until the server ends."""
    _end_with_the_server()
    [registry] = entry_points(group="console_scripts", name="registry")
    registry.load()([command, "--forever"])


def _stop(helpers: list[BaseProcess]) -> None:
    for helper in helpers:
        helper.terminate()
