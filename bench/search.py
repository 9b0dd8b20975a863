"""Searching what statements say: our whole page over HTTP beside Datasette on the same rows.

The register has two workers; Datasette is one process, whose SQL runs in threads of its own. Pages
are made anew: none is kept. What the index finds for a question is remembered, so the first time
that each question is asked stands apart from later times.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from bench.load import Request
from bench.printing import say
from bench.register import SECRET, register
from bench.search_rows import YEARS, fill_with_words, write_for_datasette
from bench.served import COLUMNS, Served, Server
from registry.wording import SECTORS, STATES

STATEMENTS = 200_000
REQUESTS = 400
WORKERS = 2
FACETS = ("sector", "market", "state", "grade", "path")
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


def add_options(parser: argparse._ArgumentGroup) -> None:
    parser.add_argument(
        "--searched", type=int, default=STATEMENTS, metavar="N", help="statements to be searched"
    )
    parser.add_argument(
        "--prepared", type=Path, metavar="FOLDER", help="of an earlier run, to be searched again"
    )


def measure(options: argparse.Namespace) -> None:
    if options.prepared:
        measure_search(options.prepared)
        return
    with register() as (app, file):
        fill_with_words(app, options.searched)
        write_for_datasette(file, file.with_name("datasette.sqlite"))
        measure_search(file.parent)


def measure_search(folder: Path) -> None:
    asked = questions(REQUESTS)
    say(f"\nWords of statements, {REQUESTS} requests over HTTP, 16 connections")
    with servers(folder) as running:
        ours, theirs = running
        found = {
            "the register, first time": ours.answer(_once([q.ours for q in asked])),
            "the register": ours.answer(_requests([q.ours for q in asked])),
            "Datasette, search alone": theirs.answer(
                _requests(_some(q.bare_search for q in asked))
            ),
            "Datasette, its facet page": theirs.answer(
                _requests(_some(q.with_facets for q in asked))
            ),
            "Datasette, the same page": theirs.answer(_requests(_some(q.the_same for q in asked))),
        }
    say_beside(found)


def questions(count: int) -> list[Question]:
    random = Random(count)
    return [
        Question(
            random.choice(WORDS),
            random.choice(YEARS),
            random.choice(list(SECTORS)),
            random.choice(list(STATES)),
        )
        for _ in range(count)
    ]


def say_beside(found: dict[str, Served]) -> None:
    """How many of Datasette's answers one of ours is worth: by the clock, and by processor time."""
    names = ("Datasette, search alone", "Datasette, its facet page")
    say(f"  {'':28}{COLUMNS}{'x search':>10}{'x facets':>10}{'CPU search':>12}{'CPU facets':>12}")
    for name, each in found.items():
        by_clock = [each.per_second / found[other].per_second for other in names]
        by_work = [found[other].processor / each.processor for other in names]
        figures = f"{each.per_second:8,.1f}{each.processor:9.2f}{each.p50:9.1f}{each.p99:9.1f}"
        ratios = f"{by_clock[0]:10.1f}{by_clock[1]:10.1f}{by_work[0]:12.1f}{by_work[1]:12.1f}"
        say(f"  {name:28}{figures}{each.kilobytes:7.1f}{ratios}")


def _requests(paths: Sequence[str]) -> list[Request]:
    return [(path, {}) for path in paths]


def _once(paths: Sequence[str]) -> list[Request]:
    return _requests(list(dict.fromkeys(paths)))


def _some(paths: Iterator[str]) -> list[str]:
    """A tenth: one answer takes long enough."""
    return list(paths)[::10]


@contextmanager
def servers(folder: Path) -> Iterator[tuple[Server, Server]]:
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "--bind",
        "127.0.0.1:PORT",
        "--log-level",
        "error",
    ]
    settings = {
        **{f"REGISTRY_{name}": SECRET for name in ("SECRET_KEY", "PASSWORD_SALT", "TOTP_SECRET")},
        "REGISTRY_DATABASE_URL": f"sqlite:///{folder / 'register.sqlite'}",
        "REGISTRY_FILES": str(folder / "files"),
        "REGISTRY_HTTPS": "0",
        "REGISTRY_KEPT_PAGES": "",
    }
    datasette = str(Path(sys.executable).with_name("datasette"))
    serve = [datasette, "serve", str(folder / "datasette.sqlite"), "--port", "PORT"]
    limits = [
        "--setting",
        "sql_time_limit_ms",
        "20000",
        "--setting",
        "facet_time_limit_ms",
        "20000",
    ]
    with ExitStack() as stack:
        ours = Server("register", [*gunicorn, "--workers", str(WORKERS), "wsgi:app"], **settings)
        theirs = Server("datasette", [*serve, *limits], **os.environ)
        for server in (ours, theirs):
            stack.callback(server.stop)
            server.wait()
        yield ours, theirs
