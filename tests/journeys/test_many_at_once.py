"""Several server processes and many people in the same moment, on one database."""

import itertools
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from registry.extensions import db
from registry.models import FilingPage
from tests import factories as make
from tests.filing.house import House
from tests.processes import Visitor, serving

ROUNDS = 10
SECONDS = 8
READERS = 16

pytestmark = pytest.mark.slow


@pytest.fixture
def register(new_app) -> Iterator[Flask]:
    app = new_app()
    with app.app_context():
        yield app
        db.session.remove()


def contracts(cases: int, revision: int) -> dict[str, str]:
    """What a browser sends from the page of contracts."""
    return {
        "doc_contract_items": "none",
        "doc_substitution_cases": str(cases),
        "revision": str(revision),
    }


def test_of_two_who_save_at_once_one_wins_and_the_other_sees_both(register):
    """Two processes, two people, the same page; the second to come loses nothing.

    Both opened another page before, so that neither holds this one: who sends a page that a
    colleague holds is refused before anything newer is written (tests/filing/test_locks.py).
    """
    house = House()
    people = [house.preparer, make.a_filer(house.organisation, name="Ben Preparer")]
    page, another = house.url("pages/contracts"), house.url("pages/passports")
    db.session.commit()
    with serving(register, workers=2) as server, ThreadPoolExecutor(len(people)) as pool:
        visitors = [Visitor.signed_in(server, register, person) for person in people]
        for visitor in visitors:
            visitor.open_form(another)
        for revision in range(1, 1 + ROUNDS):
            typed = [100 + revision, 200 + revision]
            first, second = sorted(pool.map(save_together(page, revision), visitors, typed))
            (saved, won, _), (refused, lost, text) = first, second
            assert (saved, refused) == (303, 409)
            assert "has this page now" not in text
            assert re.search(rf">\s*{won}\s*<", text)
            assert f'value="{lost}"' in text
            assert last_saved(house) == won


def last_saved(house: House) -> int:
    """What is stored now; no transaction stays open, which would keep the servers waiting."""
    page = db.session.get_one(FilingPage, (house.filing.id, "contracts"), populate_existing=True)
    cases = page.answers["doc_substitution_cases"]
    db.session.commit()
    return cases


def save_together(page: str, revision: int):
    """Send a page once both are about to: the status, what was typed, what came back."""
    together = threading.Barrier(2)

    def save(visitor: Visitor, cases: int):
        together.wait()
        answer, text = visitor.send(page, **contracts(cases, revision))
        return answer.status, cases, text

    return save


def test_sixteen_read_while_somebody_writes(register):
    """On SQLite too, nobody waits in vain: no page fails because the database is busy."""
    house = House()
    statement = make.published(make.a_filing(pages=make.complete_answers()))
    own = f"/en/organisations/{statement.organisation_id}"
    places = ["/en/", "/en/register", "/ms/register?q=contoh", own, f"{own}/2026"]
    page = house.url("pages/contracts")
    db.session.commit()
    with serving(register, workers=2, threads=8) as server:
        writer = Visitor.signed_in(server, register, house.preparer)
        writer.open_form(page)
        done = threading.Event()
        with ThreadPoolExecutor(READERS) as pool:
            reading = [pool.submit(read_until, done, server, places) for _ in range(READERS)]
            try:
                saved = list(save_for_a_while(writer, page))
            finally:
                done.set()
        statuses = list(itertools.chain.from_iterable(each.result() for each in reading))
    assert set(saved) == {303}
    assert set(statuses) == {200}
    assert len(statuses) > READERS


def save_for_a_while(writer: Visitor, page: str) -> Iterator[int]:
    """Save a page over and over; the answers' statuses."""
    end = time.monotonic() + SECONDS
    for number in itertools.count(1):
        yield writer.send(page, **contracts(number, revision=number))[0].status
        if time.monotonic() > end:
            return


def read_until(done: threading.Event, server, places: list[str]) -> list[int]:
    """Read one page after the other; the answers' statuses."""
    reader, statuses = Visitor(server), []
    for place in itertools.cycle(places):
        statuses.append(reader.ask("GET", place)[0].status)
        if done.is_set():
            return statuses
    return statuses
