"""The register as production runs it, in processes of its own, and people who use it there."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask

from registry.config import Config
from registry.extensions import db
from tests.server import free_port

ROOT = Path(__file__).parents[1]
TOKEN = re.compile(r'name="csrf_token" type="hidden" value="([^"]+)"')
WAIT_SECONDS = 60


@dataclass
class Server:
    """Server processes in a group of their own."""

    port: int
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def serving(
    app: Flask, *, workers: int = 1, threads: int = 4, target: str = "wsgi:app"
) -> Iterator[Server]:
    """Serve the database and the files of an application; everything is killed in the end."""
    settings = {f"REGISTRY_{f.name}": _text(app.config[f.name]) for f in fields(Config)}
    port = free_port()
    options = ["--workers", workers, "--blocking-threads", threads, "--port", port]
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", *map(str, options), target],
        cwd=ROOT,
        env={**os.environ, **settings},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(port, process)
    try:
        yield server
    finally:
        server.kill()


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


@dataclass
class Visitor:
    """Somebody at a browser: signed in from the start, or nobody known."""

    server: Server
    cookie: str = ""
    token: str = ""

    @classmethod
    def signed_in(cls, server: Server, app: Flask, user: Any) -> "Visitor":
        client = app.test_client().sign_in(user)
        db.session.commit()
        return cls(server, f"session={client.get_cookie('session').value}")

    def open_form(self, path: str) -> None:
        """Get the token of a form, as soon as the server is up."""
        page, text = self.arrive(path)
        cookies = [each.partition(";")[0] for each in page.headers.get_all("Set-Cookie")]
        self.cookie = next(each for each in cookies if each.startswith("session="))
        self.token = TOKEN.search(text)[1]

    def arrive(self, path: str) -> tuple[HTTPResponse, str]:
        """Ask until somebody answers."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            try:
                return self.ask("GET", path)
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server did not come up")

    def send(self, path: str, **answers: str) -> tuple[HTTPResponse, str]:
        """Send a form with its token."""
        return self.ask("POST", path, csrf_token=self.token, **answers)

    def ask(self, method: str, path: str, **answers: str) -> tuple[HTTPResponse, str]:
        with closing(HTTPConnection("127.0.0.1", self.server.port, timeout=60)) as connection:
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, path, urlencode(answers) or None, headers)
            response = connection.getresponse()
            return response, response.read().decode()
