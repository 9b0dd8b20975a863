"""A statement in few plain words: what stands out, and who holds the passports."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from registry.answers_shown import Question, pages, text_of
from registry.i18n import in_language

PASSPORTS = "doc_passport_holder"


def standing_out(assessment: Mapping[str, Any]) -> tuple[str, str] | None:
    """The theme with the highest and that with the lowest score; None where all score alike."""
    scored = [each for each in assessment["themes"] if each["score"] is not None]
    ranked = sorted(scored, key=_score)
    if not ranked or _score(ranked[0]) == _score(ranked[-1]):
        return None
    return in_language(ranked[-1]["title"]), in_language(ranked[0]["title"])


def passports(answers: Mapping[str, Mapping[str, Any]]) -> str:
    """Who holds the passports of workers, in the words of the question; empty if not answered."""
    return text_of(question(PASSPORTS), answers.get("passports", {}).get(PASSPORTS))


@cache
def question(name: str) -> Question:
    return next(each for page in pages() for each in page.questions if each.name == name)


def _score(theme: Mapping[str, Any]) -> Decimal:
    return Decimal(theme["score"])
