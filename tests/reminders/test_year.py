"""A year goes by, day after day: who is reminded of what, exactly, and who is not."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from sqlalchemy import select

from registry import clock, reminders
from registry import deadline_extensions as extensions
from registry.clock import KUALA_LUMPUR
from registry.models import (
    AuthorityStatus,
    FilerRole,
    OutboxMessage,
    PublicStatus,
    ReportingClass,
    StaffRole,
)
from registry.obligations import Subject, add_entries, entry_for, entry_values
from tests import factories as make

PREPARER, APPROVER, SIGNATORY = FilerRole
BEFORE = datetime(2024, 6, 1, tzinfo=UTC)


def morning(day: date) -> datetime:
    return datetime.combine(day, time(8, 30), tzinfo=KUALA_LUMPUR)


@dataclass
class House:
    """An organisation of the year, and on which day it got which letters."""

    name: str
    organisation: object
    people: dict[str, object] = field(default_factory=dict)

    def joins(self, key, role, *, at=BEFORE, language="en", **user):
        """Somebody's authority that was accepted at an instant."""
        known = self.people.get(key)
        person = known or make.a_user(
            key, email=f"{key}@example.invalid", language=language, **user
        )
        self.people[key] = person
        authority = make.an_authority(person, self.organisation, role)
        authority.decided_at = at
        return authority


def a_house(name, *, month=12, day=31, of=ReportingClass.LISTED_COMPANY):
    organisation = make.an_organisation(
        f"Contoh {name} Berhad", fye_month=month, fye_day=day, reporting_class=of
    )
    add_entries([entry_values(Subject.of(organisation), 2026)])
    return House(name, organisation)


def letters(session):
    """(day, address, subject) of every reminder, in the order of writing."""
    rows = session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.once.like("reminder:%"))
        .order_by(OutboxMessage.id)
    )
    return [
        (row.created_at.astimezone(KUALA_LUMPUR).date(), row.recipient, row.language)
        for row in rows
    ]


def live(first, last, *, events=None, skipping=()):
    """Each day one run, as the clock says, after what happens on that day."""
    day = first
    while day <= last:
        with time_machine.travel(morning(day), tick=False):
            for event in (events or {}).get(day, ()):
                event()
            if day not in skipping:
                reminders.run(clock.now())
        day += timedelta(days=1)


YEAR = (date(2026, 1, 1), date(2026, 12, 31))
DUE = date(2026, 6, 30)


def on(*days):
    return [DUE + timedelta(days=each) for each in days]


def of(found, key):
    return [day for day, to, _language in found if to == f"{key}@example.invalid"]


def test_everybody_gets_the_letters_of_their_role_and_no_other(session):
    house = a_house("Biasa")
    house.joins("prep", PREPARER)
    house.joins("appr", APPROVER)
    house.joins("sign", SIGNATORY, language="ms")
    live(*YEAR)
    found = letters(session)
    assert of(found, "prep") == on(-60, -30, -14, -7, -1, 1)
    assert of(found, "appr") == on(-30, -14, -7, -1, 1, 14, 30)
    assert of(found, "sign") == on(-7, -1, 1, 14, 30)
    assert len(found) == 18
    assert {language for _day, to, language in found if to.startswith("sign")} == {"ms"}


def test_a_whole_year_of_several_houses(session):
    """Other year ends, people who come and go, languages, a filing, an extension, the exempt."""
    full = a_house("Lengkap")
    leap = a_house("Kabisat", month=2, day=29)
    june = a_house("Jun", month=6, day=30)
    filed = a_house("Hantar")
    moved = a_house("Lanjut")
    for house in (full, leap, june, filed, moved):
        for role in FilerRole:
            house.joins(f"{house.name}-{role}", role)
    for name, of_class in (
        ("Bebas", ReportingClass.EXEMPT),
        ("Rela", ReportingClass.VOLUNTARY),
        ("Luar", ReportingClass.NOT_IN_SCOPE),
    ):
        a_house(name, of=of_class).joins(f"{name}-prep", PREPARER)
    newcomer = full.joins("late", APPROVER, at=morning(date(2026, 6, 20)))
    leaver = full.joins("gone", PREPARER)
    entries = {h.name: entry_for(h.organisation.id, 2026) for h in (leap, june, filed, moved)}
    assert entries["Kabisat"].due_on == date(2026, 8, 31)
    assert entries["Jun"].due_on == date(2026, 12, 31)
    officer = make.a_user(staff=StaffRole.OFFICER)

    def leaves():
        leaver.status = AuthorityStatus.REVOKED
        session.flush()

    def files():
        entries["Hantar"].status = PublicStatus.AWAITING_REVIEW
        session.flush()

    def is_extended():
        signatory = moved.people["Lanjut-signatory"]
        asked = extensions.ask(
            entries["Lanjut"], by=signatory, at=clock.now(),
            wanted_on=date(2026, 7, 31), reason="The auditor fell ill.",
        )  # fmt: skip
        extensions.grant(
            asked, by=officer, at=clock.now(), reason="Illness.", due_on=date(2026, 7, 31)
        )

    events = {
        date(2026, 6, 1): [leaves],
        date(2026, 6, 16): [is_extended],
        date(2026, 6, 25): [files],
    }
    live(*YEAR, events=events)
    found = letters(session)
    assert newcomer.user.email
    assert of(found, "Lengkap-preparer") == on(-60, -30, -14, -7, -1, 1)
    assert of(found, "late") == on(-7, -1, 1, 14, 30)
    assert of(found, "gone") == on(-60, -30)
    assert of(found, "Hantar-preparer") == on(-60, -30, -14, -7)
    assert of(found, "Hantar-signatory") == on(-7)
    assert of(found, "Lanjut-approver") == [
        *on(-30),
        *(date(2026, 7, 31) + timedelta(days=d) for d in (-30, -14, -7, -1, 1, 14, 30)),
    ]
    assert of(found, "Kabisat-signatory") == [
        date(2026, 8, 31) + timedelta(days=d) for d in (-7, -1, 1, 14, 30)
    ]
    assert of(found, "Jun-preparer") == [
        date(2026, 12, 31) + timedelta(days=d) for d in (-60, -30, -14, -7, -1)
    ]
    assert not [to for _day, to, _l in found if to.startswith(("Bebas", "Rela", "Luar"))]
    assert max(Counter(found).values()) == 1


