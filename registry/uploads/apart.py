"""Read a file at arm's length: in a process with limits, a few at once, within seconds."""

import fcntl
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from flask import current_app

from registry.uploads.refusals import Busy, formula_cell, refused, without_value

HERE = Path(__file__).parent
LIMITED = HERE / "limited.py"
PROGRAMS = {
    "pdf": HERE / "reading.py",
    "image": HERE / "reading.py",
    "workbook": HERE / "reading_tables.py",
    "table": HERE / "reading_tables.py",
    "list": HERE / "reading_tables.py",
    "text": HERE / "reading_tables.py",
}
PLACED = {"formula": formula_cell, "no_value": without_value}
"""Refusals that name a row."""
WALL_SECONDS = 7
"""With waiting and scanning, a file is answered for within ten seconds."""
PAUSE = 0.05
STRANGERS = frozenset({"list"})
"""Kinds that people without an account send; they never take the places of filers."""
MOST_TRIES = 20
"""Once every PAUSE seconds, a second in all."""
FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW


def read(data: bytes, kind: str) -> dict[str, Any]:
    """What the reader of a kind says of the bytes; Refused says why they are not taken."""
    with _turn("stranger") if kind in STRANGERS else _turn("reader"):
        facts = _run(data, kind)
    if "refused" not in facts:
        return facts
    if about := PLACED.get(facts["refused"]):
        raise about(*facts["place"])
    raise refused(facts["refused"])


def _run(data: bytes, kind: str) -> dict[str, Any]:
    """Whatever the bytes do to the reader, it ends within WALL_SECONDS."""
    try:
        reader = subprocess.run(
            [sys.executable, "-I", "-B", str(LIMITED), str(PROGRAMS[kind]), kind],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise refused("too_heavy") from None
    if reader.returncode != 0:
        current_app.logger.warning("reader: %s %s", reader.returncode, reader.stderr[-300:])
        raise refused("too_heavy" if reader.returncode < 0 else "damaged")
    facts: dict[str, Any] = json.loads(reader.stdout)
    return facts


@contextmanager
def _turn(name: str) -> Iterator[None]:
    """Hold one of the few places at which this machine reads files; Busy if all stay taken.

    One more file may wait for a place: whoever waits keeps a thread of the register from readers.
    """
    with ExitStack() as held:
        if not _take_one_of(_places(name), held):
            _wait_for_place(name, held)
        yield


def _wait_for_place(name: str, held: ExitStack) -> None:
    with ExitStack() as waiting:
        if not _take_one_of(_locks(f"{name}-waiting", 1), waiting):
            raise Busy
        for _ in range(MOST_TRIES):
            time.sleep(PAUSE)
            if _take_one_of(_places(name), held):
                return
        raise Busy


def _places(name: str) -> list[Path]:
    return _locks(name, current_app.config["READERS"] if name == "reader" else 1)


def _locks(name: str, number: int) -> list[Path]:
    """Files whose locks are the places: they hold over several processes, and end with them."""
    folder = Path(tempfile.gettempdir())
    return [folder / f"atip-register-{os.getuid()}-{name}-{n}.lock" for n in range(number)]


def _take_one_of(places: list[Path], held: ExitStack) -> bool:
    """Lock the first file that nobody else has locked, until what is held is let go."""
    for place in places:
        file = os.fdopen(os.open(place, FLAGS, 0o600), "wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            continue
        held.enter_context(file)
        return True
    return False
