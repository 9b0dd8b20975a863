"""What each table and column of the open data means, in both languages: the declared codebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from registry.open_data.words import LISTS

CODEBOOK = Path(__file__).with_name("codebook.yaml")
LANGUAGES = {"en", "ms"}

Text = Mapping[str, str]
"""A text in both languages."""


class CodebookError(Exception):
    """The codebook says something that is not understood; the message names the place."""


class Type(StrEnum):
    """What a cell holds; money is ringgit with two decimals."""

    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    STRING = "string"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: Type
    title: Text
    about: Text
    unit: str = ""
    values: str = ""
    """Name of the list of words that it takes; empty for any value."""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    title: Text
    about: Text
    key: tuple[str, ...]
    """The columns that tell its rows apart; empty where only the order does."""
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


@cache
def tables() -> Mapping[str, Table]:
    """Every table by its name, in the order of the package."""
    read = yaml.safe_load(CODEBOOK.read_text("utf-8"))
    return {name: _table(name, given, read["shared"]) for name, given in read["tables"].items()}


def _table(name: str, given: Mapping[str, Any], shared: Mapping[str, Any]) -> Table:
    _only(name, given, {"title", "about", "key", "columns"})
    columns = tuple(
        _column(f"{name}.{column}", column, shared[column] if said == "shared" else said)
        for column, said in given["columns"].items()
    )
    key = tuple(given["key"])
    if unknown := set(key) - {column.name for column in columns}:
        raise CodebookError(f"{name}: no column is called {sorted(unknown)[0]}")
    return Table(name, _text(name, given["title"]), _text(name, given["about"]), key, columns)


def _column(place: str, name: str, given: Mapping[str, Any]) -> Column:
    _only(place, given, {"type", "title", "about", "unit", "values"})
    if given.get("values", "") not in {"", *LISTS}:
        raise CodebookError(f"{place}: no list of words is called {given['values']}")
    return Column(
        name,
        Type(given["type"]),
        _text(place, given["title"]),
        _text(place, given["about"]),
        given.get("unit", ""),
        given.get("values", ""),
    )


def _text(place: str, given: Mapping[str, str]) -> Text:
    if given.keys() != LANGUAGES or not all(given.values()):
        raise CodebookError(f"{place}: every text stands in English and in Malay")
    return given


def _only(place: str, given: Mapping[str, Any], known: set[str]) -> None:
    if unknown := given.keys() - known:
        raise CodebookError(f"{place}: {sorted(unknown)[0]} is not understood")
