"""What a file would change in a filing, answer by answer and page by page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from registry.exchange.asked import Asked, AskedPage
from registry.exchange.content import Content

Pages = Mapping[str, Mapping[str, Any]]


class Happens(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    CLEARED = "cleared"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """The file does not name it."""


@dataclass(frozen=True, slots=True)
class Change:
    asked: Asked
    happens: Happens
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PageChange:
    page: AskedPage
    changes: tuple[Change, ...]
    is_spoilt: bool
    """A mistake stands on the page, so that it cannot be taken."""

    def count(self, *kinds: str) -> int:
        return sum(change.happens in kinds for change in self.changes)

    @property
    def differs(self) -> bool:
        return bool(self.count(Happens.NEW, Happens.CHANGED, Happens.CLEARED))


def changes(pages: tuple[AskedPage, ...], stored: Pages, content: Content) -> list[PageChange]:
    """Every page in order, with what the file says of each of its questions."""
    spoilt = {mistake.page for mistake in content.mistakes}
    return [
        PageChange(
            page, tuple(_page(page, stored.get(page.name, {}), content)), page.name in spoilt
        )
        for page in pages
    ]


def merged(
    page: AskedPage, stored: Mapping[str, Any], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """The answers of a page after the file: a blank clears, a name that is absent leaves."""
    named = {q.name: answers[q.name] for q in page.questions if q.name in answers}
    whole = {**stored, **named}
    return {name: value for name, value in whole.items() if value is not None}


def _page(page: AskedPage, stored: Mapping[str, Any], content: Content) -> Iterator[Change]:
    for asked in page.questions:
        before = stored.get(asked.name)
        if asked.name not in content.answers:
            yield Change(asked, Happens.KEPT, before, before)
            continue
        after = content.answers[asked.name]
        yield Change(asked, _happens(before, after), before, after)


def _happens(before: Any, after: Any) -> Happens:
    if before == after or (_says_nothing(before) and _says_nothing(after)):
        return Happens.UNCHANGED
    if _says_nothing(before):
        return Happens.NEW
    return Happens.CLEARED if _says_nothing(after) else Happens.CHANGED


def _says_nothing(value: Any) -> bool:
    return value is None or value == []
