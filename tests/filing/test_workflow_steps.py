"""Who may take which step with a filing, what each step leaves behind, and what it refuses."""

import hashlib
import json
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry import ledger, publication, storage
from registry.filing import services, steps, versions
from registry.filing.references import check_digit, reference
from registry.models import (
    AuthorityStatus,
    FilerRole,
    FilingStatus,
    FilingVersion,
    OutboxMessage,
    PublicStatus,
    RegisterEntry,
    Reply,
    StaffRole,
)
from tests import factories as make
from tests.filing.house import letters_to

pytestmark = pytest.mark.usefixtures("session")


# Sending for signature


def test_the_signatory_gets_a_letter_in_their_language(client, session, house):
    client.sign_in(house.preparer).post(house.url("ready"))
    [letter] = session.scalars(select(OutboxMessage)).all()
    assert letter.recipient == house.signatory.email
    assert letter.language == "ms"
    assert f"/ms/filings/{house.reference}/sign" in letter.body
    assert house.filing.events[-1].by == house.preparer


def test_where_there_is_an_approver_nobody_else_sends_for_signature(client, house):
    approver = make.a_filer(house.organisation, FilerRole.APPROVER)
    page = client.sign_in(house.preparer).page(house.url())
    assert "so an approver sends it for signature" in page.text
    client.post(house.url("ready"))
    assert house.filing.status is FilingStatus.DRAFT
    client.sign_in(approver)
    waits = client.post(house.url("ready"), follow_redirects=True)
    assert "An approver signs off every page first" in waits.text
    client.fill(house.url("sign-off"), action=None, which="all")
    client.post(house.url("ready"))
    assert house.filing.status is FilingStatus.READY


def test_an_approver_who_was_never_accepted_does_not_count(client, house):
    make.an_authority(
        make.a_user(), house.organisation, FilerRole.APPROVER, status=AuthorityStatus.REQUESTED
    )
    client.sign_in(house.preparer).post(house.url("ready"))
    assert house.filing.status is FilingStatus.READY


def test_without_a_statement_nothing_is_sent(client, house):
    house.filing.documents[0].removed_at = make.AT
    client.sign_in(house.preparer)
    page = client.post(house.url("ready"), follow_redirects=True)
    assert "Upload the statement as a PDF first" in page.text
    assert house.filing.status is FilingStatus.DRAFT


def test_a_letter_goes_only_to_signatories_who_may_sign(client, session, house):
    make.an_authority(house.preparer, house.organisation, FilerRole.SIGNATORY)
    client.sign_in(house.preparer).post(house.url("ready"))
    assert session.scalars(select(OutboxMessage.recipient)).all() == [house.signatory.email]


def test_taking_back_needs_a_reason_and_tells_who_prepared(client, session, house):
    client.sign_in(house.preparer).post(house.url("ready"))
    client.sign_in(house.signatory)
    again = client.fill(house.url("take-back"), reason=" ")
    assert "Say what has to change" in again.text
    client.fill(house.url("take-back"), reason="The headcount of Johor is last year's.")
    assert house.filing.status is FilingStatus.DRAFT
    [letter] = letters_to(house.preparer)
    assert "headcount of Johor" in letter.body
    assert "headcount of Johor" in client.page(house.url("history")).text


# Signing


def test_who_prepared_cannot_sign_even_as_a_signatory(client, session, house):
    make.an_authority(house.preparer, house.organisation, FilerRole.SIGNATORY)
    client.sign_in(house.preparer).post(house.url("ready"))
    assert "You prepared pages or files" in client.page(house.url()).text
    page = client.post(house.url("sign"), data={"declaration": "y"}, follow_redirects=True)
    assert "another signatory must sign it" in page.text
    assert session.scalar(select(func.count()).select_from(FilingVersion)) == 0


def test_a_signatory_who_uploaded_a_file_cannot_sign(client, house):
    make.a_document(house.filing, by=house.signatory)
    client.sign_in(house.preparer).post(house.url("ready"))
    page = client.sign_in(house.signatory).post(
        house.url("sign"), data={"declaration": "y"}, follow_redirects=True
    )
    assert "another signatory must sign it" in page.text
    assert house.filing.status is FilingStatus.READY


