"""Letters are written once, in the reader's language, in the transaction of what they tell of."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from registry import notices
from registry.extensions import db
from registry.filing import talking
from registry.following.changes import Change
from registry.models import (
    Agency,
    AgencyAppointment,
    AuditAct,
    AuditStep,
    AuthorityStatus,
    Concern,
    ConcernState,
    ExtensionDecision,
    ExtensionOutcome,
    ExtensionRequest,
    FilerRole,
    Filing,
    FilingVersion,
    Invitation,
    OutboxMessage,
    RegisterEntry,
    SecretaryCode,
    Statement,
    User,
)
from registry.reminded import Work
from tests import factories

OURS = (
    "agency-appointed",
    "agency-asked",
    "agency-decided",
    "agency-ended",
    "audit-decided",
    "audit-evidence",
    "authority-decided",
    "authority-requested",
    "colleague-began",
    "colleague-left",
    "comment",
    "concern-accepted",
    "concern-answer-returned",
    "concern-confirm",
    "concern-danger",
    "concern-settled",
    "following-changes",
    "following-confirm",
    "extension-decided",
    "filing-published",
    "filing-received",
    "filing-returned",
    "page-reopened",
    "ready-to-approve",
    "invitation",
    "ready-to-sign",
    "secretary-changed",
    "secretary-code",
    "reminders-unreached",
    "statement-due",
    "statement-returned",
    "statement-withdrawn",
    "taken-back",
)


@pytest.fixture
def filing(session: Any) -> Filing:
    return factories.a_filing(factories.an_organisation("Contoh Sawit Berhad"))


@pytest.fixture
def values(filing: Filing) -> dict[str, Any]:
    """Everything that any of our letters tells of."""
    person = factories.a_user("Mei Ling Tan")
    authority = factories.an_authority(person, filing.organisation)
    authority.reason, authority.decision_reason = "New company secretary", "Known to us"
    version = FilingVersion(
        number=2,
        answers={},
        documents=[],
        sha256="ab" * 32,
        submitted_at=factories.AT,
        submitted_by=person,
    )
    filing.versions.append(version)
    statement = Statement(version=1, published_at=factories.AT, grade_public_on=date(2026, 5, 18))
    entry = db.session.get(RegisterEntry, (filing.organisation_id, filing.year))
    agency = Agency(
        name="Ejen Contoh Sawit Berhad",
        ssm_number="201901777777",
        confirmed_at=factories.AT,
        decision_reason="Seen.",
    )
    return {
        "agency": agency,
        "appointment": AgencyAppointment(
            agency=agency,
            organisation=filing.organisation,
            role=FilerRole.PREPARER,
            appointed_by=person,
            ended_by=person,
            reason="For 2026.",
            ended_reason="Over.",
        ),
        "concern": Concern(
            id=1,
            reference="Q-7K3M9QXZ",
            organisation_id=filing.organisation_id,
            organisation=filing.organisation,
            state=ConcernState.CLOSED,
            answer_by=date(2026, 5, 25),
        ),
        "name": filing.organisation.name,
        "token": "token-of-a-letter",
        "changes": [
            Change(
                "1",
                "published",
                factories.AT,
                filing.organisation_id,
                filing.organisation.name,
                "industrial",
                2026,
            )
        ],
        "days": 3,
        "work": Work("draft", 4, filing.reference),
        "request": ExtensionRequest(due_on=date(2026, 6, 30)),
        "decision": ExtensionDecision(
            outcome=ExtensionOutcome.GRANTED, due_on=date(2026, 7, 31), reason="A flood."
        ),
        "entries": [entry],
        "count": 1,
        "day": date(2026, 5, 1),
        "filing": filing,
        "organisation": filing.organisation,
        "sent": SecretaryCode(
            user=person,
            organisation=filing.organisation,
            role=FilerRole.SIGNATORY,
            expires_at=factories.AT,
        ),
        "invitation": Invitation(
            invited_by=person,
            organisation=filing.organisation,
            role=FilerRole.APPROVER,
            expires_at=factories.AT,
        ),
        "orphaned": True,
        "code": "ABCD2345",
        "link": "link-of-a-letter",
        "version": version,
        "statement": statement,
        "authority": authority,
        "entry": entry,
        "by": person,
        "reason": "The figures were wrong.",
        "note": "Please see page 3.\r\nThank you.",
        "comments": {"Fee table, row 3": "The amount is missing."},
        "overdue": True,
        "page": "passports",
        "field": "doc_passport_holder",
        "about": talking.title,
        "title": "Passports",
        "step": AuditStep(act=AuditAct.FULL_REQUIRED, note="Payroll.", answer_by=date(2026, 6, 3)),
        "decide_url": "http://127.0.0.1:8000/en/requests/1",
    }


@pytest.mark.parametrize("language", ["en", "ms"])
@pytest.mark.parametrize("template", OURS)
def test_every_letter_reads_well(values: dict[str, Any], template: str, language: str) -> None:
    to = factories.a_user("Siti Nurhaliza")
    letter = notices.write(template, to=to, language=language, **values)
    assert letter is not None
    assert (letter.recipient, letter.language) == (to.email, language)
    assert 10 < len(letter.subject) < 120
    assert "Siti Nurhaliza" in letter.body
    assert "Contoh Sawit Berhad" in " ".join(f"{letter.subject} {letter.body}".split())
    assert "http://127.0.0.1:8000/" in letter.body or template == "authority-decided"
    text = letter.subject + letter.body
    assert not any(odd in text for odd in ("\r", "\n\n\n", "None", "{{", "{%", "&#", "&amp;"))
    assert all(len(line) <= 76 or "http" in line for line in letter.body.splitlines())


def test_letters_about_a_filing_lead_to_the_reader_s_own_language(values: dict[str, Any]) -> None:
    letter = notices.write("ready-to-sign", to="a@example.invalid", language="ms", **values)
    assert letter is not None
    assert f"http://127.0.0.1:8000/ms/filings/{values['filing'].reference}" in letter.body


def test_dates_follow_the_reader_and_not_the_page(app: Flask, values: dict[str, Any]) -> None:
    with app.test_request_context("/en/"):
        letter = notices.write("filing-published", to="a@example.invalid", language="ms", **values)
    assert letter is not None
    assert "18 Mei 2026" in " ".join(letter.body.split())


def test_the_host_of_a_request_never_enters_a_letter(app: Flask, values: dict[str, Any]) -> None:
    with app.test_request_context("/en/", headers={"Host": "evil.example"}):
        letter = notices.write("ready-to-sign", to="a@example.invalid", language="en", **values)
    assert letter is not None
    assert "evil.example" not in letter.body


def test_every_decision_has_its_words(values: dict[str, Any]) -> None:
    subjects = set()
    for status in (AuthorityStatus.ACCEPTED, AuthorityStatus.REFUSED, AuthorityStatus.REVOKED):
        values["authority"].status = status
        letter = notices.write("authority-decided", to="a@example.invalid", language="en", **values)
        assert letter is not None
        subjects.add(letter.subject)
    assert len(subjects) == 3


def test_a_letter_with_a_key_is_written_once(values: dict[str, Any]) -> None:
    def write() -> OutboxMessage | None:
        return notices.write(
            "taken-back", to="a@example.invalid", language="en", once="taken:1", **values
        )

    assert write() is not None
    assert write() is None
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1


def test_a_letter_goes_away_with_its_transaction(values: dict[str, Any]) -> None:
    with pytest.raises(RuntimeError), db.session.begin_nested():
        notices.write("taken-back", to="a@example.invalid", language="en", **values)
        raise RuntimeError
    assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def test_two_who_write_the_same_letter_at_once_write_one(new_app: Callable[..., Flask]) -> None:
    app, ready, written = new_app(), threading.Barrier(2), []

    def write() -> None:
        with app.app_context():
            ready.wait()
            written.append(_taken_back())
            db.session.commit()

    with app.app_context():
        factories.a_filing()
        db.session.commit()
    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 1
    assert sorted(letter is None for letter in written) == [False, True]


def _taken_back() -> OutboxMessage | None:
    return notices.write(
        "taken-back",
        to="a@example.invalid",
        language="en",
        once="taken:1",
        filing=db.session.scalars(select(Filing)).one(),
        by=User(name="Mei Ling Tan"),
        note="",
    )


def test_a_name_with_line_breaks_makes_no_header(values: dict[str, Any]) -> None:
    values["by"].name = "Eve\nBcc: all@example.invalid"
    letter = notices.write(
        "taken-back", to="a@example.invalid\nBcc: b@example.invalid", language="en", **values
    )
    assert letter is not None
    assert "\n" not in letter.subject + letter.recipient
