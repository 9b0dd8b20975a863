"""Which answers two versions of a filing give differently, in the words of the questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from registry.answers_shown import Page, Question, Shown, answer_shown, pages

Pages: TypeAlias = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Changed:
    """An answer before and after; of a table ``gone`` and ``come`` are the rows that differ."""

    question: Question
    before: Shown
    after: Shown

    @property
    def gone(self) -> list[tuple[str, ...]]:
        return [row for row in self.before.rows if row not in self.after.rows]

    @property
    def come(self) -> list[tuple[str, ...]]:
        return [row for row in self.after.rows if row not in self.before.rows]


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page of the filing with the answers on it that changed."""

    page: Page
    answers: list[Changed]


def changed_pages(before: Pages, after: Pages) -> list[ChangedPage]:
    """The pages on which an answer changed, with those answers, in the order of the questions."""
    found = [ChangedPage(page, _changed(page, before, after)) for page in pages()]
    return [each for each in found if each.answers]


def _changed(page: Page, before: Pages, after: Pages) -> list[Changed]:
    older, newer = before.get(page.name, {}), after.get(page.name, {})
    return [
        Changed(
            question,
            answer_shown(question, older.get(question.name)),
            answer_shown(question, newer.get(question.name)),
        )
        for question in page.questions
        if _said(older.get(question.name)) != _said(newer.get(question.name))
    ]


def _said(answer: Any) -> Any:
    """The answer; a table without rows and an empty text say as little as none."""
    return None if answer in ("", []) else answer
