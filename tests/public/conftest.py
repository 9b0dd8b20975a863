"""A register on a known day, and the number of queries that a page takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import event
from sqlalchemy.engine import Engine

from registry.kept_pages.validity import LookUp

TODAY = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_known_day() -> Iterator[None]:
    """It is 21 Nov 2026, noon in Kuala Lumpur."""
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def queries(monkeypatch) -> Callable[..., object]:
    """Count the queries made within: ``with queries() as made: ...; assert len(made) <= 4``.

    The look-up of a kept page goes past SQLAlchemy's events; it is made and counted as well.
    """

    @contextmanager
    def counted() -> Iterator[list[str]]:
        made: list[str] = []

        def remember(_connection, _cursor, statement, *_rest) -> None:
            if statement.lstrip().startswith(("SELECT", "WITH")):
                made.append(statement)

        ask = LookUp.ask

        def remember_and_ask(self, engine, arguments):
            made.append(self.sql)
            return ask(self, engine, arguments)

        event.listen(Engine, "before_cursor_execute", remember)
        monkeypatch.setattr(LookUp, "ask", remember_and_ask)
        try:
            yield made
        finally:
            monkeypatch.setattr(LookUp, "ask", ask)
            event.remove(Engine, "before_cursor_execute", remember)

    return counted
