"""What a page costs with a hundred times as many organisations, and far from the first of them.

Pages are made anew: a kept page costs the same in a register of any size. First those are asked
that sum up the register, each right after a public act, when nothing is remembered; then the
pages of many, in a register that stands still.
"""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from random import Random
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from bench.many import YEAR, fill_with
from bench.pages import DATABASES, ask
from bench.printing import say
from bench.processor import Processor
from bench.register import register
from registry import ledger
from registry.clock import now, today
from registry.extensions import db
from registry.forms.public import Search
from registry.models import CorridorFigure, LedgerEvent, RegisterEntry
from registry.public.corridors.statements import BY_COST
from registry.public.listing.orders import order_of
from registry.public.paging import PAGE, Cursor
from seed.scale import MODELS

SIZES = (10_000, 1_000_000)
DEEP = 10_000
"""The page that is far from the first, where there are so many."""
ORIGIN = "NPL"
REQUESTS = 40
CHANGES = 9
WARM = 5
"""Requests before those that are measured."""
SUMMED_UP = {
    "home": "/en/",
    "ledger": "/en/ledger",
    "sectors": "/en/sectors",
    "a sector": "/en/sectors/plantation",
    "states": "/en/states",
    "a criterion": "/en/criteria/DOC-01",
    "listing": f"/en/register?year={YEAR}",
    "organisation": "/en/organisations/1",
    "corridors": "/en/corridors",
    "a corridor": f"/en/corridors/{ORIGIN}",
    "ledger of a status": f"/en/ledger?year={YEAR}&status=overdue",
    "ledger of a state": f"/en/ledger?year={YEAR}&state=JHR",
    "recruiters": "/en/recruiters",
    "changes, as Atom": "/en/feed.atom",
    "of a sector, as Atom": "/en/sectors/plantation/feed.atom",
    "API: corridors": "/api/v1/corridors",
    "API: entries": f"/api/v1/entries?year={YEAR}",
    "API: states": "/api/v1/states",
    "API: organisations of a state": "/api/v1/organisations?state=JHR",
    "API: statements": "/api/v1/statements",
    "API: changes": "/api/v1/changes",
    "log": "/en/log",
    "listing by activity": f"/en/register?year={YEAR}&sort=activity",
    "listing by score": f"/en/register?year={YEAR}&sort=score",
    "listing of a status": f"/en/register?year={YEAR}&status=overdue",
}
"""The pages that are asked right after a public act."""

Register = tuple[Flask, int]
"""An application and how many organisations it has."""
Costs = dict[str, float]
"""Milliseconds of processor time, the database's among them, by page."""


def add_options(parser: Any) -> None:
    parser.add_argument("--organisations", type=int, nargs=2, default=SIZES, metavar="N")


def measure(options: Any) -> None:
    for kind in options.databases:
        with ExitStack() as closed_afterwards:
            few, many = costs_of(
                [_made(kind, count, closed_afterwards) for count in options.organisations]
            )
        small, large = (f"{count:,}" for count in options.organisations)
        say(f"\n{DATABASES[kind]}: a page made anew, CPU ms, median of {CHANGES} or {REQUESTS}")
        say(f"  {'':36}{small:>12}{large:>12}{'growth':>9}")
        for page, cost in many.items():
            say(f"  {page:36}{few[page]:12.1f}{cost:12.1f}{cost / few[page]:9.2f}")


def _made(kind: str, organisations: int, closed_afterwards: ExitStack) -> Register:
    app, _ = closed_afterwards.enter_context(register(kind))
    start = time.perf_counter()
    fill_with(app, organisations)
    say(f"{organisations:,} organisations made in {time.perf_counter() - start:,.0f} s")
    return app, organisations


