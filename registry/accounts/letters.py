"""The letters that Flask-Security asks for, written into our outbox."""

from typing import Any

from flask import Response, after_this_request
from flask_security import MailUtil

from registry import notices
from registry.extensions import db
from registry.models import User


class Letters(MailUtil):
    """Writes to the outbox, in the reader's language, in the transaction of the request.

    A letter goes to the bare address and greets nobody by name: at sign-up anybody may type any
    name beside anybody's address.
    """

    def send_mail(
        self,
        template: str,
        subject: str,
        recipient: Any,
        sender: Any,
        body: str | None,
        html: str | None,
        **context: Any,
    ) -> None:
        user: User = context["user"]
        notices.write(
            template,
            to=user.email,
            language=user.language,
            confirmation_token=context.get("confirmation_token"),
            reset_token=context.get("reset_token"),
        )
        after_this_request(_commit)


def _commit(response: Response) -> Response:
    """Keep the letter; Flask-Security's own views commit only what changes an account."""
    db.session.commit()
    return response
