"""People at the door of the register: their letters, links and codes."""

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pyotp
import pytest
from sqlalchemy import select

from registry.accounts import services
from registry.models import OutboxMessage, User
from tests.factories import a_user

PASSWORD = "copper meadow violin thursday"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

Letters = Callable[[str], list[OutboxMessage]]


@pytest.fixture
def letters(session: Any) -> Letters:
    """The letters to an address, the newest last."""

    def written(recipient: str) -> list[OutboxMessage]:
        chosen = select(OutboxMessage).filter_by(recipient=recipient).order_by(OutboxMessage.id)
        return list(session.scalars(chosen))

    return written


@pytest.fixture
def person(session: Any) -> User:
    """Somebody with a password and no second factor."""
    return a_user(
        "Siti Aminah", email="siti@contoh.example", password=PASSWORD, second_factor=False
    )


@pytest.fixture
def guarded(person: User) -> User:
    """The same with a second factor whose secret is ``SECRET``."""
    services.enrol_totp(person, SECRET)
    return person


def link_in(letter: OutboxMessage, word: str = "") -> str:
    """The path of the first link in a letter, or of the first that holds ``word``."""
    found = [link for link in re.findall(r"https?://\S+", letter.body) if word in link]
    return urlsplit(found[0]).path


def code(steps: int = 0) -> str:
    """What an app with ``SECRET`` shows now, or some half minutes later."""
    return pyotp.TOTP(SECRET).at(int(time.time()) + 30 * steps)
