"""What a file says, between the page that shows it and the button that takes it.

It waits in the page itself, signed: nothing is kept that somebody would have to clean up, and
nobody can slip in an answer that was not read and shown, or take it to another filing.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from registry.exchange import Content
from registry.models import Filing, User

VALID = timedelta(hours=12)
MOST_SEALED = 3_000_000
"""Characters; a form of more than 4 MB is not read."""


class TooLong(Exception):
    """The answers do not fit into a page."""


class Broken(Exception):
    """The seal is broken, too old, or somebody else's."""


@dataclass(frozen=True, slots=True)
class Sealed:
    filename: str
    answers: dict[str, Any]
    spoilt: frozenset[str]
    """Pages with a mistake, which are not taken."""


def seal(content: Content, filing: Filing, *, by: User, filename: str) -> str:
    """Raises TooLong."""
    spoilt = sorted({mistake.page for mistake in content.mistakes})
    whole = [filing.reference, by.id, filename, dict(content.answers), spoilt]
    sealed = str(_sealer().dumps(whole))
    if len(sealed) > MOST_SEALED:
        raise TooLong
    return sealed


def unseal(text: str | None, filing: Filing, *, by: User) -> Sealed:
    """Raises Broken."""
    try:
        reference, user_id, filename, answers, spoilt = _sealer().loads(
            text or "", max_age=int(VALID.total_seconds())
        )
    except (BadData, ValueError, TypeError) as error:
        raise Broken from error
    if (reference, user_id) != (filing.reference, by.id):
        raise Broken
    return Sealed(filename, answers, frozenset(spoilt))


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="filing-import")
