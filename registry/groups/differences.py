"""Answers that a company of the group would give otherwise than the group does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """What one company says to one question, such as ``passports.doc_passport_holder``."""

    company: str
    question: str
    said: str

    @property
    def field(self) -> str:
        """The answer's name, without its page."""
        return self.question.rpartition(".")[2]


def differences(pages: Mapping[str, Any]) -> list[Difference]:
    """What the page ``differences`` says; a row that is not complete says nothing."""
    rows = (pages.get("differences") or {}).get("differences")
    if not isinstance(rows, list):
        return []
    found = (
        Difference(*(str(row.get(name) or "") for name in ("entity", "question", "said")))
        for row in rows
        if isinstance(row, Mapping)
    )
    return [each for each in found if each.company and each.question and each.said]


def by_question(pages: Mapping[str, Any]) -> dict[str, list[Difference]]:
    """The differences of a filing, by the name of the answer that they differ from."""
    found: dict[str, list[Difference]] = {}
    for each in differences(pages):
        found.setdefault(each.field, []).append(each)
    return found
