"""The table of a comparison: cells, rows and groups, and in words how the cells of a row differ."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

Value = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one organisation has to say in a row; without a value ``text`` says why, or nothing."""

    value: Value
    text: str = ""
    share: float | None = None
    """Of 100, where a bar under the figure helps."""
    anchor: str | None = None
    """The part of its statement page that says more."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say, as where there is no statement."""
        return self.value is None and not self.text


_ORDERED: Mapping[str, Callable[[Cell], Any]] = {
    "number": lambda cell: Decimal(str(cell.value)),
    "day": lambda cell: cell.value,
}
"""By what cells of a kind stand in order, where they have one."""


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    label: str
    cells: Sequence[Cell]
    kind: str = "text"
    """How a cell is drawn: text, number, day, status, grade or outcome."""
    criterion: str | None = None

    @property
    def differs(self) -> bool:
        """Whether those who say something do not say the same; "not answered" says something."""
        return len({cell.value for cell in self.cells if not cell.is_empty}) > 1

    @property
    def is_same(self) -> bool:
        """Whether every organisation has a value, and all the same one."""
        values = {cell.value for cell in self.cells}
        return len(self.cells) > 1 and len(values) == 1 and None not in values

    @property
    def difference(self) -> str:
        """In words how those differ that have a value; empty where there is nothing to tell."""
        known = [cell for cell in self.cells if cell.value is not None]
        if len({cell.value for cell in known}) < 2:
            return str(_("The same for all")) if self.is_same else ""
        if self.kind in _ORDERED:
            ordered = sorted(known, key=_ORDERED[self.kind])
            return str(_("From %(low)s to %(high)s", low=ordered[0].text, high=ordered[-1].text))
        counts = Counter(cell.text for cell in known)
        if len(counts) == len(self.cells):
            return str(_("Different") if len(counts) == 2 else _("All differ"))
        return " · ".join(f"{text}: {count}" for text, count in counts.most_common())


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one heading inside a group, such as the criteria of a theme."""

    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: str
    parts: Sequence[Part]
    note: str = ""
    figures: str = ""
    """Where the page about the figures explains this group."""

    @property
    def rows(self) -> Iterator[Row]:
        return (row for part in self.parts for row in part.rows)


def told(rows: Iterable[Row]) -> list[Row]:
    """The rows about which anybody has something to say."""
    return [row for row in rows if any(not cell.is_empty for cell in row.cells)]


def only_differing(groups: Iterable[Group]) -> list[Group]:
    """The groups with the rows that differ, without what is then empty."""
    kept = [
        Group(group.id, group.title, _differing(group.parts), group.note, group.figures)
        for group in groups
    ]
    return [group for group in kept if group.parts]


def summary(groups: Sequence[Group]) -> str:
    """How far the organisations agree on the criteria, in a sentence; empty without outcomes."""
    judged = [
        row
        for group in groups
        for row in group.rows
        if row.criterion and sum(cell.value is not None for cell in row.cells) > 1
    ]
    if not judged:
        return ""
    differing = sum(len({c.value for c in row.cells if c.value is not None}) > 1 for row in judged)
    words: str = ngettext(
        "Of %(all)s criteria, %(num)s has different outcomes.",
        "Of %(all)s criteria, %(num)s have different outcomes.",
        differing,
        all=len(judged),
    )
    return words


def records(groups: Iterable[Group], names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The same rows for a file: a line for each, a column for each organisation."""
    for group in groups:
        for row in group.rows:
            cells = {name: cell.value for name, cell in zip(names, row.cells, strict=True)}
            yield {"group": group.id, "row": row.key, "label": row.label, **cells}


def _differing(parts: Iterable[Part]) -> list[Part]:
    kept = (Part(part.title, [row for row in part.rows if row.differs]) for part in parts)
    return [part for part in kept if part.rows]


def column_names(organisations: Iterable[tuple[int, str]]) -> list[str]:
    """The name of each organisation for the head of a file; two of one name stay apart."""
    return [f"{name} ({number})" for number, name in organisations]
