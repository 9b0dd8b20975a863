"""Letters leave the outbox by SMTP: once, in order, again when it failed, and never altered."""

import io
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import AuthResult, LoginPassword
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from registry import cli, mail_delivery, storage
from registry.commands import context
from registry.extensions import db
from registry.mail_delivery import CLAIM, DELAYS, Delivered, deliver
from registry.models import OutboxMessage
from tests.server import free_port

NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


def a_letter(**columns: Any) -> OutboxMessage:
    letter = OutboxMessage(
        **{
            "recipient": "siti@example.com",
            "subject": "Resit: ATIP-2026-1 — versi 1",
            "body": "Terima kasih.\n",
            "language": "ms",
            "created_at": NOW,
        }
        | columns
    )
    db.session.add(letter)
    db.session.commit()
    return letter


@pytest.fixture
def sending(app: Flask, session: Any, smtp: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The mail server that the shared application sends to."""
    monkeypatch.setitem(app.config, "SMTP_URL", smtp.url)
    return smtp


def test_letters_are_sent_in_order_and_once(sending: Any) -> None:
    first, second = a_letter(subject="First"), a_letter(subject="Second")
    assert deliver(NOW) == Delivered(sent=2)
    assert deliver(NOW) == Delivered()
    assert [message["Subject"] for message in sending.messages] == ["First", "Second"]
    assert first.sent_at == second.sent_at == NOW


def test_a_letter_arrives_as_it_was_written(sending: Any) -> None:
    a_letter(body="Baris satu\nRM1,700.00 – “benar”\n")
    deliver(NOW)
    [message] = sending.messages
    assert "Resit: ATIP-2026-1 — versi 1" in str(decoded(message["Subject"]))
    assert message["To"] == "siti@example.com"
    assert message["Content-Language"] == "ms"
    body = message.get_payload(decode=True).decode()
    assert body.splitlines() == ["Baris satu", "RM1,700.00 – “benar”"]


def decoded(header: str) -> Any:
    return make_header(decode_header(header))


def test_attachments_come_from_the_store(sending: Any) -> None:
    stored = storage.put(io.BytesIO(b"%PDF-1.7 receipt"))
    a_letter(
        attachments=[
            {
                "sha256": stored.sha256,
                "filename": "resit ATIP-2026-1 “v1”.pdf",
                "media_type": "application/pdf",
            }
        ]
    )
    deliver(NOW)
    [text, receipt] = sending.messages[0].get_payload()
    assert text.get_content_type() == "text/plain"
    assert receipt.get_payload(decode=True) == b"%PDF-1.7 receipt"
    assert receipt.get_filename() == "resit ATIP-2026-1 “v1”.pdf"


def test_a_missing_attachment_holds_back_one_letter_only(sending: Any) -> None:
    absent = {"sha256": "0" * 64, "filename": "a.pdf", "media_type": "application/pdf"}
    held = a_letter(attachments=[absent])
    a_letter(subject="Second")
    assert deliver(NOW) == Delivered(sent=1, failed=1)
    assert "NotStored" in held.error
    assert held.sent_at is None


def test_without_a_mail_server_letters_stay_in_the_outbox(app: Flask, session: Any) -> None:
    letter = a_letter()
    assert deliver(NOW) == Delivered()
    assert (letter.sent_at, letter.attempts) == (None, 0)


def test_a_server_that_is_away_is_tried_again_with_growing_delays(
    app: Flask, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://127.0.0.1:{free_port()}")
    letter, at = a_letter(), NOW
    for delay in DELAYS:
        assert deliver(at) == Delivered(failed=1)
        assert letter.not_before == at + delay
        assert deliver(at + delay - timedelta(seconds=1)) == Delivered()
        at += delay
    assert deliver(at) == Delivered(failed=1)
    assert "ConnectionRefused" in letter.error
    assert deliver(at + timedelta(days=365)) == Delivered()


def test_a_header_that_would_break_out_is_not_sent(sending: Any) -> None:
    letter = a_letter(subject="Hello\nBcc: everyone@example.com")
    assert deliver(NOW) == Delivered(failed=1)
    assert sending.messages == []
    assert deliver(NOW + timedelta(days=9)) == Delivered()
    assert letter.error.startswith("ValueError")


class Picky(Message):
    """Refuses one address for good and another for now."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Any] = []

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address == "gone@example.com":
            return "550 no such user"
        if address == "full@example.com":
            return "452 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Any) -> None:
        self.messages.append(message)


@pytest.fixture
def start(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Start a mail server with other manners, and let the application send to it."""
    running: list[Controller] = []

    def started(handler: Any, *, account: str = "", **settings: Any) -> Any:
        port = free_port()
        controller = Controller(handler, hostname="127.0.0.1", port=port, **settings)
        controller.start()
        running.append(controller)
        monkeypatch.setitem(app.config, "SMTP_URL", f"smtp://{account}127.0.0.1:{port}")
        return handler

    yield started
    for controller in running:
        controller.stop()


def test_one_bad_address_stops_no_other_letter(session: Any, start: Callable[..., Any]) -> None:
    server = start(Picky())
    gone, full = a_letter(recipient="gone@example.com"), a_letter(recipient="full@example.com")
    a_letter()
    assert deliver(NOW) == Delivered(sent=1, failed=2)
    assert len(server.messages) == 1
    assert deliver(NOW + timedelta(days=1)) == Delivered(failed=1)
    assert (gone.attempts > len(DELAYS), full.attempts) == (True, 2)


def test_a_password_is_never_sent_in_clear(session: Any, start: Callable[..., Any]) -> None:
    seen = []

    def login(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        seen.append(LoginPassword(data.login, data.password))
        return AuthResult(success=True)

    start(Picky(), account="user:pass@", authenticator=login, auth_require_tls=False)
    letter = a_letter()
    assert deliver(NOW) == Delivered(failed=1)
    assert seen == []
    assert "STARTTLS" in letter.error


def test_a_claimed_letter_is_left_alone_until_its_worker_must_be_dead(sending: Any) -> None:
    letter = a_letter()
    assert mail_delivery._claimed(NOW, 10) == [letter]
    assert deliver(NOW + timedelta(minutes=1)) == Delivered()
    assert deliver(NOW + CLAIM) == Delivered(sent=1)


def test_two_workers_send_every_letter_once(new_app: Callable[..., Flask], smtp: Any) -> None:
    app = new_app(SMTP_URL=smtp.url)
    with app.app_context():
        for number in range(30):
            a_letter(subject=f"Letter {number}")

    def work() -> None:
        with app.app_context():
            while deliver(NOW, limit=3).sent:
                pass

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    subjects = sorted(message["Subject"] for message in smtp.messages)
    assert subjects == sorted(f"Letter {number}" for number in range(30))
    with app.app_context():
        assert not db.session.scalars(
            select(OutboxMessage).where(OutboxMessage.sent_at.is_(None))
        ).all()


def test_the_command_says_what_it_did_and_fails_when_a_letter_did(
    new_app: Callable[..., Flask], smtp: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = new_app(SMTP_URL=smtp.url)
    monkeypatch.setattr(context, "create_app", lambda: app)
    with app.app_context():
        a_letter()
    done = CliRunner().invoke(cli.main, ["send-mail"])
    assert (done.exit_code, done.output) == (0, "1 letters sent, 0 not.\n")
    with app.app_context():
        a_letter(subject="Broken\nheader")
    done = CliRunner().invoke(cli.main, ["send-mail"])
    assert (done.exit_code, done.output) == (1, "0 letters sent, 1 not.\n")
