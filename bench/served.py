"""Pages as people get them, over HTTP, beside those of other servers on the same rows.

The register (pages that are kept; made anew after a publication, of kept parts; and made anew where
nothing is kept), a bare Flask page with SQL by hand, and Datasette. Each server is one process;
Granian's have eight threads, Datasette has its own. Each is asked in turn for the same
organisations and statements. Datasette answers from SQLite only.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryFile
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from bench.load import Request
from bench.printing import say
from bench.processor import of_family
from bench.register import SECRET
from tests.server import free_port

CONNECTIONS = 16
THREADS = 8
WAIT_SECONDS = 60
PERCENT = 100
ROUNDS = 3
LAST_WORDS = 4_000
"""Bytes of what a server said before something went wrong."""
GZIP = {"Accept-Encoding": "gzip"}
COLUMNS = f"{'req/s':>8}{'CPU ms':>9}{'p50 ms':>9}{'p99 ms':>9}{'kB':>7}"
PARTS_KEPT = "made anew, parts kept"
NOTHING_KEPT = "made anew, nothing kept"
CANNED = {
    "statement": """
        SELECT o.name, o.ssm_number, s.year, s.reference, s.answers, s.assessment,
          (SELECT json_group_array(json_object('corridor', corridor, 'category', category, 'payer',
             payer, 'amount_sen', amount_sen, 'workers', workers, 'reimbursed_sen', reimbursed_sen))
           FROM statement_fee_line WHERE statement_id = s.id) AS fee_lines
        FROM statement AS s JOIN organisation AS o ON o.id = s.organisation_id WHERE s.id = :id
    """,
    "organisation": """
        SELECT o.name, o.ssm_number, o.stock_code, o.sector, e.year, e.status, e.due_on,
          e.published_on, e.grade, s.reference
        FROM organisation AS o JOIN register_entry AS e ON e.organisation_id = o.id
        LEFT JOIN statement AS s ON s.id = e.statement_id WHERE o.id = :id ORDER BY e.year DESC
    """,
}
"""Datasette's joined rows, as it recommends them: a canned query."""


@dataclass(frozen=True)
class Place:
    """A statement that is there, and whose it is."""

    statement_id: int
    organisation_id: int
    year: int


@dataclass(frozen=True)
class Served:
    """What a server took to answer some requests."""

    per_second: float
    processor: float
    """Milliseconds of the server's processor time for each request."""
    p50: float
    p99: float
    kilobytes: float


