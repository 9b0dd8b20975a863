"""What a reader may have meant whose words find nothing."""

from difflib import get_close_matches

from sqlalchemy import select

from registry import names
from registry.extensions import db
from registry.models import OrganisationWord
from registry.organisations import LAST_CHARACTER

LOOKED_AT = 3_000
CLOSE_ENOUGH = 0.7
SHORTEST = 4
"""Shorter words resemble too many others."""


def suggestion(text: str) -> str | None:
    """The same words with unknown ones replaced by the most similar; None if nothing is better."""
    words = names.words(text)
    meant = [_known(word) for word in words]
    if not all(meant) or meant == list(words):
        return None
    return " ".join(word for word in meant if word)


def _known(word: str) -> str | None:
    """The word itself where one begins with it, else the nearest that starts with its letter."""
    if _starting_with(word, limit=1):
        return word
    if len(word) < SHORTEST:
        return None
    near = get_close_matches(word, _starting_with(word[0], limit=LOOKED_AT), 1, CLOSE_ENOUGH)
    return near[0] if near else None


def _starting_with(start: str, *, limit: int) -> list[str]:
    found = (
        select(OrganisationWord.word)
        .where(OrganisationWord.word >= start, OrganisationWord.word < start + LAST_CHARACTER)
        .distinct()
        .limit(limit)
    )
    return list(db.session.scalars(found))
