"""The server as operators start it."""

import os
import signal
import subprocess
import sys
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from socket import create_connection
from urllib.parse import urlsplit

import psutil
import pytest

from registry import clock, schema
from registry.extensions import db
from registry.models import OutboxMessage
from tests.server import PATIENCE_SECONDS, free_port, patiently

REGISTRY = Path(sys.executable).with_name("registry")
DAWDLERS = 50
HELPERS = ("remind", "tell-followers", "write-open-data", "send-mail")


@pytest.fixture
def started(new_app, smtp):
    """``registry serve`` as a process, with a mail server to send to."""
    app = new_app(empty=True)
    with app.app_context():
        schema.upgrade()
    port = free_port()
    settings = {
        "SECRET_KEY": "secret-key-of-the-tests",
        "PASSWORD_SALT": "password-salt-of-the-tests",
        "TOTP_SECRET": "second-factor-secret-of-the-tests",
        "DATABASE_URL": app.config["DATABASE_URL"],
        "FILES": app.config["FILES"],
        "HTTPS": "0",
        "SMTP_URL": smtp.url,
    }
    process = subprocess.Popen(
        [REGISTRY, "serve", "--workers", "1"],
        env={**os.environ, "PORT": str(port)}
        | {f"REGISTRY_{name}": value for name, value in settings.items()},
    )
    yield app, f"http://127.0.0.1:{port}", process
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0


def works(process):
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status
    except OSError:
        return None


def test_the_server_answers_and_sends_its_letters(started, smtp):
    app, url, _server = started
    with app.app_context():
        db.session.add(
            OutboxMessage(
                recipient="nur@contoh.example",
                subject="A letter",
                body="It was written before the server started.",
                created_at=clock.now(),
            )
        )
        db.session.commit()
    assert patiently(lambda: answers(f"{url}/healthz")) == 200
    [letter] = patiently(lambda: smtp.messages)
    assert letter["To"] == "nur@contoh.example"


HALF_A_QUESTION = b"GET /healthz HTTP/1.1\r\nHost: register.example\r\n"
HALF_A_FORM = b"POST /en/verify HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\nreference="


def test_who_never_finishes_asking_or_sending_keeps_nobody_waiting(started):
    _app, url, _server = started
    assert patiently(lambda: answers(f"{url}/healthz")) == 200
    place = urlsplit(url)
    with ExitStack() as dawdlers:
        for half in (HALF_A_QUESTION, HALF_A_FORM):
            for _ in range(DAWDLERS):
                asking = dawdlers.enter_context(create_connection((place.hostname, place.port)))
                asking.sendall(half)
            assert answers(f"{url}/healthz") == 200


def test_a_server_that_is_killed_takes_its_processes_along(started):
    _app, url, server = started
    assert patiently(lambda: answers(f"{url}/healthz")) == 200
    children = psutil.Process(server.pid).children()
    assert len(children) > len(HELPERS)
    server.kill()
    assert patiently(lambda: not any(map(works, children)))


def test_no_request_carries_the_settings():
    """Granian gives each request the environment of its process: there are no secrets in it."""
    names = ("SECRET_KEY", "PASSWORD_SALT", "TOTP_SECRET")
    settings = {f"REGISTRY_{name}": f"{name} of the tests" for name in names}
    look = "import os; from registry.serving import served; served(1); print(*os.environ)"
    found = subprocess.run(
        [sys.executable, "-c", look], env=os.environ | settings, stdout=subprocess.PIPE, text=True
    )
    assert "PATH" in found.stdout.split()
    assert "REGISTRY_" not in found.stdout
