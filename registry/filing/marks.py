"""What stands beside a question about last year: the answer then, and whether it is the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import wtforms

from registry import carried
from registry.answers_shown import Question, pages, text_of
from registry.carried import BLANK, Way
from registry.filing.carrying import Carried
from registry.forms.filing import PageForm
from registry.scoring import FIELDS


class State(StrEnum):
    CAME = "came"
    """It came back, and nobody has confirmed it yet."""
    CHECK = "check"
    """The same, of a figure of the year."""
    UNCHANGED = "unchanged"
    BEFORE = "before"
    """Another answer stands here now, or none."""


@dataclass(frozen=True, slots=True)
class Mark:
    state: State
    year: int
    text: str
    """Last year's answer in words."""


def put(form: PageForm, page: str, found: Carried) -> None:
    """Mark each question, and each cell of a row that was there last year."""
    questions = next(each.questions for each in pages() if each.name == page)
    for question in questions:
        field = form[question.name]
        if question.columns:
            _put_in_rows(field, question, found)
        else:
            _put(field, question, carried.way(FIELDS[question.name]), found, _Both.of(found))


@dataclass(frozen=True, slots=True)
class _Both:
    """An answer set of last year: as it was filed, and what of it came back."""

    before: Mapping[str, Any]
    proposal: Mapping[str, Any]

    @classmethod
    def of(cls, found: Carried) -> "_Both":
        return cls(found.before, found.proposal)


def _put(field: wtforms.Field, question: Question, way: Way, found: Carried, both: _Both) -> None:
    name = question.name
    came = both.proposal.get(name)
    was = came if came not in BLANK else both.before.get(name)
    if was in BLANK:
        return
    is_same = came not in BLANK and field.answer == came
    field.mark = Mark(_state(is_same, way, found.waits), found.year, text_of(question, was))


def _state(is_same: bool, way: Way, waits: bool) -> State:
    if not is_same:
        return State.BEFORE
    if not waits:
        return State.UNCHANGED
    return State.CHECK if way is Way.FIGURE else State.CAME


def _put_in_rows(table: Any, question: Question, found: Carried) -> None:
    """Standing facts of a row, such as its name, are marked only where they differ."""
    field = FIELDS[question.name]
    ways = {column.name: carried.way(field, column) for column in field.columns}
    before = carried.by_key(question.name, found.before.get(question.name))
    came = carried.by_key(question.name, found.proposal.get(question.name))
    for entry in table.entries:
        key = carried.key_of(question.name, entry.form.answer) or ()
        both = _Both(before.get(key, {}), came.get(key, {}))
        for column in question.columns:
            cell = entry.form[column.name]
            _put(cell, column, ways[column.name], found, both)
            mark = getattr(cell, "mark", None)
            if mark and ways[column.name] is Way.STANDING and mark.state is not State.BEFORE:
                del cell.mark