class Server:
    """A program that answers on a port; it ends with the block."""

    def __init__(self, name: str, command: list[str], **environment: str) -> None:
        self.name, self.port = name, free_port()
        full = [part.replace("PORT", str(self.port)) for part in command]
        self.database: psutil.Process | None = None
        """The database's own server, if its processor time is to count."""
        self.errors = TemporaryFile()  # noqa: SIM115 (closed by stop)
        self.process = subprocess.Popen(
            full,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=self.errors,
        )

    def wait(self) -> None:
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                return urlopen(f"http://127.0.0.1:{self.port}/-/nothing").close()
            except URLError as error:
                if hasattr(error, "code"):
                    return None
                time.sleep(0.2)
        raise RuntimeError(f"{self.name} does not answer: {self._last_words()}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()
        self.errors.close()

    def answer(self, requests: list[Request], status: int = 200) -> Served:
        command = [sys.executable, "-m", "bench.load", str(self.port), str(CONNECTIONS)]
        before = self._processor()
        run = subprocess.run(command, input=json.dumps(requests), text=True, stdout=subprocess.PIPE)
        spent = self._processor() - before
        found = json.loads(run.stdout)
        if set(found["statuses"]) != {str(status)}:
            answered = f"{self.name} answered {found['statuses']} to {requests[0]}"
            raise RuntimeError(f"{answered}: {self._last_words()}")
        seconds, count = found["seconds"], len(requests)
        return Served(
            per_second=count / found["elapsed"],
            processor=spent / count * 1000,
            p50=seconds[count // 2] * 1000,
            p99=seconds[count * 99 // PERCENT] * 1000,
            kilobytes=found["bytes"] / count / 1000,
        )

    def etag(self, path: str) -> str:
        with urlopen(f"http://127.0.0.1:{self.port}{path}") as response:
            return str(response.headers["ETag"])

    def _last_words(self) -> str:
        self.errors.seek(0)
        return self.errors.read()[-LAST_WORDS:].decode(errors="replace")

    def _processor(self) -> float:
        """Of the server, the processes it made and those of its database, in seconds."""
        servers = [psutil.Process(self.process.pid), *filter(None, [self.database])]
        return sum(map(of_family, servers))


def mean(rounds: list[Served]) -> Served:
    return Served(*(fmean(values) for values in zip(*map(astuple, rounds), strict=True)))


def measure_served(
    address: str,
    folder: Path,
    places: list[Place],
    requests: int,
    publish: Callable[[], None],
) -> None:
    """Print what each server takes for a page of an organisation and of a statement.

    After ``publish`` no page that is kept holds any more.
    """
    say(f"\n{requests} requests each over {CONNECTIONS} connections, HTTP, one process each")
    with servers(address, folder) as running:
        for page in ("organisation", "statement"):
            _say_beside(page, results(page, running, places, requests, publish))


def results(
    page: str,
    running: dict[str, Server],
    places: list[Place],
    requests: int,
    publish: Callable[[], None],
) -> dict[str, Served]:
    """Each server in turn, the kept pages after everybody has been there once."""
    asked = [places[turn % len(places)] for turn in range(requests)]
    ours = [(_path(page, place), GZIP) for place in asked]
    kept = running["kept"]
    distinct = ours[: len(places)]
    kept.answer(distinct)
    known = {path: kept.etag(path) for path, _ in distinct}
    unchanged = [(path, {**GZIP, "If-None-Match": known[path]}) for path, _ in ours]
    found = {
        "the register, kept": kept.answer(ours),
        "the register, unchanged (304)": kept.answer(unchanged, status=304),
        PARTS_KEPT: _after_publications(kept, distinct, publish),
        NOTHING_KEPT: running["anew"].answer(ours),
        "bare Flask page": running["bare"].answer([(_bare(page, p), GZIP) for p in asked]),
    }
    if datasette := running.get("datasette"):
        for name, path in (("row page", _row), ("joined row", _canned)):
            found[f"Datasette, {name}"] = datasette.answer([(path(page, p), GZIP) for p in asked])
    return found


def _after_publications(
    kept: Server, distinct: list[Request], publish: Callable[[], None]
) -> Served:
    """Each page once after each publication: it is made of kept parts, compressed and kept."""
    rounds = []
    for _ in range(ROUNDS):
        publish()
        rounds.append(kept.answer(distinct))
    return mean(rounds)


def granian(target: str, *options: str) -> list[str]:
    """The command of a process that serves an application as ``registry serve`` does."""
    program = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1"]
    threads = ["--blocking-threads", str(THREADS), "--log-level", "error"]
    return [*program, "--port", "PORT", *threads, *options, target]


@contextmanager
def servers(address: str, folder: Path) -> Iterator[dict[str, Server]]:
    settings = {
        **{f"REGISTRY_{name}": SECRET for name in ("SECRET_KEY", "PASSWORD_SALT", "TOTP_SECRET")},
        "REGISTRY_DATABASE_URL": address,
        "REGISTRY_HTTPS": "0",
    }
    file = str(folder / "kept.sqlite")
    started = {
        "kept": Server("kept", granian("wsgi:app"), **settings, REGISTRY_KEPT_PAGES=file),
        "anew": Server("anew", granian("wsgi:app"), **settings, REGISTRY_KEPT_PAGES=""),
        "bare": Server("bare", granian("bench.bare:served", "--factory"), BENCH_DATABASE=address),
    }
    if address.startswith("sqlite"):
        started["datasette"] = _datasette(address.removeprefix("sqlite:///"), folder)
    with ExitStack() as stack:
        for server in started.values():
            stack.callback(server.stop)
        for server in started.values():
            server.wait()
        yield started


def _datasette(file: str, folder: Path) -> Server:
    queries = {f"{name}_joined": {"sql": sql} for name, sql in CANNED.items()}
    metadata = folder / "metadata.json"
    metadata.write_text(json.dumps({"databases": {"register": {"queries": queries}}}))
    program = Path(sys.executable).with_name("datasette")
    command = [str(program), "serve", file, "--port", "PORT", "--metadata", str(metadata)]
    whole = ["--setting", "truncate_cells_html", "0"]  # as our pages show every answer whole
    return Server("datasette", [*command, *whole])


def _path(page: str, place: Place) -> str:
    own = f"/en/organisations/{place.organisation_id}"
    return f"{own}/{place.year}" if page == "statement" else own


def _bare(page: str, place: Place) -> str:
    return _path(page, place).removeprefix("/en")


def _row(page: str, place: Place) -> str:
    number = place.statement_id if page == "statement" else place.organisation_id
    return f"/register/{page}/{number}"


def _canned(page: str, place: Place) -> str:
    number = place.statement_id if page == "statement" else place.organisation_id
    return f"/register/{page}_joined?id={number}"


def _say_beside(page: str, found: dict[str, Served]) -> None:
    """Ratios of processor time: how many of the other's pages one of ours is worth."""
    bare = found["bare Flask page"].processor
    theirs = min(
        (each.processor for name, each in found.items() if name.startswith("Datasette")), default=0
    )
    full = found[NOTHING_KEPT].processor
    say(f"\n  {page:31}{COLUMNS}{'/ bare':>9}{'/ Datasette':>13}{'/ anew':>9}")
    for name, each in found.items():
        figures = f"{each.per_second:8,.0f}{each.processor:9.2f}{each.p50:9.1f}{each.p99:9.1f}"
        ratios = f"{bare / each.processor:9.2f}{theirs / each.processor:13.1f}"
        say(f"  {name:31}{figures}{each.kilobytes:7.1f}{ratios}{full / each.processor:9.1f}")
