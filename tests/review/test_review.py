"""An officer reads a filing and decides."""

import pytest
from sqlalchemy import func, select

from registry.extensions import db
from registry.filing import saving, services
from registry.models import (
    FilingStatus,
    LedgerEvent,
    PublicStatus,
    RegisterEntry,
    StaffRole,
    Statement,
)
from registry.review import services as review
from tests import factories as make
from tests.filing.house import letters_to

pytestmark = pytest.mark.usefixtures("session")


def url_of(filing, lang="en"):
    return f"/{lang}/review/{filing.reference}/"


def words_of(letter):
    return " ".join(letter.body.split())


def entry_of(filing):
    return db.session.get_one(RegisterEntry, (filing.organisation_id, filing.year))


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_the_queue_shows_what_waits_and_why(client, filed, officer, lang):
    page = client.sign_in(officer).page(f"/{lang}/review/")
    assert "Contoh Sarung Tangan Berhad" in page.text
    assert page.links["Contoh Sarung Tangan Berhad"] == url_of(filed, lang)


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_one_page_shows_answers_findings_and_statement(client, filed, officer, lang):
    page = client.sign_in(officer).page(url_of(filed, lang))
    assert "Chief sustainability officer" in page.text
    assert "FEE-02" in page.text
    assert any("/files/" in url for url in page.links.values())


def test_a_draft_that_nobody_filed_is_not_there(client, house, officer):
    client.sign_in(officer).page(url_of(house.filing), status=404)


def test_what_is_changed_after_filing_stays_with_the_organisation(client, house, filed, officer):
    review.send_back(filed, by=officer, at=make.AT, note="Look again", comments={}, version=1)
    stored = saving.stored_page(filed, "governance")
    answers = stored.answers | {"gov_accountable_post": "A post not filed yet"}
    saving.save_page(
        filed, "governance", answers, complete=True, revision=1, by=house.preparer, at=make.AT
    )
    assert "A post not filed yet" not in client.sign_in(officer).page(url_of(filed)).text


def test_a_return_needs_to_say_what_to_correct(client, filed, officer):
    response = client.sign_in(officer).fill(url_of(filed), decision="return", note="")
    assert response.status_code == 422
    assert "Say what to correct" in response.text
    assert filed.status is FilingStatus.SUBMITTED


def test_a_decision_that_is_not_chosen_keeps_the_comments(client, filed, officer):
    comment = {"comment:governance.gov_accountable_post": "Which post is it?"}
    response = client.sign_in(officer).fill(url_of(filed), **comment)
    assert response.status_code == 422
    assert "Which post is it?" in response.text


def test_a_return_tells_the_organisation_field_by_field(client, house, filed, officer):
    comment = {"comment:governance.gov_accountable_post": "Which post is it?"}
    response = client.sign_in(officer).fill(url_of(filed), decision="return", **comment)
    assert response.status_code == 303
    assert filed.status is FilingStatus.RETURNED
    assert entry_of(filed).status is PublicStatus.RETURNED
    assert filed.events[-1].comments == {"governance.gov_accountable_post": "Which post is it?"}
    assert "Which post is it?" in words_of(letters_to(house.preparer)[-1])
    page = client.sign_in(house.preparer).page(f"/en/filings/{filed.reference}/pages/governance")
    assert "Which post is it?" in page.text


def test_publishing_freezes_the_assessment_with_its_rules(client, house, filed, officer):
    response = client.sign_in(officer).fill(url_of(filed), decision="publish", note="Read.")
    assert response.status_code == 303
    statement = db.session.scalars(select(Statement)).one()
    version = filed.latest_version
    assert version.assessment["catalogue"]["sha256"]
    assert statement.assessment["grade"] == version.assessment["grade"] == "A"
    entry = entry_of(filed)
    assert entry.statement_id == statement.id
    assert version.assessment["catalogue"]["version"] in entry.rules
    assert (statement.grade_public_on - statement.published_at.date()).days >= 14
    assert "right of reply" in words_of(letters_to(house.preparer)[-1])


def test_a_filing_in_time_is_published_on_time_whenever_it_is_read(filed, officer):
    review.publish(filed, by=officer, at=make.AT.replace(month=11), note="", version=1)
    assert entry_of(filed).status is PublicStatus.PUBLISHED_ON_TIME


def test_publishing_twice_publishes_once(client, filed, officer):
    client.sign_in(officer).fill(url_of(filed), decision="publish")
    again = client.post(url_of(filed), data={"decision": "publish", "version": "1"})
    assert again.status_code == 409
    assert db.session.scalar(select(func.count()).select_from(Statement)) == 1


def test_a_version_that_came_in_while_reading_is_not_decided_blindly(client, house, filed, officer):
    client.sign_in(officer)
    review.send_back(filed, by=officer, at=make.AT, note="Look again", comments={}, version=1)
    services.mark_ready(filed, by=house.preparer, at=make.AT)
    services.submit(filed, by=house.signatory, at=make.AT, signing=make.signing(filed))
    assert (
        client.post(url_of(filed), data={"decision": "publish", "version": "1"}).status_code == 409
    )
    assert filed.status is FilingStatus.SUBMITTED


def test_a_monitor_reads_and_cannot_decide(client, filed):
    monitor = make.a_user("Kumar Monitor", staff=StaffRole.MONITOR)
    page = client.sign_in(monitor).page(url_of(filed))
    assert 'name="decision"' not in page.text
    assert client.post(url_of(filed), data={"decision": "publish"}).status_code == 403


def test_a_filer_has_no_business_here(client, house, filed):
    assert client.sign_in(house.preparer).get(url_of(filed)).status_code == 403


def test_every_decision_is_sealed_in_the_ledger(filed, officer):
    review.publish(filed, by=officer, at=make.AT, note="", version=1)
    kinds = db.session.scalars(select(LedgerEvent.kind).order_by(LedgerEvent.id)).all()
    assert kinds[-2:] == ["filed", "published"]


def test_last_year_stands_beside_this_year(client, house, filed, officer):
    review.publish(filed, by=officer, at=make.AT, note="", version=1)
    answers = make.complete_answers()
    answers["governance"]["gov_accountable_post"] = "Chief people officer"
    next_year = make.a_filing(house.organisation, 2027, by=house.preparer, pages=answers)
    make.a_document(next_year, by=house.preparer)
    services.mark_ready(next_year, by=house.preparer, at=make.AT)
    services.submit(next_year, by=house.signatory, at=make.AT, signing=make.signing(next_year))
    page = client.sign_in(officer).page(url_of(next_year))
    assert "Chief people officer" in page.text
    assert "Chief sustainability officer" in page.text
    assert "Last year" in page.text


def test_fees_of_tens_of_millions_are_published(house):
    page = next(page for page in house.filing.pages if page.name == "fees")
    page.answers = {"fees": make.fee_lines("REC", by_workers="82020000.00")}
    statement = make.published(house.filing)
    db.session.flush()
    assert statement.fee_lines[1].amount_sen == statement.corridors[0].worker_paid_sen == 8202000000


def test_the_reviewer_reads_no_name_of_a_file_that_is_not_filed_yet(client, house, filed, officer):
    review.send_back(filed, by=officer, at=make.AT, note="Look again", comments={}, version=1)
    filed.record("file_added", by=house.preparer, at=make.AT, note="Plan for the dismissals.pdf")
    page = client.sign_in(officer).page(url_of(filed))
    assert "Look again" in page.text
    assert "Plan for the dismissals" not in page.text
    assert (
        "Plan for the dismissals" in client.sign_in(house.preparer).page(house.url("history")).text
    )
