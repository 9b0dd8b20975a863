"""Deadlines in a calendar: in a letter, from the public page, and under a secret address."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from icalendar import Calendar
from sqlalchemy import select

from registry import deadline_extensions as extensions
from registry import obligations, reminders
from registry.mail_delivery import _message
from registry.models import CalendarFeed, OutboxMessage, PublicStatus, StaffRole
from tests import factories as make
from tests.filing.house import House

AT = datetime(2026, 6, 16, 1, 0, tzinfo=UTC)


@pytest.fixture
def house(session):
    return House()


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel(AT, tick=False):
        yield


def events(text):
    return Calendar.from_ical(text).walk("VEVENT")


def test_the_letter_of_a_reminder_carries_the_deadline(session, house):
    assert reminders.run(AT) == 1
    letter = session.scalars(select(OutboxMessage)).one()
    (file,) = _message(letter).iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("deadline-2026.ics", "text/calendar")
    (event,) = events(file.get_payload(decode=True))
    assert event["dtstart"].dt == date(2026, 6, 30)
    assert str(event["summary"]).endswith("Contoh Sarung Tangan Berhad for 2026")
    assert len(event.walk("VALARM")) == 3


def test_the_public_file_follows_the_deadline(client, session, house):
    where = f"/en/organisations/{house.organisation.id}/deadlines.ics"
    (before,) = events(client.get(where).data)
    entry = obligations.entry_for(house.organisation.id, 2026)
    asked = extensions.ask(
        entry, by=house.signatory, at=AT, wanted_on=date(2026, 7, 31), reason="A flood."
    )
    officer = make.a_user(staff=StaffRole.OFFICER)
    extensions.grant(asked, by=officer, at=AT, reason="A flood.", due_on=date(2026, 7, 31))
    answer = client.get(where)
    assert answer.content_type == "text/calendar; charset=utf-8"
    (after,) = events(answer.data)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstart"].dt == date(2026, 7, 31)
    assert where in client.page(f"/en/organisations/{house.organisation.id}").links.values()


def test_without_an_open_deadline_there_is_no_file(client, session, house):
    obligations.entry_for(house.organisation.id, 2026).status = PublicStatus.PUBLISHED_ON_TIME
    where = f"/en/organisations/{house.organisation.id}/deadlines.ics"
    assert client.get(where).status_code == 404
    assert where not in client.page(f"/en/organisations/{house.organisation.id}").links.values()
    assert client.get("/en/organisations/999999/deadlines.ics").status_code == 404


def address(client):
    """The secret address that the page of a person shows."""
    page = client.page("/en/filings/calendar")
    return next(href for href in page.links.values() if href.endswith(".ics"))


def test_a_person_subscribes_and_makes_the_address_void(client, new_client, session, house):
    client.sign_in(house.preparer)
    client.fill("/en/filings/calendar", wanted="new")
    secret = address(client).removeprefix("http://127.0.0.1:8000")
    outside = new_client()
    answer = outside.get(secret)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    (event,) = events(answer.data)
    assert "Contoh Sarung Tangan Berhad" in event["summary"]
    client.post("/en/filings/calendar", data={"wanted": "new"})
    assert outside.get(secret).status_code == 404
    newer = address(client).removeprefix("http://127.0.0.1:8000")
    assert newer != secret
    assert outside.get(newer).status_code == 200
    client.post("/en/filings/calendar", data={"wanted": "none"})
    assert outside.get(newer).status_code == 404
    assert session.scalars(select(CalendarFeed)).all() == []


def test_an_address_that_was_made_up_is_nobodys(client, session, house):
    for token in ("x", "WzEsIngiXQ.abc", "W10.", "%5B1%5D.ics"):
        assert client.get(f"/en/filings/calendar/{token}.ics").status_code == 404


def test_who_no_longer_acts_sees_nothing_there(client, new_client, session, house):
    client.sign_in(house.preparer)
    client.fill("/en/filings/calendar", wanted="new")
    secret = address(client).removeprefix("http://127.0.0.1:8000")
    session.delete(house.preparer.authorities[0])
    assert events(new_client().get(secret).data) == []
