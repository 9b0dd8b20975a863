"""Two organisations of two sectors, and somebody who reads."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from sqlalchemy import select

from registry.models import OutboxMessage
from tests import factories as make

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
MAIL = "reader@example.com"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def register(session):
    gloves = make.an_organisation("Contoh Sarung Tangan Berhad", sector="health_care")
    palm = make.an_organisation("Contoh Sawit Berhad", sector="plantation")
    made = SimpleNamespace(gloves=gloves, palm=palm)
    for each in (gloves, palm):
        make.an_entry(each, 2026, due_on=date(2026, 12, 31))
    session.commit()
    return made


@pytest.fixture
def send(clock):
    """Fill in a form as a person does, who needs more than three seconds."""

    def sent(client, page, **typed):
        form = {
            field.get("name"): field.get("value", "")
            for field in client.page(page).form().iter("input")
            if field.get("type") == "hidden"
        }
        clock.shift(timedelta(seconds=10))
        return client.post(page, data={**form, "website": "", **typed})

    return sent


@pytest.fixture
def letters(session):
    def found(email=MAIL):
        return session.scalars(
            select(OutboxMessage).where(OutboxMessage.recipient == email).order_by(OutboxMessage.id)
        ).all()

    return found


def link_in(letter, part):
    """The path of the link of a letter that holds some words."""
    return next(word for word in letter.body.split() if part in word).partition(":8000")[2]


@pytest.fixture
def follow(client, send, letters):
    def followed(topic, email=MAIL):
        page = "/en/follow"
        kind, _colon, value = topic.partition(":")
        if value:
            page += f"?{kind}={value}"
        assert send(client, page, topic=topic, email=email).status_code == 303
        place = link_in(letters(email)[-1], "/following/")
        assert client.fill(place).status_code == 303
        return place

    return followed