def test_pages_that_still_stand_from_an_earlier_version_count(session, house):
    make.an_authority(house.preparer, house.organisation, FilerRole.SIGNATORY)
    make.published(house.filing, by=house.signatory)
    services.amend(house.filing, by=house.signatory, at=make.AT, reason="A typing error.")
    services.mark_ready(house.filing, by=house.signatory, at=make.AT)
    with pytest.raises(steps.NotAllowed):
        services.submit(
            house.filing, by=house.preparer, at=make.AT, signing=make.signing(house.filing)
        )


@pytest.mark.parametrize("role", [FilerRole.PREPARER, FilerRole.APPROVER])
def test_only_a_signatory_signs(client, house, role):
    client.sign_in(house.preparer).post(house.url("ready"))
    client.sign_in(make.a_filer(house.organisation, role))
    page = client.post(house.url("sign"), data={"declaration": "y"}, follow_redirects=True)
    assert "Only a signatory of your organisation can sign and file" in page.text
    assert house.filing.versions == []


def test_a_draft_cannot_be_signed_before_it_is_sent(client, house):
    client.sign_in(house.signatory)
    page = client.post(house.url("sign"), data={"declaration": "y"}, follow_redirects=True)
    assert "It must be sent for signature first" in page.text


def test_a_signatory_without_a_second_factor_gets_nowhere(client, house):
    house.signatory.tf_primary_method = None
    response = client.sign_in(house.signatory).get(house.url("sign"))
    assert response.status_code == 302
    assert "second" in response.location


def test_the_declaration_is_needed(client, house):
    client.sign_in(house.preparer).post(house.url("ready"))
    page = client.sign_in(house.signatory).fill(house.url("sign"))
    assert "Tick the declaration to sign" in page.text
    assert house.filing.versions == []


def test_an_incomplete_filing_asks_for_confirmation(client, house):
    house.filing.pages[0].complete = False
    client.sign_in(house.preparer).post(house.url("ready"))
    client.sign_in(house.signatory)
    assert "Not every page is complete" in client.page(house.url("sign")).text
    refused = client.fill(house.url("sign"), **house.consent())
    assert "tick that you file without them" in refused.text
    client.fill(house.url("sign"), **house.consent(), incomplete="y")
    assert house.filing.status is FilingStatus.SUBMITTED


def test_signing_twice_shows_the_one_version_again(client, session, house):
    client.sign_in(house.preparer).post(house.url("ready"))
    client.sign_in(house.signatory)
    data = house.signature()
    first = client.post(house.url("sign"), data=data)
    second = client.post(house.url("sign"), data=data)
    assert first.location == second.location
    assert len(house.filing.versions) == 1
    assert [e.kind for e in house.filing.events] == ["ready", "submitted"]
    assert len(letters_to(house.preparer)) == 1


class FullStore:
    """A file store whose disk is full."""

    def put(self, stream):
        raise storage.StorageFull("no room")


def test_without_room_for_the_receipt_nothing_is_filed(app, client, session, house, monkeypatch):
    client.sign_in(house.preparer).post(house.url("ready"))
    monkeypatch.setitem(app.extensions, "storage", FullStore())
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    response = client.sign_in(house.signatory).post(house.url("sign"), data=house.signature())
    assert response.status_code >= 500
    assert house.filing.status is FilingStatus.READY
    assert house.filing.versions == []
    entry = session.get(RegisterEntry, (house.organisation.id, 2026))
    assert entry.status is PublicStatus.DUE
    assert ledger.first_broken() is None


def test_who_may_no_longer_act_gets_no_receipt(session, house):
    [authority] = house.preparer.authorities
    authority.status = AuthorityStatus.REVOKED
    make.filed(house.filing, by=house.signatory)
    assert letters_to(house.preparer) == []
    assert len(letters_to(house.signatory)) == 1


# What was filed


