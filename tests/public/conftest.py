"""A register on a known day, and the number of queries that a page takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import event
from sqlalchemy.engine import Engine

TODAY = datetime(2026, 11, 21, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_known_day() -> Iterator[None]:
    """It is 21 Nov 2026, noon in Kuala Lumpur."""
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def queries() -> Callable[..., object]:
    """Count the queries made within: ``with queries() as made: ...; assert len(made) <= 4``."""

    @contextmanager
    def counted() -> Iterator[list[str]]:
        made: list[str] = []

        def remember(_connection, _cursor, statement, *_rest) -> None:
            if statement.lstrip().startswith(("SELECT", "WITH")):
                made.append(statement)

        event.listen(Engine, "before_cursor_execute", remember)
        try:
            yield made
        finally:
            event.remove(Engine, "before_cursor_execute", remember)

    return counted
