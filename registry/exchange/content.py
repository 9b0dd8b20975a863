"""What a file says: whose filing it is, the answers under their names, and what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.scoring.fields import FIELDS

FORMAT = "atip-filing/1"
"""Changes when a reader of the old format would misread the new one."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Which filing a file was made from; empty where the file does not say."""

    reference: str = ""
    organisation: str = ""
    ssm_number: str = ""
    year: str = ""
    period_start: str = ""
    period_end: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that cannot be taken: where it stands, what stands there, what to do."""

    message: str
    name: str = ""
    """The answer's name; empty where the file as a whole is at fault."""
    row: int | None = None
    """Of a table, counted from 1."""
    column: str = ""
    sheet: str = ""
    cell: str = ""
    """Its address in a workbook, such as ``C14``."""
    value: str = ""

    @property
    def page(self) -> str:
        """The page that is spoilt; empty where it is the file."""
        return FIELDS[self.name].page if self.name in FIELDS else ""


@dataclass(frozen=True, slots=True)
class Content:
    """A name that is absent says nothing; one whose value is None clears the answer."""

    identity: Identity = field(default_factory=Identity)
    answers: Mapping[str, Any] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def readable(answers: Mapping[str, Any], mistakes: Iterable[Mistake]) -> dict[str, Any]:
    """The answers without those that have a mistake: what they would be is not known."""
    wrong = {mistake.name for mistake in mistakes}
    return {name: value for name, value in answers.items() if name not in wrong}


def of_pages(identity: Identity, pages: Mapping[str, Mapping[str, Any]]) -> Content:
    """The stored answers of a filing, and every other name with nothing under it."""
    answered = {name: value for answers in pages.values() for name, value in answers.items()}
    names = [name for name, each in FIELDS.items() if each.page != "facts"]
    return Content(identity, {name: answered.get(name) for name in names})


def blank(identity: Identity) -> Content:
    return of_pages(identity, {})
