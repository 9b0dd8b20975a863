"""Send what lies in the outbox, by SMTP, each letter once unless a worker dies at the wrong moment.

A worker claims a letter by moving its ``not_before`` ahead and committing that before it speaks to
the mail server; so two workers never send the same letter. One that dies between the server's
"accepted" and its own commit leaves the letter to be sent again after ``CLAIM``: twice rather than
never, with the same Message-ID both times.
"""

import smtplib
import ssl
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app
from sqlalchemy import or_, select

from registry import storage
from registry.extensions import db
from registry.models import OutboxMessage

TIMEOUT = 30
CLAIM = timedelta(minutes=30)
"""How long a claimed letter is left alone; a batch of letters takes far less."""
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))
"""How long to wait after each failed attempt; after the last of them the letter is given up."""
ENCRYPTED = 465
PLAIN = 25
LONG_HEADERS = policy.default.clone(max_line_length=900)
"""For a header with an address that must stay whole: a shorter limit would have it encoded."""
REFUSED_FOR_GOOD = range(500, 600)


@dataclass(frozen=True)
class Delivered:
    """How many letters the mail server took, and how many it or the way to it refused."""

    sent: int = 0
    failed: int = 0


def deliver(now: datetime, limit: int = 50) -> Delivered:
    """Send at most ``limit`` letters that are due; commits after each. Nothing without SMTP_URL."""
    url = urlsplit(current_app.config["SMTP_URL"])
    if not (letters := _claimed(now, limit) if url.hostname else []):
        return Delivered()
    waiting = deque(letters)
    try:
        with _server(url) as server:
            while waiting:
                _send(server, waiting[0], now)
                waiting.popleft()
    except (OSError, smtplib.SMTPException) as error:
        for letter in waiting:
            _postpone(letter, error, now)
    sent = sum(letter.sent_at is not None for letter in letters)
    return Delivered(sent, len(letters) - sent)


def _claimed(now: datetime, limit: int) -> list[OutboxMessage]:
    """The oldest letters that are due, ours alone for a while."""
    letters = db.session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.attempts <= len(DELAYS),
            or_(OutboxMessage.not_before.is_(None), OutboxMessage.not_before <= now),
        )
        .order_by(OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for letter in letters:
        letter.not_before = now + CLAIM
        letter.attempts += 1
    db.session.commit()
    return list(letters)


def _send(server: smtplib.SMTP, letter: OutboxMessage, now: datetime) -> None:
    """Hand one letter to the server and keep the outcome; only a lost connection raises."""
    try:
        server.send_message(_message(letter))
    except (smtplib.SMTPServerDisconnected, ConnectionError, TimeoutError):
        raise
    except (smtplib.SMTPException, storage.StorageError, ValueError) as error:
        _postpone(letter, error, now)
    else:
        letter.sent_at, letter.not_before, letter.error = now, None, ""
        db.session.commit()


def _postpone(letter: OutboxMessage, error: Exception, now: datetime) -> None:
    """Note why the letter did not go, and when to try again; a refusal for good is not repeated."""
    letter.error = f"{type(error).__name__}: {error}"[:1000]
    if _is_final(error):
        letter.attempts = len(DELAYS) + 1
    letter.not_before = now + DELAYS[min(letter.attempts, len(DELAYS)) - 1]
    db.session.commit()
    current_app.logger.warning("letter %s was not sent: %s", letter.id, letter.error)


def _is_final(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in REFUSED_FOR_GOOD for code, _ in error.recipients.values())
    return isinstance(error, ValueError)


@contextmanager
def _server(url: SplitResult) -> Iterator[smtplib.SMTP]:
    """A connection that is encrypted wherever it can be, and always before a password is sent."""
    host, trusted = url.hostname or "", ssl.create_default_context()
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, url.port or ENCRYPTED, timeout=TIMEOUT, context=trusted
        )
    else:
        server = smtplib.SMTP(host, url.port or PLAIN, timeout=TIMEOUT)
    with server:
        server.ehlo()
        if url.scheme != "smtps" and (url.username or server.has_extn("starttls")):
            server.starttls(context=trusted)
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        yield server


def _message(letter: OutboxMessage) -> EmailMessage:
    """The letter as it goes over the wire; a line break in a header is a ValueError."""
    sender = current_app.config["MAIL_FROM"]
    domain = parseaddr(sender)[1].rpartition("@")[2]
    message = EmailMessage(policy=LONG_HEADERS if letter.unsubscribe else policy.default)
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = f"<letter-{letter.id}-{letter.created_at:%Y%m%d%H%M%S}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.body)
    message["Content-Language"] = letter.language
    for attachment in letter.attachments:
        maintype, _, subtype = attachment["media_type"].partition("/")
        message.add_attachment(
            _bytes(attachment), maintype=maintype, subtype=subtype, filename=attachment["filename"]
        )
    return message


def _bytes(attachment: dict[str, Any]) -> bytes:
    """A stored file, or the short text that is kept with the letter."""
    if "text" in attachment:
        return str(attachment["text"]).encode()
    with storage.open(attachment["sha256"]) as file:
        return file.read()
