"""Answers as the pages of a document, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

from registry import answers_shown
from registry.reports.statement.data import AnsweredPage, AnsweredTable


def answered_pages(
    answers: Mapping[str, Mapping[str, Any]], pages: Iterable[answers_shown.Page]
) -> list[AnsweredPage]:
    """These pages of a filing, whatever of them was answered."""
    return [_page(page, answers_shown.shown(page, answers.get(page.name, {}))) for page in pages]


def _page(page: answers_shown.Page, shown: list[answers_shown.Shown]) -> AnsweredPage:
    return AnsweredPage(
        title=str(page.title),
        answers=[(str(each.question.label), each.text) for each in shown if not each.rows],
        tables=[_table(each) for each in shown if each.rows],
    )


def _table(shown: answers_shown.Shown) -> AnsweredTable:
    labels = [str(column.label) for column in shown.question.columns]
    rows = [list(zip(labels, cells, strict=True)) for cells in shown.rows]
    return AnsweredTable(question=str(shown.question.label), rows=rows)
