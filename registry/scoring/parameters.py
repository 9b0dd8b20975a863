"""Legal and design values by the date of the event that they judge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from registry.scoring.model import Text
from registry.scoring.strict_yaml import CatalogueError, read_yaml

PARAMETERS = Path(__file__).parent / "parameters"
_LANGUAGES = {"en", "ms"}
_ENTRY_KEYS = {"from", "to", "where", "value", "cite", "verified", "note"}


class ParameterError(LookupError):
    """No value, or more than one, is in force on the day for these keys."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value from ``since`` to ``until`` (both included), for the keys in ``where``."""

    since: date
    until: date | None
    where: Mapping[str, str]
    value: Any
    cite: tuple[str, ...]
    verified: bool
    note: Text | None

    def holds(self, on: date, keys: Mapping[str, str]) -> bool:
        if on < self.since or (self.until is not None and on > self.until):
            return False
        return all(keys.get(name) == word for name, word in self.where.items())


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a value is about and, where it is a number, its unit, in both languages."""

    name: str
    about: Text
    unit: Text | None
    values: tuple[DatedValue, ...]


@lru_cache(maxsize=4096)
def value_at(name: str, on: date, **keys: str) -> Any:
    """The value in force on a day: ``value_at("corridor_rules", on, corridor="NPL")``."""
    parameter = load_parameters().get(name)
    if parameter is None:
        raise ParameterError(f"{name}: no such parameter")
    found = [dated for dated in parameter.values if dated.holds(on, keys)]
    if len(found) != 1:
        raise ParameterError(f"{name}: {len(found)} values hold on {on} for {keys}; write one")
    return found[0].value


@lru_cache(maxsize=8)
def load_parameters(folder: Path = PARAMETERS) -> Mapping[str, Parameter]:
    """Every parameter of every file, read strictly."""
    parameters: dict[str, Parameter] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, entry in read_yaml(path).items():
            if name in parameters:
                raise CatalogueError(f"{path.name}: {name} is in two files; keep one")
            parameters[name] = _parameter(f"{path.name}: {name}", name, entry)
    return parameters


def _parameter(place: str, name: str, entry: Any) -> Parameter:
    if not isinstance(entry, dict) or set(entry) - {"unit"} != {"about", "values"}:
        raise CatalogueError(f"{place}: write the keys about and values, and unit for a number")
    about = _text(f"{place} about", entry["about"])
    unit = _text(f"{place} unit", entry["unit"]) if "unit" in entry else None
    values = tuple(_dated(f"{place} {n}", value) for n, value in enumerate(entry["values"], 1))
    return Parameter(name, about, unit, values)


def _text(place: str, text: Any) -> Text:
    if not isinstance(text, dict) or set(text) != _LANGUAGES or not all(text.values()):
        raise CatalogueError(f"{place}: write the text in en and ms")
    return {lang: words.strip() for lang, words in text.items()}


def _dated(place: str, entry: Any) -> DatedValue:
    if unknown := set(entry) - _ENTRY_KEYS:
        raise CatalogueError(f"{place}: remove {sorted(unknown)}, or correct the spelling")
    if missing := {"from", "value", "cite", "verified"} - set(entry):
        raise CatalogueError(f"{place}: write {sorted(missing)}")
    if not isinstance(entry["from"], date) or not isinstance(entry["verified"], bool):
        raise CatalogueError(f"{place}: from is a date, verified is true or false")
    return DatedValue(
        since=entry["from"],
        until=entry.get("to"),
        where=entry.get("where", {}),
        value=entry["value"],
        cite=tuple(entry["cite"]),
        verified=entry["verified"],
        note=_text(f"{place} note", entry["note"]) if "note" in entry else None,
    )