def test_after_days_without_a_run_only_the_latest_letter_is_written(session):
    house = a_house("Rehat")
    for role in FilerRole:
        house.joins(f"{role}", role)
    down = {date(2026, 5, 20) + timedelta(days=n) for n in range(38)}
    live(*YEAR, skipping=down)
    found = letters(session)
    assert of(found, "preparer") == [*on(-60), date(2026, 6, 27), *on(-1, 1)]
    assert of(found, "signatory") == [date(2026, 6, 27), *on(-1, 1, 14, 30)]


def test_running_again_and_again_writes_nothing_more(session):
    house = a_house("Ulang")
    house.joins("prep", PREPARER)
    at = morning(DUE - timedelta(days=14))
    assert [reminders.run(at) for _ in range(3)] == [1, 0, 0]
    assert reminders.run(at + timedelta(hours=12)) == 0


def test_nobody_is_written_to_who_cannot_act(session):
    house = a_house("Tutup")
    house.joins("closed", PREPARER).user.active = False
    house.joins("unconfirmed", APPROVER).user.confirmed_at = None
    house.joins("asking", SIGNATORY).status = AuthorityStatus.REQUESTED
    live(DUE - timedelta(days=61), DUE + timedelta(days=40))
    assert letters(session) == []


def test_where_a_role_is_not_filled_the_others_are_told(session):
    house = a_house("Seorang")
    house.joins("sign", SIGNATORY)
    live(*YEAR)
    assert of(letters(session), "sign") == on(-60, -30, -14, -7, -1, 1, 14, 30)


def test_two_roles_of_one_person_are_one_letter(session):
    house = a_house("Rangkap")
    house.joins("both", PREPARER)
    house.joins("both", APPROVER)
    live(*YEAR)
    assert of(letters(session), "both") == on(-60, -30, -14, -7, -1, 1, 14, 30)


def test_where_nobody_acts_the_company_secretary_is_told(session):
    house = a_house("Setiausaha")
    house.organisation.secretary_email = "secretary@example.invalid"
    live(DUE - timedelta(days=60), DUE - timedelta(days=50))
    assert of(letters(session), "secretary") == on(-60)
    (letter,) = session.scalars(select(OutboxMessage))
    assert "goes to its company secretary" in " ".join(letter.body.split())


def test_officers_learn_once_a_day_whom_nobody_could_be_told_about(session):
    first, second = a_house("Sunyi Satu"), a_house("Sunyi Dua")
    officer = make.a_user(staff=StaffRole.OFFICER, language="ms")
    make.a_user(staff=StaffRole.MONITOR)
    live(DUE - timedelta(days=60), DUE - timedelta(days=50))
    (letter,) = session.scalars(select(OutboxMessage).where(OutboxMessage.once.like("unreached:%")))
    assert letter.recipient == officer.email
    assert first.organisation.name in letter.body
    assert second.organisation.name in letter.body
    assert letter.created_at == morning(DUE - timedelta(days=59))


def test_a_returned_filing_is_asked_for_after_one_and_two_weeks(session):
    house = a_house("Pulang")
    for role in FilerRole:
        house.joins(f"{role}", role)
    filing = make.a_filing(house.organisation)
    make.filed(filing)
    entry = entry_for(house.organisation.id, 2026)
    entry.status, entry.status_on = PublicStatus.RETURNED, date(2026, 5, 4)
    session.flush()
    live(date(2026, 5, 1), date(2026, 7, 31))
    found = letters(session)
    assert of(found, "preparer") == [date(2026, 5, 11), date(2026, 5, 18)]
    assert of(found, "signatory") == [date(2026, 5, 18)]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_time_zone_of_the_machine_changes_nothing(session, monkeypatch, zone):
    import time as machine

    monkeypatch.setenv("TZ", zone)
    machine.tzset()
    try:
        house = a_house("Zon")
        house.joins("prep", PREPARER)
        eve = datetime(2026, 6, 16, 15, 59, 59, tzinfo=UTC) - timedelta(days=1)
        assert reminders.run(eve) == 1  # the letter of 30 days before, made up for
        assert reminders.run(eve + timedelta(seconds=1)) == 1
    finally:
        monkeypatch.undo()
        machine.tzset()
