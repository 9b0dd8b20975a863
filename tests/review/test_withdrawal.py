"""A senior officer withdraws the grade of a statement that was false, and may give it back."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from registry import ledger, seals
from registry.extensions import db
from registry.filing import services
from registry.models import (
    GradeDecision,
    InvalidTransition,
    LedgerEvent,
    RegisterEntry,
    StaffRole,
)
from registry.review import services as review
from tests import factories as make
from tests.client import values_of
from tests.filing.house import letters_to

pytestmark = pytest.mark.usefixtures("session")
REASON = "Payslips show fees that the statement denies."


@pytest.fixture
def senior(session):
    return make.a_user("Siti Senior", staff=StaffRole.SENIOR_OFFICER)


@pytest.fixture
def statement(house):
    """A statement whose right of reply has ended."""
    statement = make.published(house.filing)
    statement.grade_public_on = make.AT.date()
    entry_of(house.filing).grade_public_on = make.AT.date()
    db.session.flush()
    return statement


def entry_of(filing):
    return db.session.get_one(RegisterEntry, (filing.organisation_id, filing.year))


def withdraw(filing, senior, reason=REASON):
    review.change_grade(filing, by=senior, at=make.AT + timedelta(days=20), reason=reason)


def everywhere(client, house):
    """The pages and data on which the grade stands."""
    own = f"/en/organisations/{house.organisation.id}"
    return {
        "listing": client.get("/en/register?year=2026"),
        "organisation": client.get(own),
        "statement": client.get(f"{own}/2026"),
        "csv": client.get("/en/register.csv?year=2026"),
        "entries": client.get("/api/v1/entries?year=2026"),
        "organisation data": client.get(f"/api/v1/organisations/{house.organisation.id}"),
        "statement data": client.get(f"/api/v1/statements/{entry_of(house.filing).statement_id}"),
    }


def test_the_reason_stands_everywhere_in_place_of_the_grade(client, house, statement, senior):
    grade = entry_of(house.filing).grade
    assert grade
    withdraw(house.filing, senior)
    for place, answer in everywhere(client, house).items():
        assert answer.status_code == 200, place
        assert REASON in answer.text, place
    entry = client.get("/api/v1/entries?year=2026").json["entries"][0]
    assert entry["grade"] is None
    assert entry["score"] is None
    assert entry["grade_withdrawn_on"] == "2026-05-24"
    data = client.get(f"/api/v1/statements/{statement.id}").json
    assert data["assessment"]["grade"] is data["assessment"]["score"] is None
    assert data["assessment"]["findings"]
    assert not client.get(f"/api/v1/entries?year=2026&grade={grade}").json["entries"]


def test_the_document_says_it_too(client, house, statement, senior):
    withdraw(house.filing, senior)
    own = f"/en/organisations/{house.organisation.id}/2026/versions/1/statement.pdf"
    assert client.get(own).status_code == 200


def _plain(assessment):
    return json.dumps(assessment, sort_keys=True)


def test_the_frozen_assessment_stays(house, statement, senior):
    before = _plain(statement.assessment), _plain(house.filing.versions[0].assessment)
    withdraw(house.filing, senior)
    db.session.expire_all()
    after = _plain(statement.assessment), _plain(house.filing.versions[0].assessment)
    assert after == before


def test_the_act_is_dated_sealed_and_written_to_the_organisation(house, statement, senior):
    withdraw(house.filing, senior)
    newest = db.session.scalars(select(LedgerEvent).order_by(LedgerEvent.id.desc())).first()
    assert (newest.kind, newest.subject) == ("grade_withdrawn", house.reference)
    standing = seals.of_standing(statement)
    told = {"version": 1, "reason": REASON, "standing": standing}
    assert json.loads(newest.data)["data"] == told
    assert ledger.first_broken() is None
    letter = letters_to(house.signatory)[-1]
    assert "ditarik balik" in letter.subject or "withdrawn" in letter.subject
    assert REASON in letter.body
    assert db.session.scalars(select(GradeDecision)).one().withdrawn


def test_a_later_act_gives_it_back_and_both_stay(client, house, statement, senior):
    grade, score = entry_of(house.filing).grade, entry_of(house.filing).score_tenths
    withdraw(house.filing, senior)
    withdraw(house.filing, senior, "The payslips were of another company.")
    entry = entry_of(house.filing)
    assert (entry.grade, entry.score_tenths, entry.grade_withdrawn_on) == (grade, score, None)
    page = client.sign_in(senior).page(f"/en/review/{house.reference}/grade")
    assert REASON in page.text
    assert "another company" in page.text
    kinds = [event.kind for event in house.filing.events[-2:]]
    assert kinds == ["grade_withdrawn", "grade_restored"]


def test_not_while_the_organisation_may_still_reply(house, senior):
    make.published(house.filing)
    with pytest.raises(InvalidTransition, match="may still reply"):
        review.change_grade(house.filing, by=senior, at=make.AT, reason=REASON)


def test_a_reason_is_needed_and_what_was_typed_survives(client, house, statement, senior):
    address = f"/en/review/{house.reference}/grade"
    client.sign_in(senior)
    for typed, words in ((" ", "Say why"), ("x" * 2001, "x" * 2001)):
        answer = client.fill(address, reason=typed)
        assert answer.status_code == 422
        assert words in answer.text
    client.fill(address, reason=REASON)
    assert entry_of(house.filing).grade_withdrawn_reason == REASON
    assert REASON in client.page(f"/en/review/{house.reference}/").text


def test_a_new_version_gets_a_grade_of_its_own(house, statement, senior):
    withdraw(house.filing, senior)
    services.amend(house.filing, by=house.signatory, at=make.AT, reason="Corrected")
    make.published(house.filing)
    entry = entry_of(house.filing)
    assert entry.grade_withdrawn_on is None
    assert entry.grade
    assert statement.grade_withdrawn_on


def test_who_withdraws_a_second_time_gives_nothing_back(client, house, statement, senior):
    address = f"/en/review/{house.reference}/grade"
    form = client.sign_in(senior).page(address).form(None)
    sent = {**values_of(form), "reason": REASON}
    assert client.post(address, data=sent).status_code == 303
    assert client.post(address, data=sent).status_code == 409
    assert entry_of(house.filing).grade_withdrawn_on