def costs_of(registers: Sequence[Register]) -> list[Costs]:
    """Of each register; they are asked in turn, so that a busy moment is one for all."""
    asked = [(app, _processor(app), _pages(app, count)) for app, count in registers]
    costs: list[Costs] = [{} for _ in asked]
    for page, address in SUMMED_UP.items():
        rounds = [
            [_once_changed(app, address, processor) for app, processor, _ in asked]
            for _ in range(CHANGES)
        ]
        _take(costs, f"{page}, after an act", rounds)
    for page in asked[0][2]:
        for app, _, pages in asked:
            for address in pages[page][:WARM]:
                ask(app, address)
        rounds = [
            [_once(app, pages[page][turn], processor) for app, processor, pages in asked]
            for turn in range(REQUESTS)
        ]
        _take(costs, page, rounds)
    return costs


def _take(costs: Sequence[Costs], page: str, rounds: Sequence[Sequence[float]]) -> None:
    for cost, times in zip(costs, zip(*rounds, strict=True), strict=True):
        cost[page] = median(times)


def _processor(app: Flask) -> Processor:
    with app.app_context():
        return Processor(db.engine)


def _once_changed(app: Flask, address: str, processor: Processor) -> float:
    """The first time it is asked after something was published: nothing is remembered."""
    ask(app, address)
    with app.app_context():
        ledger.append("published", "growth", {}, at=now())
        db.session.commit()
    return _once(app, address, processor)


def _pages(app: Flask, organisations: int) -> dict[str, list[str]]:
    random = Random(organisations)
    models = [random.randint(1, MODELS) for _ in range(REQUESTS)]
    listing = f"/en/register?year={YEAR}"
    deep = min(DEEP, organisations // PAGE - 1)
    corridor = f"/en/corridors/{ORIGIN}?year={YEAR}"
    with app.app_context():
        place = _cursor(deep * PAGE)
        event = _event(deep * PAGE)
        costs = _last_cost()
    return {
        "home": ["/en/"] * REQUESTS,
        "listing, page 1": [listing] * REQUESTS,
        "listing, page 10,000 or last": [f"{listing}&page={place}"] * REQUESTS,
        "corridor, page 1": [corridor] * REQUESTS,
        "corridor, last page": [f"{corridor}&page={costs}"] * REQUESTS,
        "API: changes, page 1": ["/api/v1/changes"] * REQUESTS,
        "API: changes, far from it": [f"/api/v1/changes?since={event}"] * REQUESTS,
        "organisation": [f"/en/organisations/{number}" for number in models],
        "statement": [f"/en/organisations/{number}/{YEAR}" for number in models],
    }


def _cursor(rank: int) -> str:
    """The place of an entry in the order of names."""
    found = db.session.execute(
        select(RegisterEntry.name_key, RegisterEntry.organisation_id)
        .where(RegisterEntry.year == YEAR)
        .order_by(RegisterEntry.name_key, RegisterEntry.organisation_id)
        .offset(rank)
        .limit(1)
    ).one()
    order = order_of(Search(year=YEAR), today())
    return Cursor(found.name_key, found.organisation_id).write(order)


def _event(rank: int) -> int:
    """An event of the log that is so far from its beginning."""
    places = select(LedgerEvent.id).order_by(LedgerEvent.id)
    return db.session.scalars(places.offset(rank).limit(1)).first() or 0


def _last_cost() -> str:
    """The place before the last page of the statements behind the figures of a corridor."""
    own = CorridorFigure.origin == ORIGIN, CorridorFigure.year == YEAR
    there = db.session.scalar(select(func.count()).select_from(CorridorFigure).where(*own)) or 0
    found = db.session.execute(
        select(CorridorFigure.ordered_sen, CorridorFigure.id)
        .where(*own)
        .order_by(CorridorFigure.ordered_sen, CorridorFigure.id)
        .offset(max(min(PAGE, there - 1), 0))
        .limit(1)
    ).first()
    return Cursor(*found).write(BY_COST) if found else ""


def _once(app: Flask, address: str, processor: Processor) -> float:
    start = processor.spent()
    ask(app, address)
    return (processor.spent() - start) * 1000
