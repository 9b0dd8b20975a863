"""Where a page of the form leads to the talk about each of its questions."""

from dataclasses import dataclass

from flask import url_for

from registry import assessment
from registry.filing import talking
from registry.filing.sheets import Sheet
from registry.forms.filing import PageForm


@dataclass(frozen=True, slots=True)
class Discussion:
    """What stands under a question: how much was said, whether it is open, where it is."""

    field: str
    said: int
    is_open: bool
    url: str
    saves: bool
    """Whether going there saves the page first: it is open, and somebody may have typed."""


def put(form: PageForm, sheet: Sheet, *, saves: bool) -> None:
    """Lead from each question to its comments."""
    found = {thread.field: thread for thread in talking.threads(sheet.filing, sheet.name)}
    for question in form.questions:
        thread = found.get(question.name)
        question.discussion = Discussion(
            field=question.name,
            said=len(thread.said) if thread else 0,
            is_open=bool(thread and thread.is_open),
            url=address(sheet, question.name),
            saves=saves,
        )


def address(sheet: Sheet, field: str) -> str:
    reference = sheet.filing.reference
    return url_for("filing.thread", reference=reference, page=sheet.name, field=field or None)


def nothing_typed(sheet: Sheet, form: PageForm) -> bool:
    """Whether the page says what is stored: who only comments on it has not worked on it."""
    answers = sheet.with_others(form.answers)
    return not form.unreadable and assessment.flat({"": answers}) == assessment.flat(
        {"": sheet.stored}
    )
