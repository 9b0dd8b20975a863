"""Deadlines as an iCalendar file (RFC 5545), for a letter, a download or a subscription.

A deadline is a whole day. Its UID stays the same for good and its SEQUENCE grows when the date
moves, so a calendar that has the old date takes the new one.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from icalendar import Alarm, Calendar, Event

from registry.i18n import date_text, speaking
from registry.models import RegisterEntry

MEDIA_TYPE = "text/calendar"
ALARMS = (timedelta(days=-14, hours=9), timedelta(days=-7, hours=9), timedelta(days=-1, hours=9))
"""At nine in the morning, counted from the midnight with which the last day begins."""


def calendar(
    entries: Iterable[RegisterEntry], *, addresses: dict[int, str], language: str, at: datetime
) -> bytes:
    """The deadlines of these entries; ``addresses`` gives each organisation's page by its id."""
    file = Calendar()
    with speaking(language):
        file.add("prodid", "-//Register of anti-trafficking statements//Deadlines//EN")
        file.add("version", "2.0")
        file.add("calscale", "GREGORIAN")
        file.add("x-wr-calname", _("Deadlines of anti-trafficking statements"))
        for entry in entries:
            file.add_component(_event(entry, addresses[entry.organisation_id], at))
    return bytes(file.to_ical())


def _event(entry: RegisterEntry, address: str, at: datetime) -> Event:
    event = Event()
    title = _(
        "Due: anti-trafficking statement of %(organisation)s for %(year)s",
        organisation=entry.organisation.name,
        year=entry.year,
    )
    event.add("uid", uid(entry))
    event.add("dtstamp", at)
    event.add("sequence", entry.due_revision)
    event.add("dtstart", entry.due_on)
    event.add("dtend", entry.due_on + timedelta(days=1))
    event.add("summary", title)
    event.add("description", _period(entry))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    for moment in ALARMS:
        event.add_component(_alarm(moment, title))
    return event


def uid(entry: RegisterEntry) -> str:
    """The name of a deadline in every calendar, whatever its date."""
    host = urlsplit(str(current_app.config["PUBLIC_URL"])).hostname or "register.invalid"
    return f"deadline-{entry.organisation_id}-{entry.year}@{host}"


def _alarm(moment: timedelta, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", moment)
    alarm.add("description", title)
    return alarm


def _period(entry: RegisterEntry) -> str:
    return str(
        _(
            "Financial year %(start)s to %(end)s. The day ends at midnight, Malaysian time.",
            start=date_text(entry.period_start),
            end=date_text(entry.period_end),
        )
    )
