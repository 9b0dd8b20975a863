"""A year as CSV, through the application, beside what the database's own program writes.

Each is a process of its own that writes the same rows in the same order to nowhere: ours with the
statuses of the day, the grades that are public and the promises; the database's as they are stored.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from threading import Event, Thread
from typing import Any

import psutil
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.many import YEAR, fill_with
from bench.printing import say
from bench.processor import Processor, of_ended_connections
from bench.register import register, settings
from registry import create_app
from registry.extensions import db

ROWS_OF_THE_YEAR = 200_000
ROUNDS = 3
EVERY = 0.02
"""Seconds between two looks at the memory."""
MEGABYTE = 2**20
ROWS = f"""
SELECT e.year, o.id, o.name, o.ssm_number, o.ssm_old_number, o.stock_code, e.market, e.sector,
  e.state, e.reporting_class, e.mandatory, e.period_start, e.period_end, e.due_on, e.status,
  e.status_on, e.reason, e.published_on, e.statement_id, e.path, e.grade, e.score_tenths, e.rules,
  e.grade_public_on, e.grade_withdrawn_on, e.grade_withdrawn_reason
FROM register_entry AS e JOIN organisation AS o ON o.id = e.organisation_id
WHERE e.year = {YEAR} ORDER BY e.name_key, e.organisation_id
"""


@dataclass(frozen=True)
class Written:
    seconds: float
    processor: float
    """Seconds of the process and of the database's server for it."""
    megabytes: float
    """Of the file."""


def add_options(parser: Any) -> None:
    parser.add_argument("--csv-rows", type=int, default=ROWS_OF_THE_YEAR, metavar="N")


def measure(options: Any) -> None:
    for kind in options.databases:
        with register(kind) as (app, file):
            fill_with(app, options.csv_rows)
            measure_on(app.config["SQLALCHEMY_DATABASE_URI"], file.parent)


def measure_on(address: str, folder: Path) -> None:
    program = _program(address)
    say(f"\n{address.partition(':')[0]}: the year {YEAR} as CSV, least of {ROUNDS}")
    if program is None:
        say("  the database's own program is not on this machine")
        return
    ours, memory = min((_ours(address, folder) for _ in range(ROUNDS)), key=_processor_of_ours)
    theirs = min((_timed(program, address) for _ in range(ROUNDS)), key=lambda o: o.processor)
    for name, each in (("the register", ours), (Path(program[0]).name, theirs)):
        figures = f"{each.seconds:8.2f} s{each.processor:8.2f} s CPU{each.megabytes:10.1f} MB"
        say(f"  {name:14}{figures}")
    speed = f"{theirs.seconds / ours.seconds:8.2f}, CPU {theirs.processor / ours.processor:.2f}"
    say(f"  speed         {speed}, of the database's own")
    say(f"  memory        {memory[0]:8.0f} MB before, {memory[1]:.0f} MB at most")


def _processor_of_ours(measured: tuple[Written, tuple[float, float]]) -> float:
    return measured[0].processor


def _program(address: str) -> list[str] | None:
    """The command that writes the same rows, or None where it is not installed."""
    if address.startswith("sqlite"):
        program = shutil.which("sqlite3")
        return program and [program, "-csv", address.removeprefix("sqlite:///"), ROWS]
    program = shutil.which("psql")
    copy = f"COPY ({ROWS}) TO STDOUT (FORMAT csv)"
    return program and [program, "--quiet", address.replace("+psycopg", ""), "--command", copy]


def _timed(command: list[str], address: str) -> Written:
    before = _processor(address)
    start = time.perf_counter()
    size = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        while piece := process.stdout.read(MEGABYTE):
            size += len(piece)
    seconds = time.perf_counter() - start
    return Written(seconds, _processor(address) - before, size / MEGABYTE)


def _processor(address: str) -> float:
    """Of programs that have ended, and of the server for connections that have."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime + of_ended_connections(address)


def _ours(address: str, folder: Path) -> tuple[Written, tuple[float, float]]:
    """In a process of its own, so that its memory is its own; it is warm before it is timed."""
    command = [sys.executable, "-m", "bench.files", address, str(folder)]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    seconds, processor, size, before, most = map(float, said)
    return Written(seconds, processor, size), (before, most)


def write(address: str, folder: str) -> None:
    """What the process of ``_ours`` does, and says of itself.

    What PostgreSQL shares among processes is done by such as end with the question.
    """
    app = create_app(settings(address, Path(folder) / "files"))
    with app.app_context():
        processor = Processor(db.engine)
    _read(app, f"/en/register.csv?year={YEAR}&q=aaa")
    before, helped = _memory(), of_ended_connections(address)
    start, busy = time.perf_counter(), processor.spent()
    size, most = _read(app, f"/en/register.csv?year={YEAR}")
    seconds, spent = time.perf_counter() - start, processor.spent() - busy
    spent += of_ended_connections(address) - helped
    figures = (seconds, spent, size / MEGABYTE, before / MEGABYTE, most / MEGABYTE)
    sys.stdout.write(" ".join(map(str, figures)) + "\n")


def _memory() -> int:
    """This process's own; the file of the database, which it maps, is everybody's."""
    own = psutil.Process().memory_info()
    return int(own.rss - own.shared)


def _read(app: Any, address: str) -> tuple[int, int]:
    """The bytes of the answer, and those of memory that the process had at most meanwhile."""
    path, _, query = address.partition("?")
    environ = EnvironBuilder(path=path, query_string=query).get_environ()
    with _watched() as memory:
        pieces, status, _headers = run_wsgi_app(app.wsgi_app, environ)
        if not status.startswith("200"):
            raise RuntimeError(f"{address} answered {status}")
        size = sum(map(len, pieces))
    return size, max(memory)


@contextmanager
def _watched() -> Iterator[list[int]]:
    """The memory of this process, looked at again and again within the block."""
    memory, done = [_memory()], Event()

    def watch() -> None:
        while not done.wait(EVERY):
            memory.append(_memory())

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield memory
    finally:
        done.set()
        watcher.join()


if __name__ == "__main__":
    write(*sys.argv[1:])
