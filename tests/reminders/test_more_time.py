"""Asking for a later deadline: who may, until when, what the public reads, and what follows."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from registry import deadline_extensions as extensions
from registry import obligations, publication, reminders
from registry.assessment import assess_version
from registry.models import (
    ExtensionDecision,
    ExtensionOutcome,
    ExtensionRequest,
    FilerRole,
    FilingStatus,
    InvalidTransition,
    LedgerEvent,
    OutboxMessage,
    PublicStatus,
    StaffRole,
)
from tests import factories as make
from tests.filing.house import House, letters_to

DUE = date(2026, 6, 30)
LATER = date(2026, 7, 31)
AT = datetime(2026, 6, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def house(session):
    return House()


@pytest.fixture
def entry(house):
    return obligations.entry_for(house.organisation.id, 2026)


@pytest.fixture
def officer(session):
    return make.a_user("Devi Officer", staff=StaffRole.OFFICER)


@pytest.fixture
def senior(session):
    return make.a_user("Lim Senior", staff=StaffRole.SENIOR_OFFICER)


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel(AT, tick=False):
        yield


def asked(house, entry, *, wanted_on=LATER, at=AT):
    return extensions.ask(
        entry, by=house.signatory, at=at, wanted_on=wanted_on, reason="A flood closed the office."
    )


def granted(house, entry, officer, *, due_on=LATER):
    request = asked(house, entry, wanted_on=due_on)
    extensions.grant(request, by=officer, at=AT, reason="The office was flooded.", due_on=due_on)
    return request


def place(house):
    return f"/en/filings/more-time/{house.organisation.id}/2026"


def test_a_signatory_asks_an_officer_grants_and_everybody_reads_it(
    client, new_client, house, entry, officer
):
    company, staff, public = client.sign_in(house.signatory), new_client(), new_client()
    answer = company.fill(place(house), wanted_on="31/07/2026", reason="A flood.")
    assert answer.status_code == 303
    assert "You asked for time until 31 Jul 2026" in company.page(place(house)).text
    staff.sign_in(officer)
    assert "Contoh Sarung Tangan Berhad" in staff.page("/en/review/more-time").text
    request = entry_request(house)
    answer = staff.fill(
        f"/en/review/more-time/{request.id}",
        outcome="granted", due_on="2026-07-31", reason="The office was flooded.",
    )  # fmt: skip
    assert answer.status_code == 303
    entry = obligations.entry_for(house.organisation.id, 2026)
    assert (entry.due_on, entry.first_due_on, entry.due_revision) == (LATER, DUE, 1)
    assert house.filing.due_on == LATER
    shown = public.page(f"/en/organisations/{house.organisation.id}").text
    assert "extended from 30 Jun 2026 to 31 Jul 2026" in shown
    assert "The office was flooded." in shown
    assert "A flood." not in shown
    year = public.page(f"/en/organisations/{house.organisation.id}/2026").text
    assert "by a decision of the regulator of 20 Jun 2026" in year
    assert "deadline extended from 30 Jun 2026" in public.page("/en/register?year=2026").text
    (letter,) = letters_to(house.signatory)
    assert letter.language == "ms"
    assert "31 Jul 2026" in letter.subject


def entry_request(house):
    from registry.extensions import db

    return db.session.scalars(
        select(ExtensionRequest).where(ExtensionRequest.organisation_id == house.organisation.id)
    ).one()


def test_the_log_of_public_acts_has_it(session, house, entry, officer):
    granted(house, entry, officer)
    event = session.scalars(
        select(LedgerEvent).where(LedgerEvent.kind == "deadline_extended")
    ).one()
    data = json.loads(event.data)["data"]
    assert data == {"from": "2026-06-30", "to": "2026-07-31", "reason": "The office was flooded."}
    assert [e.kind for e in house.filing.events][-2:] == ["extension_asked", "extension_granted"]


def test_a_refusal_leaves_the_deadline_and_says_why(house, entry, officer):
    request = asked(house, entry)
    extensions.refuse(request, by=officer, at=AT, reason="The reason is a year old.")
    assert (entry.due_on, entry.extended_on, entry.due_revision) == (DUE, None, 0)
    for person in (house.preparer, house.signatory):
        (letter,) = letters_to(person)
        assert "The reason is a year old." in letter.body


def test_a_preparer_sees_the_page_and_cannot_ask(client, house, entry):
    client.sign_in(house.preparer)
    page = client.page(place(house))
    assert "An approver or a signatory asks" in page.text
    sent = client.post(place(house), data={"wanted_on": "2026-07-31", "reason": "Please."})
    assert sent.status_code == 422
    with pytest.raises(extensions.NotPossible):
        extensions.ask(entry, by=house.preparer, at=AT, wanted_on=LATER, reason="Please.")


def test_another_organisation_does_not_exist_here(client, house):
    client.sign_in(make.a_filer(make.an_organisation(), FilerRole.SIGNATORY))
    assert client.get(place(house)).status_code == 404
    assert client.post(place(house)).status_code == 404
    assert client.post(f"{place(house)}/withdraw").status_code == 404


def test_there_is_one_open_request_at_a_time(client, session, house, entry):
    client.sign_in(house.signatory)
    sent = {"wanted_on": "2026-07-31", "reason": "A flood."}
    answers = [client.post(place(house), data=sent).status_code for _ in range(2)]
    assert answers == [303, 422]
    assert session.scalar(select(func.count()).select_from(ExtensionRequest)) == 1


def test_a_request_that_was_taken_back_makes_room_for_another(client, session, house, entry):
    client.sign_in(house.signatory)
    sent = {"wanted_on": "2026-07-31", "reason": "A flood."}
    for _ in range(2):
        assert client.post(place(house), data=sent).status_code == 303
        assert client.post(f"{place(house)}/withdraw").status_code == 303
    outcomes = session.scalars(select(ExtensionDecision.outcome)).all()
    assert outcomes == [ExtensionOutcome.WITHDRAWN] * 2


@pytest.mark.parametrize(
    ("day", "may"),
    [(date(2026, 1, 5), True), (DUE, True), (date(2026, 7, 14), True), (date(2026, 7, 15), False)],
)
def test_it_is_asked_until_two_weeks_after_the_deadline(house, entry, day, may):
    assert (extensions.why_not_ask(entry, today=day) is None) is may


@pytest.mark.parametrize("wanted_on", ["2026-06-30", "2026-06-01", "2026-09-29", "soon", ""])
def test_a_day_that_cannot_be_asked_for_keeps_what_was_typed(client, house, entry, wanted_on):
    client.sign_in(house.signatory)
    answer = client.post(place(house), data={"wanted_on": wanted_on, "reason": "A long flood."})
    assert answer.status_code == 422
    assert "A long flood." in answer.text
    assert wanted_on in answer.text


def test_ninety_days_after_the_first_deadline_is_the_end(house, entry, officer):
    assert extensions.latest_day(entry, today=AT.date()) == date(2026, 9, 28)
    granted(house, entry, officer, due_on=date(2026, 9, 28))
    assert extensions.why_not_ask(entry, today=date(2026, 9, 1)) is not None


def test_the_second_extension_is_for_a_senior_officer(client, house, entry, officer, senior):
    granted(house, entry, officer)
    second = asked(house, entry, wanted_on=date(2026, 8, 31))
    with pytest.raises(extensions.NotPossible):
        extensions.grant(second, by=officer, at=AT, reason="Again.", due_on=date(2026, 8, 31))
    client.sign_in(officer)
    assert "a senior officer decides" in client.page(f"/en/review/more-time/{second.id}").text
    extensions.grant(second, by=senior, at=AT, reason="Again.", due_on=date(2026, 8, 15))
    assert (entry.due_on, entry.first_due_on, entry.due_revision) == (date(2026, 8, 15), DUE, 2)


def test_of_two_officers_the_second_changes_nothing(client, house, entry, officer, senior):
    request = asked(house, entry)
    extensions.refuse(request, by=officer, at=AT, reason="No.")
    with pytest.raises(InvalidTransition):
        extensions.grant(request, by=senior, at=AT, reason="Yes.", due_on=LATER)
    client.sign_in(senior)
    sent = {"outcome": "granted", "due_on": "2026-07-31", "reason": "Yes."}
    assert client.post(f"/en/review/more-time/{request.id}", data=sent).status_code == 409
    assert obligations.entry_for(house.organisation.id, 2026).due_on == DUE


def test_a_monitor_reads_and_does_not_decide(client, house, entry):
    request = asked(house, entry)
    client.sign_in(make.a_user(staff=StaffRole.MONITOR))
    assert "An officer decides." in client.page(f"/en/review/more-time/{request.id}").text
    assert client.post(f"/en/review/more-time/{request.id}").status_code == 403


def test_granting_needs_a_day_and_both_need_a_reason(client, house, entry, officer):
    request = asked(house, entry)
    client.sign_in(officer)
    where = f"/en/review/more-time/{request.id}"
    for sent in (
        {"outcome": "granted", "due_on": "", "reason": "Yes."},
        {"outcome": "granted", "due_on": "2026-06-30", "reason": "Yes."},
        {"outcome": "granted", "due_on": "31 June", "reason": "Yes."},
        {"outcome": "granted", "due_on": "2026-07-31", "reason": " "},
        {"outcome": "refused", "due_on": "", "reason": ""},
    ):
        assert client.post(where, data=sent).status_code == 422
    assert client.post(where, data={"outcome": "refused", "reason": "No."}).status_code == 303


def test_what_is_filed_by_the_new_deadline_is_in_time(session, house, entry, officer):
    granted(house, entry, officer)
    at = datetime(2026, 7, 31, 15, 59, 59, tzinfo=UTC)
    house.filing.move_to(FilingStatus.READY, by=house.preparer, at=at)
    version = make.filed(house.filing, by=house.signatory, at=at)
    assert version.submitted_at == at
    house.filing.move_to(FilingStatus.PUBLISHED, by=officer, at=at)
    judged = assess_version(version, house.filing)
    publication.publish(house.filing, version, assessment=judged, at=at, note="")
    assert entry.status is PublicStatus.PUBLISHED_ON_TIME


def test_a_decision_after_a_late_filing_can_still_make_it_one_in_time(
    session, house, entry, officer
):
    request = asked(house, entry)
    entry.status = PublicStatus.AWAITING_REVIEW
    session.flush()
    extensions.grant(request, by=officer, at=AT, reason="A flood.", due_on=LATER)
    assert house.filing.due_on == LATER


def test_after_publication_the_deadline_stays(session, house, entry, officer):
    request = asked(house, entry)
    entry.status = PublicStatus.PUBLISHED_LATE
    session.flush()
    with pytest.raises(extensions.NotPossible):
        extensions.grant(request, by=officer, at=AT, reason="A flood.", due_on=LATER)


def test_an_overdue_entry_that_is_extended_is_due_again(house, entry, officer):
    at = datetime(2026, 7, 10, 2, 0, tzinfo=UTC)
    assert entry.status_as_of(date(2026, 7, 10)) is PublicStatus.OVERDUE
    request = asked(house, entry, at=at)
    extensions.grant(request, by=officer, at=at, reason="A flood.", due_on=LATER)
    assert entry.status_as_of(date(2026, 7, 10)) is PublicStatus.DUE


def test_reminders_count_from_the_new_day_and_skip_what_the_decision_told(
    session, house, entry, officer
):
    granted(house, entry, officer, due_on=date(2026, 7, 20))  # 30 days before falls on that day
    day, written = AT, {}
    while day.date() <= date(2026, 8, 31):
        written[day.date()] = reminders.run(day)
        day += timedelta(days=1)
    days = [day for day, count in written.items() if count]
    assert days == [date(2026, 7, 20) + timedelta(days=d) for d in (-14, -7, -1, 1, 14, 30)]


def test_facts_that_change_later_never_move_an_extended_deadline_back(
    session, house, entry, officer
):
    granted(house, entry, officer)
    house.organisation.sector = "plantation"
    obligations.refresh(house.organisation)
    entry = obligations.entry_for(house.organisation.id, 2026)
    assert (entry.due_on, entry.first_due_on, entry.due_revision) == (LATER, DUE, 1)
    house.organisation.fye_month = 2
    house.organisation.fye_day = 28
    obligations.refresh(house.organisation)
    entry = obligations.entry_for(house.organisation.id, 2026)
    assert (entry.due_on, entry.due_revision) == (date(2026, 8, 31), 2)


def test_letters_about_it_are_written_once(session, house, entry, officer):
    granted(house, entry, officer)
    keys = session.scalars(
        select(OutboxMessage.once).where(OutboxMessage.once.like("extension:%"))
    ).all()
    assert len(keys) == len(set(keys)) == 2
