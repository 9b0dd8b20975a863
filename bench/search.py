"""Searching what statements say: our whole page over HTTP beside Datasette on the same rows.

The register has two workers; Datasette is one process, whose SQL runs in threads of its own, and
reads SQLite only: the register on PostgreSQL stands beside the same answers.

Of the register three things are told apart: questions that nobody asked before, with all that a
worker must read first; the same questions again, when what they find is remembered and the page
made anew; and a page that was kept. Datasette's page as anybody gets it also suggests facets,
for which it tries every column; so it is asked once with suggestions and once without.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from flask import Flask

from bench.load import Request
from bench.printing import say
from bench.processor import database_server
from bench.register import SECRET, register
from bench.search_rows import YEARS, fill_with_words, write_for_datasette
from bench.served import COLUMNS, Served, Server, granian
from seed.scale import endless_companies

STATEMENTS = 200_000
REQUESTS = 400
WORKERS = 2
FACETS = ("sector", "market", "state", "grade", "path")
ROWS_OF_DATASETTE = "datasette.sqlite"
FILLED = {"sqlite": ROWS_OF_DATASETTE, "postgresql": "postgresql-filled"}
MILLISECONDS = "60000"
"""That Datasette may take for an answer; it stops after one second else."""
KEPT = "search-kept.sqlite"
TIMES_UNTIL_KNOWN = 5
"""Each worker remembers and keeps of its own, and nobody knows which of them is asked."""
ROWS = 10
"""Of a page of ours; Datasette is asked for as many."""
WORDS = (
    "passport", "recruitment fee", "workers", "agent", "housing", "contract", "yuran", "pekerja",
    "pengambilan", "pasport", "complaint", "wages", "Nepal", "deadline", "officer reply", "signed",
    "lanmusen", "batibaki", "corridor", "statement approved", "perumahan", "dokumen", "audit",
    "training",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """Words in the statements of a year, of a sector and a state, newest change first."""

    words: str
    year: int
    sector: str
    state: str

    @property
    def ours(self) -> str:
        asked = {"year": self.year, "mentions": self.words, "sort": "activity"}
        return f"/en/register?{urlencode(asked | {'sector': self.sector, 'state': self.state})}"

    @property
    def bare_search(self) -> str:
        """Nothing but words: no filter, no order, no facet."""
        asked = {"_search": self.words, "_size": ROWS}
        return f"/datasette/statements?{urlencode(asked)}"

    @property
    def with_facets(self) -> str:
        """The words alone, with the facets that ours has."""
        facets = "".join(f"&_facet={name}" for name in FACETS)
        return f"{self.bare_search}{facets}"

    @property
    def the_same(self) -> str:
        """The search that ours answers, with as many facets."""
        asked = [
            ("_search", self.words), ("_size", ROWS), ("_sort_desc", "status_on"),
            ("year", self.year), ("sector", self.sector), ("state", self.state),
            *(("_facet", name) for name in FACETS),
        ]  # fmt: skip
        return f"/datasette/statements?{urlencode(asked)}"


def _without_suggestions(path: str) -> str:
    return f"{path}&_nosuggest=1"


THEIRS: dict[str, Callable[[Question], str]] = {
    "search alone": lambda question: question.bare_search,
    "five facets": lambda question: question.with_facets,
    "the same page": lambda question: question.the_same,
    "search alone, no suggestions": lambda question: _without_suggestions(question.bare_search),
    "five facets, no suggestions": lambda question: _without_suggestions(question.with_facets),
    "the same, no suggestions": lambda question: _without_suggestions(question.the_same),
}
"""What Datasette is asked; without suggestions it does no more than it was asked for."""


def add_options(parser: argparse._ArgumentGroup) -> None:
    parser.add_argument(
        "--searched", type=int, default=STATEMENTS, metavar="N", help="statements to be searched"
    )
    parser.add_argument(
        "--searched-in",
        type=Path,
        metavar="FOLDER",
        help="where the registers are kept, and searched again the next time",
    )


def measure(options: argparse.Namespace) -> None:
    asked = questions(REQUESTS)
    theirs: dict[str, Served] = {}
    for kind in options.databases:
        with register(kind, options.searched_in) as (app, file):
            _prepare(app, file, kind, options.searched)
            say(f"\n{kind}: words of statements, {REQUESTS} requests over HTTP, 16 connections")
            if kind == "sqlite":
                theirs = _theirs(file.with_name(ROWS_OF_DATASETTE), asked)
            address = app.config["SQLALCHEMY_DATABASE_URI"]
            ours = _ours(address, file.parent, asked)
            say_figures(ours, theirs)
            if theirs:
                say_ratios(ours, theirs)


def _prepare(app: Flask, file: Path, kind: str, statements: int) -> None:
    """Fill a register, unless the folder has one; what is finished last says that it is filled."""
    filled = file.with_name(FILLED[kind])
    if filled.exists():
        return
    start = time.perf_counter()
    fill_with_words(app, statements)
    say(f"{statements:,} statements made in {time.perf_counter() - start:,.0f} s")
    if kind == "sqlite":
        unfinished = filled.with_suffix(".part")
        write_for_datasette(file, unfinished)
        unfinished.rename(filled)
    else:
        filled.touch()


def _ours(address: str, folder: Path, asked: Sequence[Question]) -> dict[str, Served]:
    """All questions once, so that each is new to the server, and then as often as they come."""
    every = [question.ours for question in asked]
    with running(_register(address, folder)) as server:
        found = {"first time": server.answer(_once(every))}
        found["made anew"] = _known(server, every)
    with running(_register(address, folder, str(folder / KEPT))) as server:
        found["kept"] = _known(server, every)
    return found


def _known(server: Server, every: Sequence[str]) -> Served:
    """What the answers cost once every worker has given each of them."""
    for _ in range(TIMES_UNTIL_KNOWN):
        server.answer(_once(every))
    return server.answer(_requests(every))


def _theirs(file: Path, asked: Sequence[Question]) -> dict[str, Served]:
    with running(_datasette(file)) as server:
        return {
            name: server.answer(_requests(_some([path(question) for question in asked])))
            for name, path in THEIRS.items()
        }


def questions(count: int) -> list[Question]:
    """Each of a sector and a state that somebody has, so that nearly all find something."""
    random = Random(count)
    somebody = [company.record for company in islice(endless_companies(), count)]
    return [
        Question(random.choice(WORDS), random.choice(YEARS), each.sector, each.state)
        for each in somebody
    ]


def say_figures(ours: dict[str, Served], theirs: dict[str, Served]) -> None:
    say(f"  {'':40}{COLUMNS}")
    rows = [(f"the register, {name}", each) for name, each in ours.items()]
    rows += [(f"Datasette, {name}", each) for name, each in theirs.items()]
    for name, each in rows:
        figures = f"{each.per_second:8,.1f}{each.processor:9.2f}{each.p50:9.1f}{each.p99:9.1f}"
        say(f"  {name:40}{figures}{each.kilobytes:7.1f}")


def say_ratios(ours: dict[str, Served], theirs: dict[str, Served]) -> None:
    """How many of Datasette's answers one of ours is worth: by the clock, and by processor time."""
    say("\n  Pages of the register for one of Datasette, by the clock and by processor time")
    say(f"  {'':40}{''.join(f'{name:>20}' for name in ours)}")
    for name, other in theirs.items():
        beside = (
            f"{each.per_second / other.per_second:,.1f} / {other.processor / each.processor:,.1f}"
            for each in ours.values()
        )
        say(f"  Datasette, {name:29}{''.join(f'{each:>20}' for each in beside)}")


