"""The server as operators start it."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from registry import clock, schema
from registry.extensions import db
from registry.models import OutboxMessage
from tests.server import free_port

REGISTRY = Path(sys.executable).with_name("registry")
PATIENCE_SECONDS = 60


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
    yield app, f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE_SECONDS) == 0


def patiently(what):
    """The first true answer within a minute."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if answer := what():
            return answer
        time.sleep(0.2)
    raise AssertionError("it did not happen within a minute")


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status
    except OSError:
        return None


def test_the_server_answers_and_sends_its_letters(started, smtp):
    app, url = started
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
