"""A day ends at midnight in Kuala Lumpur, for everybody and everything that a deadline decides."""

import time as machine
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from registry import assessment, obligations, publication, reminders
from registry.clock import KUALA_LUMPUR, day_of, today
from registry.models import FilerRole, FilingStatus, PublicStatus, StaffRole
from registry.obligations import period_due_in
from tests import factories as make

LAST_SECOND = datetime(2026, 6, 30, 23, 59, 59, tzinfo=KUALA_LUMPUR)
MIDNIGHT = LAST_SECOND + timedelta(seconds=1)


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Pacific/Kiritimati"])
def zone_of_the_machine(request, monkeypatch):
    monkeypatch.setenv("TZ", request.param)
    machine.tzset()
    yield
    monkeypatch.undo()
    machine.tzset()


@pytest.mark.parametrize(
    ("at", "status", "words"),
    [
        (LAST_SECOND, PublicStatus.DUE, "No statement on this register yet as of 30 Jun 2026"),
        (MIDNIGHT, PublicStatus.OVERDUE, "No statement on this register as of 1 Jul 2026"),
    ],
)
def test_due_until_the_last_second_overdue_from_midnight(
    zone_of_the_machine, client, session, at, status, words
):
    organisation = make.an_organisation()
    entry = make.an_entry(organisation)
    with time_machine.travel(at, tick=False):
        assert entry.status_as_of(today()) is status
        for page in (
            f"/en/organisations/{organisation.id}",
            f"/en/organisations/{organisation.id}/2026",
            "/en/register?year=2026",
        ):
            assert words in client.page(page).text
        found = client.get("/api/v1/entries?year=2026").get_json()["entries"]
    assert [each["status"] for each in found] == [status]


@pytest.mark.parametrize(
    ("at", "status"),
    [(LAST_SECOND, PublicStatus.PUBLISHED_ON_TIME), (MIDNIGHT, PublicStatus.PUBLISHED_LATE)],
)
def test_filed_in_time_until_the_last_second(zone_of_the_machine, session, at, status):
    filing = make.a_filing(pages=make.complete_answers())
    version = make.filed(filing, at=at.astimezone(UTC))
    officer = make.a_user(staff=StaffRole.OFFICER)
    decided = at + timedelta(days=3)
    filing.move_to(FilingStatus.PUBLISHED, by=officer, at=decided)
    judged = assessment.assess_version(version, filing)
    publication.publish(filing, version, assessment=judged, at=decided, note="")
    entry = obligations.entry_for(filing.organisation_id, 2026)
    assert entry.status is status


@pytest.mark.parametrize(
    ("at", "says"),
    [
        (LAST_SECOND - timedelta(days=1), "in 1 day"),
        (LAST_SECOND, "due today"),
        (MIDNIGHT, "1 day ago"),
    ],
)
def test_a_reminder_counts_the_days_of_kuala_lumpur(zone_of_the_machine, session, at, says):
    organisation = make.an_organisation()
    make.an_entry(organisation)
    reader = make.a_filer(organisation, FilerRole.SIGNATORY)
    assert reminders.run(at) == 1
    (letter,) = _letters(session, reader)
    assert says in " ".join(letter.body.split())


def _letters(session, reader):
    from tests.filing.house import letters_to

    return letters_to(reader)


@pytest.mark.parametrize(
    ("year", "month", "day", "start", "end", "due_on"),
    [
        (2024, 2, 29, date(2023, 3, 1), date(2024, 2, 29), date(2024, 8, 31)),
        (2025, 2, 29, date(2024, 3, 1), date(2025, 2, 28), date(2025, 8, 31)),
        (2025, 2, 28, date(2024, 2, 29), date(2025, 2, 28), date(2025, 8, 31)),
        (2024, 8, 31, date(2022, 9, 1), date(2023, 8, 31), date(2024, 2, 29)),
        (2025, 8, 31, date(2023, 9, 1), date(2024, 8, 31), date(2025, 2, 28)),
        (2026, 12, 31, date(2025, 1, 1), date(2025, 12, 31), date(2026, 6, 30)),
        (2026, 3, 31, date(2025, 4, 1), date(2026, 3, 31), date(2026, 9, 30)),
    ],
)
def test_years_that_end_with_a_month_and_february(year, month, day, start, end, due_on):
    assert period_due_in(year, month=month, day=day) == (start, end, due_on)


def test_the_day_of_an_instant_is_that_of_kuala_lumpur(zone_of_the_machine):
    assert [day_of(at.astimezone(UTC)) for at in (LAST_SECOND, MIDNIGHT)] == [
        date(2026, 6, 30),
        date(2026, 7, 1),
    ]
