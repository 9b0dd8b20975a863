"""What a filer can still do or say about each answer, from ``levers.yaml``, which gives reasons.

What is not a lever is never advised, so that advice cannot ask for an untruth.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from registry.scoring.model import Text
from registry.scoring.strict_yaml import CatalogueError, read_yaml

LEVERS = Path(__file__).parent / "levers.yaml"
T = TypeVar("T")
REASONS = frozenset({"past", "scope", "register"})


class Move(StrEnum):
    """How an answer may change."""

    ADD = "add"
    SET = "set"
    RAISE = "raise"
    REPAY = "repay"
    DATE = "date"
    ANSWER = "answer"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Lever:
    """How one answer or column may change, and the words that ask for it."""

    may: Move
    because: str = ""
    say: Text = field(default_factory=dict)
    open: Text = field(default_factory=dict)
    """The same where the number cannot be worked out yet."""
    to: Any = None
    also: Mapping[str, Any] = field(default_factory=dict)
    """Other answers that the same act brings about."""
    attempt: Any = None
    """Stands for the true answer while the rule is tested."""
    by: str = "@filed"
    up_to: str = ""
    most: int | None = None
    unit: Decimal = Decimal(1)
    """How finely a number may rise."""
    whole: bool = False
    unless: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    not_offered: tuple[str, ...] = ()
    where_any: Mapping[str, list[str]] = field(default_factory=dict)
    """Columns of the row, one of which must hold one of its words."""
    last: bool = False
    words: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that the filer may add; ``known`` names the cells that are said, not only tried."""

    row: Mapping[str, Any]
    say: Text
    known: tuple[str, ...] = ()
    up_to: str = ""
    """The answer that says how many rows there should be; else one is offered."""


@dataclass(frozen=True, slots=True)
class TableLevers:
    """A table's columns, how its rows are called, and the rows that may be added."""

    name: Text
    columns: Mapping[str, Lever]
    named_by: Mapping[str, str]
    """Column -> how it is shown."""
    words: Mapping[str, Text] = field(default_factory=dict)
    new: tuple[NewRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Levers:
    scalars: Mapping[str, Lever]
    tables: Mapping[str, TableLevers]
    sentences: Mapping[str, Text]
    recruitment: NewRow
    """A corridor that stands for those of a filing that names none, while rules are tested."""
    wages: NewRow
    """The wages of a group that the wage table leaves out."""


@lru_cache(maxsize=1)
def load_levers() -> Levers:
    """Every lever, or CatalogueError naming the entry that is not understood."""
    entries = read_yaml(LEVERS)
    return Levers(
        scalars={name: _lever(name, entry) for name, entry in entries["scalars"].items()},
        tables={name: _table(name, entry) for name, entry in entries["tables"].items()},
        sentences=entries["sentences"],
        recruitment=_known("recruitment", NewRow, entries["recruitment"]),
        wages=_known("wages", NewRow, entries["wages"]),
    )


def _table(name: str, entry: dict[str, Any]) -> TableLevers:
    columns = {
        column: _lever(f"{name} {column}", lever) for column, lever in entry["columns"].items()
    }
    new = tuple(_known(name, NewRow, row) for row in entry.get("new", ()))
    return _known(name, TableLevers, {**entry, "columns": columns, "new": new})


def _lever(place: str, entry: dict[str, Any]) -> Lever:
    parts = {("attempt" if name == "try" else name): value for name, value in entry.items()}
    lever = _known(place, Lever, {**parts, "may": Move(entry["may"])})
    if (lever.may is Move.NEVER) != (lever.because in REASONS):
        raise CatalogueError(f"levers.yaml: {place}: say why it may never change: {REASONS}")
    return lever


def _known(place: str, kind: type[T], parts: dict[str, Any]) -> T:
    try:
        return kind(**parts)
    except TypeError as error:
        raise CatalogueError(f"levers.yaml: {place}: {error}") from error
