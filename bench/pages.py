"""Our pages beside bare ones: the same addresses in turn, in one process, without a network."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.bare import bare
from bench.printing import say
from bench.register import fill, register
from bench.search_rows import add_empty
from bench.served import Place, measure_served
from registry import ledger
from registry.clock import now, today
from registry.extensions import db
from registry.forms.public import Search
from registry.kept_pages import Shelf
from registry.models import RegisterEntry, Statement
from registry.public.listing.orders import order_of
from registry.public.paging import Cursor

WORDS = ("serim", "gloves", "kenya", "utara", "steel", "jentayu", "99", "hotel", "1900010")
YEARS = (2024, 2025, 2026)
PERCENT = 100
SIZES = (10_000, 200_000)
REQUESTS = 300
DIFFERENT = 100
"""Statements that are asked for over and over."""
MEGABYTES = 500
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
COLUMNS = f"{'req/s':>8}{'CPU':>8}{'p50':>8}{'p99':>8}"


@dataclass(frozen=True, slots=True)
class Pair:
    """One question, as our address and as the bare one's."""

    ours: str
    bare: str


@dataclass(frozen=True)
class Timings:
    """Seconds of each request, sorted, and the processor time that all of them took."""

    seconds: list[float]
    processor: float

    @property
    def per_second(self) -> float:
        return len(self.seconds) / sum(self.seconds)

    @property
    def processor_each(self) -> float:
        return self.processor / len(self.seconds)

    def percentile(self, percent: int) -> float:
        return self.seconds[min(len(self.seconds) * percent // PERCENT, len(self.seconds) - 1)]


@dataclass(frozen=True)
class Result:
    page: str
    of_nothing: Timings
    """Made anew while nothing is kept at all."""
    of_parts: Timings
    """Made anew of parts that are kept, then compressed and kept, as after every publication."""
    bare: Timings

    @property
    def ratio(self) -> float:
        """Of processor time, which does not depend on what else the machine is doing."""
        return self.of_nothing.processor / self.bare.processor

    @property
    def ratio_of_parts(self) -> float:
        return self.of_parts.processor / self.bare.processor


def add_options(parser: Any) -> None:
    parser.add_argument("--statements", type=int, nargs="*", default=SIZES, metavar="N")
    parser.add_argument("--requests", type=int, default=REQUESTS, metavar="N")
    parser.add_argument("--databases", nargs="*", default=DATABASES, choices=DATABASES)
    parser.add_argument(
        "--among",
        type=int,
        default=0,
        metavar="N",
        help="more statements, which say nothing, to be in the register while pages are served",
    )


def measure(options: Any) -> None:
    for statements in options.statements:
        for kind in options.databases:
            measure_at(kind, statements, options.requests, options.among)


def measure_at(kind: str, statements: int, requests: int, among: int) -> None:
    with register(kind) as (app, file):
        start = time.perf_counter()
        fill(app, statements)
        spent = time.perf_counter() - start
        say(f"\n{DATABASES[kind]}: {statements:,} published statements ({spent:,.0f} s to make)")
        if kind == "sqlite":
            _measure_in_process(app, requests, file.with_name("parts.sqlite"))
        with app.app_context():
            places = _places(Random(requests), DIFFERENT)
        if among:
            add_empty(app, among, beyond=statements)
            say(f"\n{among:,} statements that say nothing added")
        address = app.config["SQLALCHEMY_DATABASE_URI"]
        measure_served(address, file.parent, places, requests * 3, partial(_publish, app))


def _publish(app: Flask) -> None:
    """An event of the log: every kept page has to be made anew."""
    with app.app_context():
        ledger.append("published", "another filing", {}, at=now())
        db.session.commit()


def _measure_in_process(app: Flask, requests: int, file: Path) -> None:
    say(f"{requests} requests each in turn, one process, through WSGI; CPU, p50, p99 in ms\n")
    titles = ("made anew, nothing kept", "made anew of kept parts", "a bare Flask page")
    say(f"{'':22}{'   '.join(f'{title:^32}' for title in titles)}{'CPU ratios':>16}")
    say(f"{'':22}{'   '.join([COLUMNS] * len(titles))}{'nothing':>9}{'parts':>7}")
    for result in compare(app, requests, file):
        say(_line(result))


def _line(result: Result) -> str:
    def columns(timings: Timings) -> str:
        return (
            f"{timings.per_second:8,.0f}{timings.processor_each * 1000:8.1f}"
            f"{timings.percentile(50) * 1000:8.1f}{timings.percentile(99) * 1000:8.1f}"
        )

    told = "   ".join(columns(each) for each in (result.of_nothing, result.of_parts, result.bare))
    return f"{result.page:22}{told}{result.ratio:9.1f}{result.ratio_of_parts:7.1f}"


def compare(app: Flask, requests: int, file: Path) -> list[Result]:
    """Each page beside its bare one; what is kept of pages is kept in ``file``."""
    other, shelf = bare(app.config["SQLALCHEMY_DATABASE_URI"]), Shelf(str(file), MEGABYTES)
    with app.app_context():
        questions = _questions(requests)
    return [_compare(page, app, shelf, other, pairs) for page, pairs in questions.items()]


def _compare(page: str, app: Flask, shelf: Shelf, other: Flask, pairs: list[Pair]) -> Result:
    for pair in pairs:
        _ask_of_parts(app, shelf, pair.ours)
    for pair in pairs[:10]:
        ask(app, pair.ours)
        ask(other, pair.bare)
    timed = [
        (ask(app, pair.ours), _ask_of_parts(app, shelf, pair.ours), ask(other, pair.bare))
        for pair in pairs
    ]
    of_nothing, of_parts, theirs = zip(*timed, strict=True)
    return Result(page, _timings(of_nothing), _timings(of_parts), _timings(theirs))


def _ask_of_parts(app: Flask, shelf: Shelf, address: str) -> tuple[float, float]:
    """The application has no shelf to answer from, so it makes every page; here it keeps them."""
    app.extensions["kept_pages"] = shelf
    try:
        return ask(app, address)
    finally:
        app.extensions["kept_pages"] = None


def _timings(measured: Sequence[tuple[float, float]]) -> Timings:
    return Timings(sorted(wall for wall, _ in measured), sum(cpu for _, cpu in measured))


def ask(app: Flask, address: str) -> tuple[float, float]:
    """Time on the clock, and of the processor, that one request took."""
    path, _, query = address.partition("?")
    environ = EnvironBuilder(path=path, query_string=query).get_environ()
    start, busy = time.perf_counter(), time.process_time()
    body, status, _headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
    spent = time.perf_counter() - start, time.process_time() - busy
    if not status.startswith("200") or not b"".join(body):
        raise RuntimeError(f"{address} answered {status}")
    return spent


def _questions(requests: int) -> dict[str, list[Pair]]:
    random = Random(requests)

    def several(make: Callable[[], Pair]) -> list[Pair]:
        return [make() for _ in range(requests)]

    statements = _places(random, requests)
    deep = _deep_places(random, requests)
    return {
        "listing, first page": several(lambda: _listing(random.choice(YEARS))),
        "listing, any depth": [_listing(year, place) for year, place in deep],
        "search": several(lambda: _search(random.choice(YEARS), random.choice(WORDS))),
        "organisation": [_pair(f"/organisations/{each.organisation_id}") for each in statements],
        "statement": [
            _pair(f"/organisations/{each.organisation_id}/{each.year}") for each in statements
        ],
    }


def _pair(path: str) -> Pair:
    return Pair(f"/en{path}", path)


def _listing(year: int, place: Any = None) -> Pair:
    if place is None:
        return Pair(f"/en/register?year={year}", f"/register?year={year}")
    order = order_of(Search(year=year), today())
    cursor = Cursor(place.name_key, place.organisation_id).write(order)
    return Pair(
        f"/en/register?year={year}&page={cursor}",
        f"/register?year={year}&name_key={place.name_key}&organisation_id={place.organisation_id}",
    )


def _search(year: int, word: str) -> Pair:
    return Pair(f"/en/register?year={year}&q={word}", f"/register?year={year}&word={word}")


def _places(random: Random, count: int) -> list[Place]:
    """Statements anywhere in the table."""
    last = db.session.scalar(select(func.max(Statement.id))) or 1
    numbers = {random.randint(1, last) for _ in range(count * 2)}
    found = db.session.execute(
        select(Statement.id, Statement.organisation_id, Statement.year).where(
            Statement.id.in_(numbers)
        )
    )
    return [Place(*row) for row in found][:count]


def _deep_places(random: Random, count: int) -> Iterable[tuple[int, Any]]:
    """Places in the order of names, far from its beginning."""
    for each in _places(random, count):
        place = db.session.execute(
            select(RegisterEntry.name_key, RegisterEntry.organisation_id).where(
                RegisterEntry.organisation_id == each.organisation_id,
                RegisterEntry.year == each.year,
            )
        ).one()
        yield each.year, place
