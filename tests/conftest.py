"""What every test may ask for: an application, a database session, a client, a mail server.

``--database=postgresql`` runs the same tests on PostgreSQL.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from flask import Flask
from flask_migrate import stamp
from hypothesis import settings

from registry import create_app
from registry.config import Config
from registry.extensions import db
from registry.uploads import apart
from tests import databases
from tests.client import Client
from tests.server import free_port

MakeApp = Callable[..., Flask]

settings.load_profile("ci")
"""The same examples each time, on a slow machine too; ``--hypothesis-profile=default``: others."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database to run on (default: sqlite)",
    )
    parser.addoption(
        "--accept-public-urls",
        action="store_true",
        help="write tests/architecture/public_urls.txt anew",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what asks for no database: it ran on SQLite and would do the same."""
    if config.getoption("--database") == "sqlite":
        return
    asking, others = [], []
    for item in items:
        asks = "database_kind" in getattr(item, "fixturenames", ())
        (asking if asks else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = asking


@pytest.fixture(scope="session")
def database_kind(request: pytest.FixtureRequest) -> str:
    return request.config.getoption("--database")


@pytest.fixture(scope="session", autouse=True)
def seconds_for_readers() -> int:
    """A file that waits for a busy machine is not too heavy: what limits it is processor time.

    Returned is how long a reader may take outside tests.
    """
    promised, apart.WALL_SECONDS = apart.WALL_SECONDS, 60
    return promised


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the whole run, of this worker."""
    return tmp_path_factory.mktemp("register")


@pytest.fixture(scope="session")
def own_databases(database_kind: str, folder: Path) -> Iterator[databases.Databases]:
    running = databases.start(database_kind, folder)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def new_app(own_databases: databases.Databases, folder: Path) -> Iterator[MakeApp]:
    """Make an application on a database of its own: ``new_app(DEMONSTRATION=True)``.

    Settings are those of ``registry.config`` or of Flask. ``empty=True`` leaves out the tables.
    """
    numbers = itertools.count()
    made: list[Flask] = []

    def make(*, empty: bool = False, **settings: Any) -> Flask:
        number = next(numbers)
        address = own_databases.create(f"tests_{number}", like=None if empty else "template")
        app = _application(address, folder / f"files-{number}", settings)
        made.append(app)
        return app

    template = _application(own_databases.create("template"), folder / "files", {})
    with template.app_context():
        db.create_all()
        stamp()
        db.engine.dispose()
    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


PLENTY = 9
"""More than the tests that run beside each other on one machine take at once."""
QUICK_PASSWORDS = {
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__time_cost": 1,
        "argon2__memory_cost": 64,
        "argon2__parallelism": 1,
    }
}
"""The same hash with less work in it: in earnest each takes a sixth of a second."""


def _application(address: str, files: Path, settings: dict[str, Any]) -> Flask:
    ours = {field.name for field in fields(Config)}
    config = Config(
        SECRET_KEY="secret-key-of-the-tests",
        PASSWORD_SALT="password-salt-of-the-tests",
        TOTP_SECRET="second-factor-secret-of-the-tests",
        DATABASE_URL=address,
        **{"HTTPS": False, "FILES": str(files), "READERS": PLENTY, "KEPT_PAGES": ""}
        | {name: value for name, value in settings.items() if name in ours},
    )
    for_flask = {name: value for name, value in settings.items() if name not in ours}
    app = create_app({**config.as_flask(), "TESTING": True, **QUICK_PASSWORDS, **for_flask})
    app.test_client_class = Client
    return app


@pytest.fixture(scope="session")
def app(new_app: MakeApp) -> Flask:
    """The application that most tests share; no test leaves a trace in its database."""
    return new_app(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)


@pytest.fixture
def session(app: Flask) -> Iterator[Any]:
    """The database session, in an application context; everything is rolled back after the test.

    Sessions join one outer transaction as savepoints, so code under test may commit.
    """
    with app.app_context():
        engine = db.engine
        with engine.connect() as connection:
            outer = connection.begin()
            db.engines[None] = connection
            db.session.configure(join_transaction_mode="create_savepoint")
            try:
                yield db.session
            finally:
                db.session.remove()
                db.engines[None] = engine
                outer.rollback()


@pytest.fixture
def client(app: Flask, session: Any) -> Client:
    """Somebody's browser, signed out. ``new_client`` makes further ones."""
    return app.test_client()


@pytest.fixture
def new_client(app: Flask, session: Any) -> Callable[[], Client]:
    return app.test_client


class Mailbox(Message):
    """A mail server that keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Any] = []
        self.url = ""

    def handle_message(self, message: Any) -> None:
        self.messages.append(message)


@pytest.fixture
def smtp() -> Iterator[Mailbox]:
    """A real mail server: its ``url`` for ``SMTP_URL``, its ``messages`` as they arrive."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    mailbox.url = f"smtp://127.0.0.1:{controller.port}"
    yield mailbox
    controller.stop()
