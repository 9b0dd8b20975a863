"""What of the rules can be changed without writing code: weights, values and caps, each by kind.

What a value means is said by the words around it in its rule, so that both never part.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from registry.scoring.catalogue import Catalogue
from registry.scoring.changes import like, newest
from registry.scoring.fields import FIELDS
from registry.scoring.model import Criterion, Gate, Text, Values
from registry.scoring.wording import LANGUAGES, SHOW, parts

GATES = "gates"
"""The part of the rules that is no theme."""
BLANK = "…"
FOR_LISTS = {"words", "names", "corridors"}
CLAUSE = re.compile(r"(?<=[;.])\s+")


class Sort(StrEnum):
    """How a setting is typed."""

    COUNT = "count"
    SHARE = "share"
    NUMBER = "number"
    WORDS = "words"
    WORD = "word"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Setting:
    """One figure or list of a criterion or gate, as it stands."""

    name: str
    """``weight``, ``cap``, or ``value.`` and the name of a value."""
    sort: Sort
    current: Any
    clause: Text | None = None
    """The part of the rule that names it, with a blank in its place."""
    choices: tuple[str, ...] = ()

    @property
    def plain(self) -> Any:
        """The setting as plain JSON, as a change keeps it."""
        return plain(self.current)


@dataclass(frozen=True, slots=True)
class Subject:
    """A criterion or gate with what can be changed in it."""

    id: str
    title: Text
    rule: Text
    settings: tuple[Setting, ...]


def part_names(catalogue: Catalogue) -> list[str]:
    return [*(theme.id for theme in catalogue.themes), GATES]


def subjects(catalogue: Catalogue, part: str) -> list[Subject]:
    """The criteria of a theme, or the gates, as their newest versions stand."""
    if part == GATES:
        gates = {gate.id: gate for gate in catalogue.gates}
        bands = tuple(band.id for band in catalogue.bands)
        return [_gate(gate, bands) for gate in gates.values()]
    return [_criterion(each) for each in catalogue.criteria if each.theme == part]


def subject(catalogue: Catalogue, id: str) -> Subject:
    found = (each for part in part_names(catalogue) for each in subjects(catalogue, part))
    return next(each for each in found if each.id == id)


def settings_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that an entry of ``entry_of`` changes, by name, as plain JSON."""
    named = {"weight": entry["weight"], "cap": entry["cap"]}
    values = {f"value.{name}": value for name, value in entry["values"].items()}
    return {name: value for name, value in (named | values).items() if value is not None}


def entry_of(subject: Subject, chosen: Mapping[str, Any]) -> dict[str, Any] | None:
    """What differs from how things stand, as a change keeps it; None where nothing does."""
    changed = {
        setting.name: chosen[setting.name]
        for setting in subject.settings
        if setting.name in chosen and like(setting.current, chosen[setting.name]) != setting.current
    }
    if not changed:
        return None
    values = {
        name.removeprefix("value."): value
        for name, value in changed.items()
        if name.startswith("value.")
    }
    return {
        "target": subject.id,
        "weight": changed.get("weight"),
        "cap": changed.get("cap"),
        "values": values,
    }


def plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return list(value) if isinstance(value, list | tuple) else value


def _criterion(found: Criterion) -> Subject:
    version = newest(found)
    texts = [found.rule]
    for reason in found.reasons.values():
        texts += [reason.sentence, *([reason.lift] if reason.lift else [])]
    weight = Setting("weight", Sort.COUNT, found.versions[-1].weight)
    settings = (weight, *_values(version.values, texts, found.fields))
    return Subject(found.id, found.title, found.versions[-1].rule, settings)


def _gate(found: Gate, bands: tuple[str, ...]) -> Subject:
    why = outline(found.why, found.values)
    cap = [Setting("cap", Sort.BAND, found.cap, choices=bands)] if found.cap else []
    settings = (*cap, *_values(found.values, [found.why, found.lift], ()))
    return Subject(found.id, dict.fromkeys(LANGUAGES, found.id), why, settings)


def _values(values: Values, texts: Iterable[Text], fields: Iterable[str]) -> Iterator[Setting]:
    texts = list(texts)
    for name, value in values.items():
        spec, words = _spoken(texts, name)
        clause = None if words is None else outline(words, _without(values, name))
        sort = _sort(name, value, spec)
        choices = _choices(value, fields)
        yield Setting(f"value.{name}", sort, value, clause, choices)


def outline(text: Text, values: Values) -> Text:
    """A text with the values that are known, and a blank for each that is not."""
    return {lang: _outlined(text[lang], values, lang) for lang in LANGUAGES}


def _outlined(template: str, values: Values, lang: str) -> str:
    shown = ""
    for literal, name, spec in parts(template):
        shown += literal
        if name is not None:
            known = name in values and _fits(values[name], spec)
            shown += SHOW[spec](values[name], lang) if known else BLANK
    return shown.replace(f"{BLANK}.", BLANK)


def _fits(value: Any, spec: str) -> bool:
    """Whether a way to show is for this value, and not for a figure of a finding named alike."""
    return isinstance(value, list) is (spec in FOR_LISTS)


def _without(values: Values, name: str) -> Values:
    return {other: value for other, value in values.items() if other != name}


def _spoken(texts: Iterable[Text], name: str) -> tuple[str, Text | None]:
    """How a value is shown, and the clause that names it, in the first text that does."""
    for text in texts:
        specs = [spec for _, found, spec in parts(text["en"]) if found == name]
        if specs:
            return specs[0], {lang: _clause(text[lang], name) for lang in LANGUAGES}
    return "", None


def _clause(template: str, name: str) -> str:
    clauses = CLAUSE.split(template)
    found = next((each for each in clauses if any(n == name for _, n, _ in parts(each))), template)
    return found[:1].upper() + found[1:].rstrip(";:.")


def _sort(name: str, value: Any, spec: str) -> Sort:
    if isinstance(value, list):
        return Sort.WORDS
    if isinstance(value, str):
        return Sort.WORD
    if spec == "percent" or name.endswith("_share"):
        return Sort.SHARE
    return Sort.NUMBER if isinstance(value, Decimal) else Sort.COUNT


def _choices(value: Any, fields: Iterable[str]) -> tuple[str, ...]:
    """The words that the filing offers there: the shortest list of choices that has them all."""
    if not isinstance(value, list | str):
        return ()
    current = [value] if isinstance(value, str) else value
    asked = [FIELDS[name] for name in fields] or list(FIELDS.values())
    lists = [words for f in asked for words in (f.choices, *(c.choices for c in f.columns))]
    fitting = [words for words in lists if set(current) <= set(words)]
    shortest = min(fitting, key=len, default=tuple(current))
    return tuple(word for word in shortest if word != "none" or word in current)
