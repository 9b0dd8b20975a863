"""What a page costs with a hundred times as many organisations, and far from the first of them.

Pages are made anew: a kept page costs the same in a register of any size.
"""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from random import Random
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import select

from bench.many import YEAR, fill_with
from bench.pages import DATABASES, ask
from bench.printing import say
from bench.processor import Processor
from bench.register import register
from registry import ledger
from registry.clock import now, today
from registry.extensions import db
from registry.forms.public import Search
from registry.models import RegisterEntry
from registry.public.listing import order_of
from registry.public.paging import PAGE, Cursor
from seed.scale import MODELS

SIZES = (10_000, 1_000_000)
DEEP = 10_000
"""The page that is far from the first, where there are so many."""
REQUESTS = 40
CHANGES = 3
WARM = 5
"""Requests before those that are measured."""

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
        say(f"\n{DATABASES[kind]}: a page made anew, CPU ms, median of {REQUESTS}")
        say(f"  {'':28}{small:>12}{large:>12}{'growth':>9}")
        for page in many:
            ratio = f"{many[page] / few[page]:9.2f}" if page in few else ""
            before = f"{few[page]:12.1f}" if page in few else f"{'':12}"
            say(f"  {page:28}{before}{many[page]:12.1f}{ratio}")


def _made(kind: str, organisations: int, closed_afterwards: ExitStack) -> Register:
    app, _ = closed_afterwards.enter_context(register(kind))
    start = time.perf_counter()
    fill_with(app, organisations)
    say(f"{organisations:,} organisations made in {time.perf_counter() - start:,.0f} s")
    return app, organisations


def costs_of(registers: Sequence[Register]) -> list[Costs]:
    """Of each register; they are asked in turn, so that a busy moment is one for all."""
    asked = [(app, _processor(app), _pages(app, count)) for app, count in registers]
    homes = [[_changed_home(app, processor) for app, processor, _ in asked] for _ in range(CHANGES)]
    costs = [{"home, after a change": median(times)} for times in zip(*homes, strict=True)]
    for page in asked[0][2]:
        for app, _, pages in asked:
            for address in pages[page][:WARM]:
                ask(app, address)
        rounds = [
            [_once(app, pages[page][turn], processor) for app, processor, pages in asked]
            for turn in range(REQUESTS)
        ]
        for cost, times in zip(costs, zip(*rounds, strict=True), strict=True):
            cost[page] = median(times)
    return costs


def _processor(app: Flask) -> Processor:
    with app.app_context():
        return Processor(db.engine)


def _changed_home(app: Flask, processor: Processor) -> float:
    """The first home after something was published: what it sums up is counted anew."""
    ask(app, "/en/")
    with app.app_context():
        ledger.append("published", "growth", {}, at=now())
        db.session.commit()
    return _once(app, "/en/", processor)


def _pages(app: Flask, organisations: int) -> dict[str, list[str]]:
    random = Random(organisations)
    models = [random.randint(1, MODELS) for _ in range(REQUESTS)]
    listing = f"/en/register?year={YEAR}"
    deep = min(DEEP, organisations // PAGE - 1)
    with app.app_context():
        place = _cursor(deep * PAGE)
    return {
        "home": ["/en/"] * REQUESTS,
        "listing, page 1": [listing] * REQUESTS,
        "listing, page 10,000 or last": [f"{listing}&page={place}"] * REQUESTS,
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


def _once(app: Flask, address: str, processor: Processor) -> float:
    start = processor.spent()
    ask(app, address)
    return (processor.spent() - start) * 1000
