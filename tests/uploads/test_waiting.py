"""Whoever cannot ask a person to come again waits until there is a place to read files."""

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from registry import uploads
from registry.uploads import apart
from registry.uploads.refusals import refused
from seed import papers

PLACES = 2
HOLD = """
import fcntl, sys
held = [open(place, "wb") for place in sys.argv[1:]]
for file in held:
    fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def app(new_app, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A register whose machine reads two files at once, and nobody else's."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(papers, "PAUSE_SECONDS", 0)
    app = new_app(READERS=PLACES)
    with app.app_context():
        yield app


@pytest.fixture
def other(app: Flask) -> Iterator[subprocess.Popen[bytes]]:
    """Another program that reads as many files as the machine reads at once."""
    places = [*apart._places("reader"), *apart._locks("reader-waiting", 1)]
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, *map(str, places)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline() == b"held\n"
    yield holder
    holder.communicate()


def paper() -> FileStorage:
    return papers.statement("Serimbun", 2026, ["What was paid was paid back."])


def test_where_every_place_is_taken_a_person_is_asked_to_come_again(other):
    with pytest.raises(uploads.Busy, match="Many files are being read"):
        uploads.check(FileStorage(io.BytesIO(b"name;fee\n"), filename="fees.csv"))


def test_the_demonstration_says_that_it_waits_and_goes_on_when_a_place_is_free(other):
    said = []

    def say(line: str) -> None:
        said.append(line)
        other.communicate()

    accepted = papers.check_patiently(paper(), say)
    assert "What was paid was paid back." in accepted.text
    assert said == [papers.WAITING]


def test_the_wait_is_spoken_of_now_and_then(other, monkeypatch):
    monkeypatch.setattr(papers, "SAID_EVERY", 2)
    said = []

    def say(line: str) -> None:
        said.append(line)
        if len(said) == 3:
            other.communicate()

    papers.check_patiently(paper(), say)
    assert len(said) == 3


def test_a_file_that_is_refused_is_not_tried_again(app):
    said = []
    with pytest.raises(uploads.Refused) as refusal:
        papers.check_patiently(FileStorage(io.BytesIO(b""), filename="nothing.pdf"), said.append)
    assert not isinstance(refusal.value, uploads.Busy)
    assert not said


def test_a_reader_that_only_waits_is_ended_by_the_clock(app, tmp_path, monkeypatch):
    idle = tmp_path / "idle.py"
    idle.write_text("import time; time.sleep(60)")
    monkeypatch.setitem(apart.PROGRAMS, "text", idle)
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.2)
    with pytest.raises(uploads.Refused) as refusal:
        uploads.check(FileStorage(io.BytesIO(b"name;fee\n"), filename="fees.csv"))
    assert refusal.value.args == refused("too_heavy").args
