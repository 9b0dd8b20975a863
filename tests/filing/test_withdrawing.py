"""A signatory withdraws a published statement: it stays to be read, and counts no more."""

import json
from datetime import date, timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from registry import ledger, publication
from registry.assessment import assess_version
from registry.extensions import db
from registry.filing import steps
from registry.filing.withdrawing import withdraw
from registry.models import (
    FilingMention,
    FilingStatus,
    InvalidTransition,
    LedgerEvent,
    PublicStatus,
    RegisterEntry,
    StaffRole,
)
from registry.review import services as review
from tests import factories as make
from tests.filing.house import letters_to

pytestmark = pytest.mark.usefixtures("session")
REASON = "The fee table was that of another company."
DAY_20 = make.AT + timedelta(days=20)
AFTER_DEADLINE = make.AT + timedelta(days=80)


@pytest.fixture
def statement(house):
    """A statement whose right of reply has ended."""
    statement = make.published(house.filing, by=house.signatory)
    statement.grade_public_on = make.AT.date()
    entry_of(house).grade_public_on = make.AT.date()
    db.session.flush()
    return statement


def entry_of(house):
    return db.session.get_one(RegisterEntry, (house.filing.organisation_id, 2026))


def withdrawn(house, at=DAY_20):
    withdraw(house.filing, by=house.signatory, at=at, reason=REASON)


def test_the_listing_shows_the_organisation_without_a_statement(client, house, statement):
    withdrawn(house)
    entry = entry_of(house)
    assert (entry.status, entry.status_on) == (PublicStatus.DUE, date(2026, 5, 24))
    assert entry.grade is entry.score_tenths is entry.published_on is entry.statement_id is None
    [row] = client.get("/api/v1/entries?year=2026").json["entries"]
    assert (row["status"], row["grade"]) == ("overdue", None)


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_it_stays_to_be_read_with_the_reason(client, house, statement, lang):
    answers, assessment = (
        json.dumps(statement.answers, sort_keys=True),
        json.dumps(statement.assessment, sort_keys=True),
    )
    withdrawn(house)
    year = client.page(f"/{lang}/organisations/{house.organisation.id}/2026")
    assert REASON in year.text
    [version] = [url for url in year.links.values() if url.endswith("/versions/1")]
    page = client.page(version)
    assert REASON in page.text
    assert page.tree.find(".//*[@id='findings']") is not None
    db.session.expire_all()
    assert (
        json.dumps(statement.answers, sort_keys=True),
        json.dumps(statement.assessment, sort_keys=True),
    ) == (
        answers,
        assessment,
    )


def test_data_and_document_say_it_too(client, house, statement):
    withdrawn(house)
    data = client.get(f"/api/v1/statements/{statement.id}").json
    assert (data["withdrawn_on"], data["withdrawn_reason"]) == ("2026-05-24", REASON)
    own = f"/en/organisations/{house.organisation.id}/2026/versions/1/statement.pdf"
    text = pypdfium2.PdfDocument(client.get(own).data)[0].get_textpage().get_text_bounded()
    assert "withdrew this statement on 24 May 2026" in text
    assert REASON in " ".join(text.split())


def test_the_act_is_sealed_and_told_to_everybody_concerned(house, statement):
    officer = make.a_user("Devi Officer", staff=StaffRole.OFFICER)
    house.filing.record("published", by=officer, at=make.AT)
    db.session.flush()
    withdrawn(house)
    newest = db.session.scalars(select(LedgerEvent).order_by(LedgerEvent.id.desc())).first()
    assert (newest.kind, newest.subject) == ("withdrawn", house.reference)
    assert json.loads(newest.data)["data"]["reason"] == REASON
    assert ledger.first_broken() is None
    for person in (house.preparer, house.signatory, officer):
        assert REASON in letters_to(person)[-1].body


def test_what_comes_in_its_place_is_judged_by_its_own_day(house, statement):
    withdrawn(house)
    assert house.filing.status is FilingStatus.DRAFT
    make.published(house.filing, by=house.signatory, at=AFTER_DEADLINE)
    assert entry_of(house).status is PublicStatus.PUBLISHED_LATE
    assert entry_of(house).grade
    assert statement.withdrawn_on


def test_an_amendment_under_review_stays_there(house, statement):
    house.filing.move_to(FilingStatus.DRAFT, by=house.signatory, at=DAY_20)
    version = make.filed(house.filing, by=house.signatory, at=DAY_20)
    withdrawn(house)
    assert house.filing.status is FilingStatus.SUBMITTED
    assert entry_of(house).status is PublicStatus.AWAITING_REVIEW
    house.filing.move_to(FilingStatus.PUBLISHED, by=None, at=DAY_20)
    judged = assess_version(version, house.filing)
    publication.publish(house.filing, version, assessment=judged, at=DAY_20, note="")
    assert entry_of(house).status is PublicStatus.PUBLISHED_ON_TIME


def test_others_are_not_asked_about_what_it_said(house, statement):
    own = select(FilingMention.key).where(FilingMention.filing_id == house.filing.id)
    assert db.session.scalars(own).all()
    withdrawn(house)
    assert not db.session.scalars(own).all()
    make.published(house.filing, by=house.signatory, at=AFTER_DEADLINE)
    assert db.session.scalars(own).all()


def test_only_a_signatory_may_and_only_once(client, house, statement):
    with pytest.raises(steps.NotAllowed):
        withdraw(house.filing, by=house.preparer, at=DAY_20, reason=REASON)
    withdrawn(house)
    with pytest.raises(steps.NotAllowed):
        withdrawn(house)


def test_there_must_be_something_to_withdraw(house):
    with pytest.raises(steps.NotAllowed):
        withdrawn(house)


def test_its_grade_is_not_given_back_by_the_regulator(house, statement):
    senior = make.a_user("Siti Senior", staff=StaffRole.SENIOR_OFFICER)
    review.change_grade(house.filing, by=senior, at=DAY_20, reason="False.")
    withdrawn(house)
    with pytest.raises(InvalidTransition):
        review.change_grade(house.filing, by=senior, at=DAY_20, reason="Not false.")
    assert entry_of(house).grade is None


def test_in_the_browser_what_was_typed_survives(client, house, statement):
    client.sign_in(house.signatory)
    assert "Withdraw the published statement" in client.page(house.url()).links
    answer = client.fill(house.url("withdraw"), reason=REASON)
    assert answer.status_code == 200
    assert REASON in answer.text
    assert statement.withdrawn_on is None
    assert client.fill(house.url("withdraw"), reason=REASON, understood="y").status_code == 303
    assert statement.withdrawn_on
    assert "Withdraw the published statement" not in client.page(house.url()).links
