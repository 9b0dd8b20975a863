"""Letters: written into the outbox in the transaction of what they tell of, sent afterwards.

A letter is ``templates/mail/<name>.txt``: the first line is the subject, the rest plain text.
It is rendered in the language of who receives it, whatever the language of who causes it.
"""

import re
import textwrap
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from registry import clock
from registry.extensions import db
from registry.i18n import speaking
from registry.models import OutboxMessage, User

WIDTH = 76
LONGEST_SUBJECT = 300
AMONG_COLLEAGUES = frozenset({"comment"})
"""Letters of people of one organisation to each other: they belong to no dossier."""


class Attachment(TypedDict):
    """A stored file that goes with a letter."""

    sha256: str
    filename: str
    media_type: str


class ShortText(TypedDict):
    """A text that goes with a letter and is kept with it, such as an entry for a calendar."""

    text: str
    filename: str
    media_type: str


def write(
    template: str,
    *,
    to: User | str,
    language: str,
    once: str | None = None,
    attachments: Iterable[Attachment | ShortText] = (),
    at: datetime | None = None,
    unsubscribe: str | None = None,
    forget_on: date | None = None,
    **values: Any,
) -> OutboxMessage | None:
    """Put a letter into the outbox; None when one was written under the key ``once`` before.

    Templates see ``values``, ``recipient`` (the User, or None for a bare address), ``address``
    (``address("filing.tasks", reference=...)``) and ``operator``. ``at`` is now unless given.
    ``unsubscribe`` is where a mail program ends it by one click; ``forget_on`` is set for readers
    without an account.
    """
    if once and db.session.scalar(select(OutboxMessage.id).where(OutboxMessage.once == once)):
        return None
    person = to if isinstance(to, User) else None
    subject, body = _render(template, language, recipient=person, **values)
    organisation_id, year = (None, None) if template in AMONG_COLLEAGUES else _about(values)
    letter = OutboxMessage(
        recipient=_one_line(person.email if person else str(to)),
        language=language,
        subject=subject,
        body=body,
        attachments=[dict(attachment) for attachment in attachments],
        organisation_id=organisation_id,
        year=year,
        once=once,
        unsubscribe=unsubscribe,
        forget_on=forget_on,
        created_at=at or clock.now(),
    )
    return _added(letter)


def address(endpoint: str, *, language: str, **values: Any) -> str:
    """The address of a page as people reach it: it starts with the setting PUBLIC_URL.

    The Host header of a request is never used; whoever sends the request chooses it.
    """
    path = current_app.url_map.bind("").build(endpoint, {"lang": language, **values})
    return str(current_app.config["PUBLIC_URL"]).rstrip("/") + path


def _added(letter: OutboxMessage) -> OutboxMessage | None:
    """Add the letter, unless another transaction wrote it in the meantime."""
    try:
        with db.session.begin_nested():
            db.session.add(letter)
    except IntegrityError:
        return None
    return letter


def _about(values: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """The organisation and year of the filing that a letter tells of, by what it is written from.

    The dossier of that filing shows the letter; one about an account or the rules belongs to none.
    """
    version = values.get("version")
    subject = values.get("filing") or values.get("entry") or (version and version.filing)
    return (subject.organisation_id, subject.year) if subject else (None, None)


def _render(template: str, language: str, **values: Any) -> tuple[str, str]:
    def addressed(endpoint: str, **arguments: Any) -> str:
        return address(endpoint, language=language, **arguments)

    with speaking(language):
        text = current_app.jinja_env.get_template(f"mail/{template}.txt").render(
            address=addressed, operator=current_app.config["OPERATOR"], **_safe(values)
        )
    subject, _, body = text.strip().partition("\n")
    return _one_line(subject)[:LONGEST_SUBJECT], _wrapped(body)


def _safe(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values without carriage returns, so that every line of a letter ends the same way."""
    return {
        name: value.replace("\r\n", "\n") if isinstance(value, str) else value
        for name, value in values.items()
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wrapped(body: str) -> str:
    """Lines of readable length, one blank line between paragraphs; addresses stay whole."""
    lines = (
        textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False,
                      subsequent_indent="  " if line.startswith("- ") else "") or [""]
        for line in body.strip().splitlines()
    )  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", "\n".join("\n".join(line) for line in lines)) + "\n"
