"""How far a filing has come: the state of each page, and the answers that are still owed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from registry import history, i18n
from registry.filing import carrying, queries, sign_offs
from registry.filing.asked import OPTIONAL, optional, pages_asked
from registry.filing.facts import facts_of
from registry.forms.filing import PAGES, SECTIONS, Facts
from registry.models import Filing, FilingEvent, FilingPage, PageSignOff
from registry.scoring import FIELDS

STATEMENT_FILE = "filing_statement_doc"
"""The one fact that a person gives, by uploading the statement."""


@dataclass(frozen=True, slots=True)
class Task:
    """One page in the task list, in the shape that the page part ``task_list`` reads."""

    name: str
    title: str
    url: str
    hint: str
    status: str
    status_text: str


@dataclass(frozen=True, slots=True)
class TaskSection:
    """Pages that belong together, and how many of them are complete."""

    name: str
    title: str
    tasks: list[Task]

    @property
    def done(self) -> int:
        return sum(task.status == "done" for task in self.tasks)


@dataclass(frozen=True, slots=True)
class TaskList:
    sections: list[TaskSection]
    others: list[Task]
    """Pages that a short filing is not asked, and may answer all the same."""
    optional: frozenset[str] = OPTIONAL

    @property
    def tasks(self) -> list[Task]:
        return [task for section in self.sections for task in section.tasks]

    @property
    def done(self) -> int:
        return sum(section.done for section in self.sections)

    @property
    def next(self) -> Task | None:
        """Where to go on: what an officer asks first, then the first page that is not complete."""
        asked = (task for task in (*self.tasks, *self.others) if task.status == "error")
        owed = (t for t in self.tasks if t.status != "done" and t.name not in self.optional)
        return next(asked, None) or next(owed, None)


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a page and where to answer it, with what is to be said about it."""

    page: str
    label: str
    url: str
    message: str = ""


def task_list(filing: Filing) -> TaskList:
    """Every page that is asked in its section, whether or not somebody opened it; then the rest."""
    saved = {page.name: page for page in filing.pages}
    last = queries.open_return(filing)
    waiting = carrying.waiting(filing)
    asked = pages_asked(filing)
    may_stay = optional(filing)
    held = sign_offs.standing(filing)
    tasks = {
        name: _to_confirm(filing, name)
        if name in waiting
        else _signed_off(
            _task(filing, name, saved.get(name), last, name in may_stay), held.get(name)
        )
        for name in PAGES
    }
    listed = [
        TaskSection(s.name, str(s.title), [tasks[name] for name in s.pages if name in asked])
        for s in SECTIONS
    ]
    return TaskList(
        sections=[section for section in listed if section.tasks],
        others=[_unasked(task) for name, task in tasks.items() if name not in asked],
        optional=may_stay,
    )


def comments(filing: Filing) -> list[Question]:
    """What the officer asks to be corrected, each with the place where it is corrected."""
    return [
        Question(page, history.question(place), _url(filing, page, field), text)
        for place, text in queries.comments_to_answer(filing).items()
        for page, _dot, field in [place.partition(".")]
    ]


def unfinished(filing: Filing) -> list[str]:
    """Titles of the pages that are not complete."""
    opened = {page.name: page.complete for page in filing.pages}
    waiting = carrying.waiting(filing)
    asked = pages_asked(filing)
    may_stay = optional(filing)
    complete = {name: name not in waiting and opened.get(name, name in may_stay) for name in asked}
    return [str(PAGES[name].title) for name in asked if not complete[name]]


def gaps(filing: Filing, *, today: date) -> list[Question]:
    """What the pages would still ask for if each were saved now as it stands."""
    saved = {page.name: page.answers for page in filing.pages}
    facts = facts_of(filing, today=today)
    waiting = carrying.waiting(filing)
    needed = pages_asked(filing)
    return [
        gap
        for name in PAGES
        if name in needed or saved.get(name)
        for gap in (
            [_unconfirmed(filing, name)]
            if name in waiting
            else _owed(filing, name, saved.get(name, {}), facts)
        )
    ]


def question_of(filing: Filing, field: str, message: str = "") -> Question:
    """The question behind an answer's name."""
    if field == STATEMENT_FILE:
        label = _("The statement as a PDF")
        return Question("statement", label, _url(filing, "statement", "file"), message)
    page = FIELDS[field].page
    return Question(page, history.question(f"{page}.{field}"), _url(filing, page, field), message)


def _url(filing: Filing, page: str, field: str = "") -> str:
    return url_for("filing.page", reference=filing.reference, page=page, _anchor=field or None)


def _task(
    filing: Filing, name: str, page: FilingPage | None, last: FilingEvent | None, optional: bool
) -> Task:
    status, status_text = _status(page, _asked(name, page, last), optional)
    return Task(
        name=name,
        title=str(PAGES[name].title),
        url=_url(filing, name),
        hint=_saved(page) if page else "",
        status=status,
        status_text=status_text,
    )


def _signed_off(task: Task, sign_off: PageSignOff | None) -> Task:
    """The page as an approver left it: locked."""
    if sign_off is None:
        return task
    when = i18n.instant_text(sign_off.at)
    hint = _("Signed off by %(name)s, %(when)s", name=sign_off.by.name, when=when)
    status = ("done", _("Signed off")) if sign_off.complete else ("started", _("Signed off"))
    return replace(task, hint=hint, status=status[0], status_text=status[1])


def _to_confirm(filing: Filing, name: str) -> Task:
    """A page with last year's answers that nobody has looked at yet."""
    title = str(PAGES[name].title)
    return Task(name, title, _url(filing, name), "", "to_confirm", _("To confirm"))


def _unconfirmed(filing: Filing, name: str) -> Question:
    message = _("Last year’s answers wait here. They count only once you confirm or change them.")
    return Question(name, str(PAGES[name].title), _url(filing, name), message)


def _unasked(task: Task) -> Task:
    untouched = task.status in {"to_do", "to_confirm"}
    return replace(task, status="to_do", status_text=_("Not asked")) if untouched else task


def _asked(name: str, page: FilingPage | None, last: FilingEvent | None) -> int:
    """How many comments of the return a page has that nobody saved it again for."""
    if last is None or (page and page.saved_at > last.at):
        return 0
    return sum(place.partition(".")[0] == name for place in last.comments)


def _status(page: FilingPage | None, asked: int, optional: bool) -> tuple[str, str]:
    if asked:
        return "error", _("%(number)s to correct", number=asked)
    if page is None:
        return "to_do", _("Optional") if optional else _("Not started")
    return ("done", _("Complete")) if page.complete else ("started", _("In progress"))


def _saved(page: FilingPage) -> str:
    when = i18n.instant_text(page.saved_at)
    return str(_("Saved by %(name)s, %(when)s", name=page.saved_by.name, when=when))


def _owed(filing: Filing, name: str, answers: dict[str, Any], facts: Facts) -> Iterator[Question]:
    form = PAGES[name](formdata=None, data=answers, facts=facts, meta={"csrf": False})
    form.validate()
    for field in form:
        if field.errors:
            message = _first_message(field.errors)
            url = _url(filing, name, field.id)
            yield Question(name, str(field.label.text), url, message)


def _first_message(errors: Sequence[object]) -> str:
    """A field's own message; a table whose rows are at fault says only so."""
    own = [error for error in errors if not isinstance(error, (dict, list))]
    return str(own[0]) if own else _("Some rows are not complete.")