def test_who_holds_the_salt_can_work_out_the_hash_again(house):
    version = make.filed(house.filing, by=house.signatory)
    declared = {
        "reference": house.reference,
        "version": 1,
        "period_start": "2025-01-01",
        "period_end": "2025-12-31",
        "answers": make.complete_answers(),
        "documents": version.documents,
        "salt": version.salt,
    }
    text = json.dumps(declared, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert version.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert versions.digest(house.filing, version) == version.sha256


def test_a_file_that_was_removed_is_not_filed(house):
    gone = make.a_document(house.filing, by=house.preparer, removed_at=make.AT)
    version = make.filed(house.filing, by=house.signatory)
    assert gone.sha256 not in {document["sha256"] for document in version.documents}


def test_later_changes_do_not_touch_a_filed_version(session, house):
    version = make.filed(house.filing, by=house.signatory)
    page = next(page for page in house.filing.pages if page.name == "passports")
    page.answers = {"doc_passport_holder": "employer"}
    session.flush()
    session.expire_all()
    assert version.answers["passports"]["doc_passport_holder"] == "worker"


# Returned and filed again


def returned(filing, comments, *, at=make.AT):
    officer = make.a_user("Officer Lim", staff=StaffRole.OFFICER)
    filing.move_to(
        FilingStatus.RETURNED, by=officer, at=at, note="Please see two points.", comments=comments
    )
    publication.returned(filing, at=at)


def test_comments_show_after_a_return_until_it_is_filed_again(client, session, house):
    make.filed(house.filing, by=house.signatory)
    returned(house.filing, {"passports.doc_passport_holder": "Annex 2 says the employer."})
    page = client.sign_in(house.preparer).page(house.url())
    assert "Annex 2 says the employer." in page.text
    assert "1 to correct" in page.text

    client.post(house.url("ready"))
    client.sign_in(house.signatory)
    client.fill(house.url("sign"), **house.consent(), change_note="Passports corrected.")
    assert [version.number for version in house.filing.versions] == [1, 2]
    assert house.filing.versions[1].change_note == "Passports corrected."
    assert "Annex 2" not in client.sign_in(house.preparer).page(house.url()).text
    assert "Annex 2" in client.page(house.url("history")).text


def test_filing_again_does_not_change_the_day_on_which_it_first_came_in(house):
    make.filed(house.filing, by=house.signatory)
    returned(house.filing, {})
    later = make.AT + timedelta(days=90)
    make.filed(house.filing, by=house.signatory, at=later)
    assert house.filing.first_submitted_at == make.AT
    assert house.filing.submitted_at == later


# After publication


def test_an_amendment_keeps_the_published_version_public(client, session, house):
    statement = make.published(house.filing, by=house.signatory)
    client.sign_in(house.preparer)
    client.fill(house.url("amend"), reason="The headcount of Johor was wrong.")
    assert house.filing.status is FilingStatus.DRAFT
    entry = session.get(RegisterEntry, (house.organisation.id, 2026))
    assert entry.status is PublicStatus.PUBLISHED_ON_TIME
    assert entry.statement_id == statement.id
    assert len(house.filing.pages) == len(make.complete_answers())

    client.post(house.url("ready"))
    client.sign_in(house.signatory)
    assert "The headcount of Johor was wrong." in client.get(house.url("sign")).text
    client.fill(house.url("sign"), **house.consent())
    assert house.filing.versions[1].change_note == "The headcount of Johor was wrong."
    assert session.get(RegisterEntry, (house.organisation.id, 2026)).statement_id == statement.id


def test_an_amendment_needs_a_reason(client, house):
    make.published(house.filing, by=house.signatory)
    page = client.sign_in(house.preparer).fill(house.url("amend"), reason="")
    assert "Say why" in page.text
    assert house.filing.status is FilingStatus.PUBLISHED


def test_a_reply_is_published_and_lets_the_grade_be_shown(client, session, house):
    statement = make.published(house.filing, by=house.signatory)
    assert statement.grade_public_on > make.AT.date()
    client.sign_in(house.signatory)
    client.fill(house.url("reply"), answer="reply", text="We have since changed agencies.")
    [reply] = session.scalars(select(Reply)).all()
    assert (reply.version, reply.by) == (1, house.signatory)
    assert statement.replies[0]["text"] == "We have since changed agencies."
    assert "We have since changed agencies." in client.page(house.url("reply")).text


def test_nothing_to_add_lets_the_grade_be_shown_without_a_reply(client, session, house):
    statement = make.published(house.filing, by=house.signatory)
    client.sign_in(house.signatory).fill(house.url("reply"), answer="nothing")
    assert session.scalars(select(Reply)).all() == []
    assert statement.replies == []
    assert house.filing.events[-1].kind == "released"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({}, "Choose whether you reply"),
        ({"answer": "reply", "text": " "}, "Write your reply"),
        ({"answer": "reply", "text": "x" * 4001}, "at most 4,000 characters"),
        ({"answer": "nothing", "text": "But"}, "chose to add nothing"),
    ],
)
def test_a_reply_must_be_clear(client, session, house, answers, message):
    make.published(house.filing, by=house.signatory)
    page = client.sign_in(house.signatory).fill(house.url("reply"), **answers)
    assert message in page.text
    assert session.scalars(select(Reply)).all() == []


