"""The signatory reads everything on one page and signs exactly that, with a fresh code."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from registry import ledger, publication, second_factor, storage
from registry.accounts import services as accounts
from registry.assessment import assess_version
from registry.extensions import db
from registry.filing import approving, reading, services, sign_offs, signatures, versions
from registry.models import (
    FilerRole,
    FilingStatus,
    LedgerEvent,
    SecondFactor,
    Signature,
)
from tests import factories as make
from tests.filing.house import SECRET, House, letters_to
from tests.filing.test_workflow import words_of

pytestmark = pytest.mark.usefixtures("session")

MOST_QUERIES = 60


@pytest.fixture
def ready(house):
    services.mark_ready(house.filing, by=house.preparer, at=make.AT)
    return house


def page_of(house, name):
    return next(page for page in house.filing.pages if page.name == name)


# What the signatory reads


def read_by(app, house):
    with app.test_request_context("/en/"):
        return reading.of(house.filing, house.signatory, at=make.AT)


def test_the_page_shows_what_publishing_will_show(app, house):
    page = page_of(house, "cases")
    page.answers = page.answers | {"grv_cases_women": 3}
    read = read_by(app, house)
    version = make.filed(house.filing, by=house.signatory)
    house.filing.move_to(FilingStatus.PUBLISHED, by=None, at=make.AT)
    judged = assess_version(version, house.filing)
    statement = publication.publish(house.filing, version, assessment=judged, at=make.AT, note="")
    assert read.sha256 == version.sha256
    assert read.assessment == statement.assessment
    shown = {page.name: answers for page, answers in read.pages}
    assert statement.answers["cases"]["grv_cases_women"] == "suppressed"
    texts = {each.question.name: each.text for each in shown["cases"]}
    assert texts["grv_cases_women"] != "3"
    assert [row.corridor for row in read.costs] == [make.CORRIDOR]


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_everything_stands_on_one_page_in_few_queries(client, ready, lang):
    house = ready
    house.filing.documents[0].text = "We gave back what should never have been taken. " * 60
    client.sign_in(house.signatory)
    made = []
    listen = lambda *_: made.append(1)  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    page = client.page(house.url("sign", lang))
    event.remove(db.engine, "before_cursor_execute", listen)
    assert len(made) <= MOST_QUERIES
    for words in ("should never have been taken", "Nur Preparer", "Contoh Logistik Sdn Bhd"):
        assert words in page.text
    assert versions.digest_now(house.filing) in page.text


def test_anybody_of_the_house_reads_it_before_and_nobody_else(client, new_client, house):
    page = client.sign_in(house.preparer).page(house.url("reading"))
    assert "Contoh Logistik Sdn Bhd" in page.text
    stranger = new_client().sign_in(make.a_filer(make.an_organisation()))
    assert stranger.get(house.url("reading")).status_code == 404


def test_a_second_version_says_what_changed(app, house):
    make.published(house.filing, by=house.signatory)
    services.amend(house.filing, by=house.preparer, at=make.AT, reason="Miscounted.")
    page = page_of(house, "movement")
    page.answers = page.answers | {"doc_passes_total": 158}
    [part] = read_by(app, house).earlier.pages
    assert [(each.before.text, each.after.text) for each in part.answers] == [("160", "158")]


# Changed meanwhile


def test_what_changed_since_it_was_read_is_not_signed(client, ready):
    house = ready
    client.sign_in(house.signatory)
    form = {**house.signature(), "opened_at": make.AT.isoformat()}
    page = page_of(house, "governance")
    page.answers = page.answers | {"gov_accountable_post": "Chief people officer"}
    page.saved_at = make.AT + timedelta(minutes=5)
    refused = client.post(house.url("sign"), data=form)
    assert refused.status_code == 409
    assert "It changed since you read it" in refused.text
    assert "Approval and responsibility" in refused.text
    assert house.filing.versions == []
    assert house.signatory.totp_counter is None
    client.post(house.url("sign"), data=house.signature())
    assert house.filing.status is FilingStatus.SUBMITTED


def test_a_filing_taken_back_meanwhile_is_not_signed(client, ready):
    house = ready
    form = house.signature()
    services.take_back(house.filing, by=house.preparer, at=make.AT, reason="One more look.")
    told = client.sign_in(house.signatory).post(house.url("sign"), data=form, follow_redirects=True)
    assert "It must be sent for signature first" in told.text
    assert house.filing.versions == []


# The second factor


@pytest.mark.parametrize("code", ["000000", "no-such-code", ""])
def test_a_wrong_code_loses_nothing_that_was_typed(client, ready, code):
    house = ready
    form = {**house.signature(), "code": code, "post": "Chairman of the board"}
    again = client.sign_in(house.signatory).post(house.url("sign"), data=form)
    assert again.status_code == 422
    assert "Chairman of the board" in again.text
    assert re.search(r'name="declaration"[^>]*checked|checked[^>]*name="declaration"', again.text)
    assert house.filing.versions == []


def test_a_code_works_once(client, ready, session):
    house = ready
    form = house.signature()
    client.sign_in(house.signatory).post(house.url("sign"), data=form)
    other = House()
    make.an_authority(house.signatory, other.organisation, FilerRole.SIGNATORY)
    services.mark_ready(other.filing, by=other.preparer, at=make.AT)
    again = {**form, "seen": versions.digest_now(other.filing)}
    refused = client.post(other.url("sign"), data=again)
    assert "it was used before" in refused.text
    assert other.filing.versions == []


def test_a_recovery_code_signs_and_is_used_up(app, client, ready, session):
    house = ready
    codes = app.extensions["security"].mf_recovery_codes_util.create_recovery_codes(house.signatory)
    form = {**house.signature(), "code": f" {codes[0].upper()} "}
    client.sign_in(house.signatory).post(house.url("sign"), data=form)
    assert session.scalars(select(Signature.second_factor)).one() is SecondFactor.RECOVERY
    assert second_factor.accepted(house.signatory, codes[0]) is None
    assert second_factor.accepted(house.signatory, codes[1]) is SecondFactor.RECOVERY


def test_after_five_wrong_codes_a_right_one_waits(new_app):
    app = new_app(WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True)
    with app.app_context():
        house = House()
        services.mark_ready(house.filing, by=house.preparer, at=make.AT)
        client = app.test_client().sign_in(house.signatory)
        form = house.signature()
        for _wrong in range(5):
            assert client.post(house.url("sign"), data={**form, "code": "1"}).status_code == 422
        refused = client.post(house.url("sign"), data=form)
        assert refused.status_code == 429
        assert "too many tries" in refused.text
        assert house.filing.versions == []
        db.session.remove()


# The record


def test_the_record_says_who_signed_what_and_stands_in_the_log(client, session, house):
    approver = make.a_filer(house.organisation, FilerRole.APPROVER, name="Daniel Approver")
    pages = {page.name: page for page in house.filing.pages}
    seen = {name: sign_offs.digest_now(house.filing, pages[name], name) for name in pages}
    approving.sign_off(house.filing, seen, by=approver, at=make.AT)
    services.mark_ready(house.filing, by=approver, at=make.AT)
    form = {**house.signature(), "post": "Pengarah urusan"}
    client.sign_in(house.signatory).post(house.url("sign", "ms"), data=form)
    [version] = house.filing.versions
    signature = version.signature
    assert (signature.name, signature.post) == ("Tan Signatory", "Pengarah urusan")
    assert signature.second_factor is SecondFactor.TOTP
    assert signature.content_sha256 == version.sha256
    assert signature.tier == "none"
    assert signature.language == "ms"
    assert "Saya" in signature.declaration
    assert {each["name"] for each in signature.sign_offs} == {"Daniel Approver"}
    assert len(signature.sign_offs) == len(pages)
    session.expire_all()
    assert ledger.digest(signatures.content(signature)) == signature.sha256
    logged = session.scalars(select(LedgerEvent.data)).one()
    assert signature.sha256 in logged
    with storage.open(version.receipt_sha256) as receipt:
        text = words_of(receipt.read())
    for words in ("Tan Signatory", "Pengarah urusan", "Daniel Approver", signature.sha256):
        assert words in text
    assert letters_to(approver)[-1].attachments


def test_the_post_is_remembered_for_the_next_time(client, house):
    make.published(house.filing, by=house.signatory)
    assert signatures.last_post(house.filing, house.signatory) == "Executive director"
    assert signatures.last_post(make.a_filing(), house.signatory) == ""


def test_whoever_signs_a_record_cannot_be_changed_later(session, house):
    version = make.filed(house.filing, by=house.signatory)
    house.signatory.name = "Another Name"
    session.flush()
    session.expire_all()
    assert version.signature.name == "Tan Signatory"
    assert ledger.digest(signatures.content(version.signature)) == version.signature.sha256


def test_two_signatories_of_one_company_have_their_own_codes(client, ready):
    house = ready
    other = make.a_filer(house.organisation, FilerRole.SIGNATORY)
    accounts.enrol_totp(other, SECRET[::-1])
    form = house.signature()
    refused = client.sign_in(other).post(house.url("sign"), data=form)
    assert refused.status_code == 422
    assert house.filing.versions == []