def _requests(paths: Sequence[str]) -> list[Request]:
    return [(path, {}) for path in paths]


def _once(paths: Sequence[str]) -> list[Request]:
    return _requests(list(dict.fromkeys(paths)))


def _some(paths: Sequence[str]) -> Sequence[str]:
    """A tenth: one answer takes long enough."""
    return paths[::10]


@contextmanager
def running(server: Server) -> Iterator[Server]:
    try:
        server.wait()
        yield server
    finally:
        server.stop()


def _register(address: str, folder: Path, kept: str = "") -> Server:
    settings = {
        **{f"REGISTRY_{name}": SECRET for name in ("SECRET_KEY", "PASSWORD_SALT", "TOTP_SECRET")},
        "REGISTRY_DATABASE_URL": address,
        "REGISTRY_FILES": str(folder / "files"),
        "REGISTRY_HTTPS": "0",
        "REGISTRY_KEPT_PAGES": kept,
    }
    server = Server("register", granian("wsgi:app", "--workers", str(WORKERS)), **settings)
    server.database = database_server(address)
    return server


def _datasette(file: Path) -> Server:
    program = str(Path(sys.executable).with_name("datasette"))
    limits = [
        part
        for name in ("sql_time_limit_ms", "facet_time_limit_ms")
        for part in ("--setting", name, MILLISECONDS)
    ]
    return Server("datasette", [program, "serve", str(file), "--port", "PORT", *limits])