def test_a_preparer_does_not_reply_in_public(client, session, house):
    make.published(house.filing, by=house.signatory)
    page = client.sign_in(house.preparer).page(house.url("reply"))
    assert "Only an approver or a signatory" in page.text


def test_nobody_replies_before_publication(client, house):
    page = client.sign_in(house.signatory).page(house.url("reply"))
    assert "You can reply once the statement is published" in page.text


# Not yours


def test_anothers_filing_does_not_exist_on_any_route(app: Flask, client, house):
    make.filed(house.filing, by=house.signatory)
    client.sign_in(make.a_filer(make.an_organisation()))
    values = {"reference": house.reference, "number": 1, "lang": "en", "page": "fees"}
    values |= {"organisation_id": house.organisation.id, "year": 2026, "kind": "csv"}
    asked = 0
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("filing.") or not rule.arguments & values.keys() - {"lang"}:
            continue
        place = {name: values.get(name, 1) for name in rule.arguments}
        with app.test_request_context():
            address = app.url_map.bind("").build(rule.endpoint, place)
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            response = client.open(address, method=method)
            assert response.status_code == 404, f"{method} {address}: {response.status}"
            asked += 1
    assert asked > 10


def test_a_revoked_authority_opens_nothing(client, session, house):
    for authority in house.preparer.authorities:
        authority.status = AuthorityStatus.REVOKED
    make.an_authority(house.preparer, make.an_organisation())
    assert client.sign_in(house.preparer).get(house.url()).status_code == 404


# The reference


@pytest.mark.parametrize(
    ("organisation", "year", "expected"),
    [
        (1, 2026, "ATIP-2026-0000011"),
        (123, 2026, "ATIP-2026-0001233"),
        (1_000_000, 2025, "ATIP-2025-10000005"),
    ],
)
def test_a_reference_says_its_year_and_ends_in_a_check_digit(organisation, year, expected):
    made = reference(organisation, year)
    assert made == expected
    digits = made.removeprefix("ATIP-").replace("-", "")
    assert check_digit(digits[:-1]) == digits[-1]


def test_one_wrong_digit_never_gives_another_valid_reference():
    digits = "2026000123"
    check = check_digit(digits)
    for place, digit in enumerate(digits):
        for wrong in set("0123456789") - {digit}:
            assert check_digit(digits[:place] + wrong + digits[place + 1 :]) != check


# What the rules cannot read


def test_an_answer_that_cannot_be_read_is_not_filed(client, session, house):
    page = next(page for page in house.filing.pages if page.name == "statement")
    page.answers = page.answers | {"filing_homepage_link": "not an address"}
    client.sign_in(house.preparer)
    told = client.post(house.url("ready"), follow_redirects=True)
    assert "An answer cannot be read" in told.text
    house.filing.move_to(FilingStatus.READY, by=house.preparer, at=make.AT)
    with pytest.raises(steps.NotAllowed):
        services.submit(
            house.filing, by=house.signatory, at=make.AT, signing=make.signing(house.filing)
        )
    assert house.filing.versions == []
