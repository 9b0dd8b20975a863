"""One register for all figures, what anybody can take of it, and a browser that reads its pages."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from registry.extensions import db
from tests.client import Client
from tests.conftest import MakeApp
from tests.figures.bulk import Bulk
from tests.figures.register import a_register
from tests.open_data.bulk import load_bulk, write_bulk
from tests.public.conftest import TODAY


@pytest.fixture(scope="module", autouse=True)
def a_known_day() -> Iterator[None]:
    """It is 21 Nov 2026, noon in Kuala Lumpur."""
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(scope="session")
def register(new_app: MakeApp) -> Iterator[Any]:
    """An application on a register of its own; nothing is written to it after it is made."""
    app = new_app(RATELIMIT_ENABLED=False)
    with app.app_context():
        a_register()
        db.session.remove()
    yield app


@pytest.fixture(scope="session")
def bulk(register: Any, tmp_path_factory: pytest.TempPathFactory) -> Bulk:
    """The bulk files of the register, as somebody reads them who took them away."""
    folder = tmp_path_factory.mktemp("bulk")
    with register.app_context():
        write_bulk(folder, today=TODAY.date())
        db.session.remove()
    return Bulk(load_bulk(folder), TODAY.date())


@pytest.fixture
def reader(register: Any) -> Iterator[Client]:
    with register.app_context():
        yield register.test_client()
        db.session.remove()
